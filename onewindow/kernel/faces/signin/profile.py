"""Oneself: what is held, how one reads, taking one's data along, leaving here or everywhere."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from onewindow.kernel.cases import queries, sight
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.context import TITLES
from onewindow.kernel.faces.gates import public, signed_in
from onewindow.kernel.faces.signin import halfway
from onewindow.kernel.faces.signin.entering import keep_cookie, leave
from onewindow.kernel.ground.masks import mask_citizen_id, mask_name, mask_phone
from onewindow.kernel.people import actions
from onewindow.kernel.people.models import Account
from onewindow.kernel.people.persons import everything_about, oneself
from onewindow.kernel.people.totp import has_totp, papers_left

PROOFS = {
    "window": "工作人员核对过身份证",
    "register": "登记库核对一致（含手机号）",
    "claimed": "本人填写，尚未核验。到窗口出示身份证后，可以看到以往的办件",
}


@signed_in
@require_GET
def profile(request: Asked) -> HttpResponse:
    """The page about oneself."""
    actor = request.actor
    person = oneself(actor)
    pairs: list[dict[str, Any]] = [{"title": gettext("姓名"), "value": mask_name(actor.name)}]
    if person:
        pairs += [
            {"title": gettext("公民身份号码"), "value": mask_citizen_id(person.id_no)},
            {"title": gettext("手机号"), "value": mask_phone(person.phone)},
            {"title": gettext("实名情况"), "value": gettext(PROOFS.get(person.proof, ""))},
        ]
    account = Account.objects.get(pk=actor.id)
    if account.badge:
        pairs.append({"title": gettext("警号"), "value": account.badge})
    pairs += [
        {"title": gettext("岗位"), "value": gettext(TITLES.get(held.role, held.role)), "note": held.unit_name}
        for held in actor.held
    ]
    return render(
        request,
        "faces/signin/profile.html",
        {
            "title": gettext("我的账号"),
            "pairs": pairs,
            "staff": actor.kind == "staff",
            "resident": actor.kind == "resident",
            "totp_on": has_totp(actor.id),
            "papers_left": papers_left(actor.id),
            "must_totp": settings.REQUIRE_TOTP,
        },
    )


@public
@require_POST
def sign_out(request: Asked) -> HttpResponse:
    """Out of this browser."""
    leave(request)
    messages.success(request, gettext("已退出。用公用电脑或别人的手机时，请关掉浏览器。"))
    return HttpResponseRedirect("/")


@signed_in
@require_POST
def everywhere(request: Asked) -> HttpResponse:
    """Out of every browser, this one too."""
    actor = request.actor
    actions.sign_out_everywhere(account_id=actor.id, actor=actor, now=request.now)
    leave(request)
    messages.success(request, gettext("所有设备都已退出，请重新登录。"))
    return HttpResponseRedirect(reverse("sign-in-staff" if actor.kind == "staff" else "sign-in"))


@public
@require_POST
def elder(request: Asked) -> HttpResponse:
    """Large letters, or the ordinary ones."""
    on = request.POST.get("elder") == "1"
    answer = HttpResponseRedirect(halfway.safe_next(request, request.POST.get("next", "")) or "/")
    keep_cookie(request, answer, "elder", "1" if on else "0")
    if request.actor.id > 0:
        actions.set_preferences(actor=request.actor, elder=on)
    return answer


@public
@require_POST
def language(request: Asked) -> HttpResponse:
    """The language of the pages."""
    answer = HttpResponseRedirect(halfway.safe_next(request, request.POST.get("next", "")) or "/")
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        keep_cookie(request, answer, settings.LANGUAGE_COOKIE_NAME, chosen)
        if request.actor.id > 0:
            actions.set_preferences(actor=request.actor, language=chosen)
    return answer


@signed_in
@require_GET
def my_data(request: Asked) -> HttpResponse:
    """Everything held about oneself, as one JSON file (个人信息保护法 第四十五条)."""
    actor, now = request.actor, request.now
    held = everything_about(actor, now)
    held["cases"] = [_case(found["id"], actor, now) for found in queries.mine(actor=actor, limit=1000)]
    answer = JsonResponse(held, encoder=DjangoJSONEncoder, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


def _case(case_id: int, actor: Any, now: Any) -> dict[str, Any]:
    row = queries.case(case_id, actor=actor, now=now)
    return {
        "number": row.number,
        "title": row.title,
        "state": row.state,
        "opened_at": row.opened_at,
        "ended_at": row.ended_at,
        "answers": sight.shown_answers(row, actor),
        "decided": row.facts,
    }
