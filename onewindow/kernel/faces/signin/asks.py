"""The questions of the sign-in pages, and how their answers are checked."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.fields import drawn
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.ground.codes import phone as phones
from onewindow.kernel.ground.codes.text import clean
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.handbook.fields import Field, citizen_id, name, phone, text

PHONE = phone("phone", "手机号", plain="您的手机号是多少？", help="我们发一条短信验证码给您。没有注册过的也用它登录。")
NEW_PHONE = phone("phone", "新手机号", help="验证码发到新手机号，核对后才更换。")
CODE = text("code", "短信验证码", plain="短信里的 6 位数字是多少？")
NAME = name("name", "姓名", plain="您的姓名", help="和身份证上一样。")
ID_NO = citizen_id("id_no", "公民身份号码", plain="您的公民身份号码", help="18 位，最后一位可能是 X。")
USERNAME = text("username", "账号", help="警号、工号，或者系统管理员给您的账号名。")
PASSWORD = text("password", "口令")
OLD_PASSWORD = text("old_password", "现在的口令")
NEW_PASSWORD = text("new_password", "新口令", help="至少 10 个字符，不要用生日、警号、常见口令。")
AGAIN = text("again", "再输入一遍新口令")
TOTP = text("code", "动态码", plain="手机上的 6 位动态码是多少？", help="手机不在身边的，可以用一个备用码。")

secret = sensitive_post_parameters()


def given(request: Asked, *fields: Field, most: int = 200) -> dict[str, str]:
    """What was typed, tidied; BadAnswers for what cannot be kept and for what is missing."""
    found, errors = {}, {}
    for field in fields:
        try:
            typed = request.POST.get(field.code, "")
            found[field.code] = typed[:1000] if "password" in field.code or field is AGAIN else clean(typed, most)
            if not found[field.code]:
                errors[field.code] = f"请填写{field.title}"
        except Refusal as refusal:
            errors[field.code] = refusal.sentence
    if errors:
        raise BadAnswers(errors)
    return found


def mobile(typed: str) -> str:
    """A checked mobile number; BadAnswers otherwise."""
    try:
        return phones.check_mobile(typed)
    except phones.SeveralNumbers as refusal:
        raise BadAnswers({"phone": refusal.sentence}) from None
    except Refusal:
        raise BadAnswers({"phone": phones.WrongMobile.words}) from None


def page(
    request: Asked,
    template: str,
    asks: tuple[Field, ...],
    *,
    refusal: Refusal | None = None,
    values: dict[str, str] | None = None,
    **context: Any,
) -> HttpResponse:
    """One page of questions; after a refusal the same page, saying what to do, with its status."""
    errors: dict[str, str] = dict(getattr(refusal, "errors", {}))
    title = gettext("这一步没有完成") if refusal is not None and not errors else ""
    listed = [{"field": code, "id": f"f-{code}", "words": words} for code, words in errors.items()]
    if refusal is not None and not errors:
        listed = [{"field": "", "id": "", "words": sentence(refusal)}]
    kept = {
        code: value
        for code, value in (values or {}).items()
        if "password" not in code and code not in ("again", "code")
    }
    fields = {ask.code: drawn(ask, kept.get(ask.code), errors.get(ask.code, "")) for ask in asks}
    answer = render(
        request,
        f"faces/signin/{template}.html",
        {"fields": fields, "summary": {"errors": listed, "title": title}, **context},
        status=refusal.status if refusal else 200,
    )
    answer.headers["Cache-Control"] = "no-store, private"
    return answer
