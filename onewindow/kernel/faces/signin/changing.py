"""Another phone, another password: each proved first, and every session ends."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import signed_in, staff_only
from onewindow.kernel.faces.signin import asks, halfway
from onewindow.kernel.faces.signin.address import address_of
from onewindow.kernel.faces.signin.entering import leave
from onewindow.kernel.faces.signin.staff import WrongPassword
from onewindow.kernel.ground.masks import mask_phone
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.people import actions
from onewindow.kernel.people.codes import check_code, send_code
from onewindow.kernel.people.holds import PASSWORD_HERE, attempt, forget
from onewindow.kernel.people.models import Account


@signed_in
@require_http_methods(["GET", "POST"])
def new_phone(request: Asked) -> HttpResponse:
    """Another phone: a code goes to the new one first."""
    actor, now = request.actor, request.now
    if actor.kind != "resident":
        return HttpResponseRedirect(reverse("profile"))
    number = halfway.phone_of(request)
    questions = (asks.CODE,) if number else (asks.NEW_PHONE,)
    if request.method == "GET":
        halfway.forget(request)
        return asks.page(request, "new_phone", (asks.NEW_PHONE,))
    try:
        if not number:
            typed = asks.mobile(asks.given(request, asks.NEW_PHONE)["phone"])
            send_code(typed, address=address_of(request), now=now)
            halfway.keep_phone(request, typed)
            return asks.page(request, "new_phone", (asks.CODE,), to=mask_phone(typed))
        check_code(number, asks.given(request, asks.CODE)["code"], now=now)
        actions.move_phone(account_id=actor.id, phone=number, actor=actor, now=now)
    except Refusal as refusal:
        return asks.page(request, "new_phone", questions, refusal=refusal, to=mask_phone(number) if number else "")
    leave(request)
    messages.success(request, gettext("手机号已更换，请用新手机号登录。"))
    return HttpResponseRedirect(reverse("sign-in"))


@staff_only
@asks.secret
@require_http_methods(["GET", "POST"])
def new_password(request: Asked) -> HttpResponse:
    """Another password, after the present one."""
    actor, now, address = request.actor, request.now, address_of(request)
    questions = (asks.OLD_PASSWORD, asks.NEW_PASSWORD, asks.AGAIN)
    if request.method == "GET":
        return asks.page(request, "new_password", questions)
    try:
        typed = asks.given(request, *questions)
        attempt(PASSWORD_HERE, f"change:{actor.id}", address, now=now, account_id=actor.id, address=address)
        account = Account.objects.get(pk=actor.id)
        if authenticate(request, username=account.username, password=typed["old_password"]) is None:
            raise WrongPassword()
        if typed["new_password"] != typed["again"]:
            raise BadAnswers({"again": "两次输入的新口令不一样"})
        actions.change_password(account_id=actor.id, password=typed["new_password"], actor=actor, now=now)
    except Refusal as refusal:
        return asks.page(request, "new_password", questions, refusal=refusal)
    forget(PASSWORD_HERE, f"change:{actor.id}", address)
    leave(request)
    messages.success(request, gettext("口令已更换，请用新口令登录。"))
    return HttpResponseRedirect(reverse("sign-in-staff"))
