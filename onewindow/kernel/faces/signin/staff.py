"""Staff: a name and a password, then the six digits; or the bureau's own sign-in where it is connected."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.context import home_of
from onewindow.kernel.faces.gates import public
from onewindow.kernel.faces.signin import asks, halfway
from onewindow.kernel.faces.signin.address import address_of
from onewindow.kernel.faces.signin.cast import cast
from onewindow.kernel.faces.signin.entering import enter, first_factor
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.people.accounts import account_named
from onewindow.kernel.people.holds import (
    PASSWORD_ADDRESS,
    PASSWORD_HERE,
    PASSWORD_NAME,
    TOTP,
    attempt,
    forget,
    note_lock,
)
from onewindow.kernel.people.totp import check


class WrongPassword(Refusal):
    """No such account, or not this password: which one is not told."""

    code = "wrong_password"
    status = 422
    words = "账号或口令不对。连续输错 5 次会锁定 15 分钟；忘记口令的，请联系本单位系统管理员重设。"


@public
@asks.secret
@require_http_methods(["GET", "POST"])
def password(request: Asked) -> HttpResponse:
    """Name and password."""
    questions = (asks.USERNAME, asks.PASSWORD)
    to = halfway.safe_next(request, request.POST.get("next", "") or request.GET.get("next", ""))
    shown: dict[str, Any] = {
        "cast": cast(),
        "next": to,
        "why": request.GET.get("why", ""),
        "must_totp": settings.REQUIRE_TOTP,
        "oidc": settings.OIDC["name"] if settings.OIDC else "",
    }
    if request.method == "GET":
        if request.actor.staff:
            return HttpResponseRedirect(to or home_of(request.actor))
        return asks.page(request, "password", questions, **shown)
    try:
        account = _believed(request)
    except Refusal as refusal:
        return asks.page(request, "password", questions, refusal=refusal, values=request.POST.dict(), **shown)
    halfway.forget(request)
    halfway.keep(request, next=to)
    return first_factor(request, account, "password")


def _believed(request: Asked) -> int:
    """The account whose password this is; every try is counted before the password is looked at."""
    typed = asks.given(request, asks.USERNAME, asks.PASSWORD, most=150)
    now, address = request.now, address_of(request)
    known, name = account_named(typed["username"]), unicodedata.normalize("NFKC", typed["username"]).lower()
    attempt(PASSWORD_ADDRESS, address, now=now, address=address)
    last = attempt(PASSWORD_NAME, name, now=now, account_id=known, address=address)
    last = attempt(PASSWORD_HERE, name, address, now=now, account_id=known, address=address) or last
    account = authenticate(request, username=typed["username"], password=typed["password"])
    if account is None or account.kind != "staff":
        if last and known:
            note_lock(PASSWORD_HERE, known, now=now)
        raise WrongPassword()
    forget(PASSWORD_HERE, name, address)
    forget(PASSWORD_NAME, name)
    return int(account.pk)


@public
@asks.secret
@require_http_methods(["GET", "POST"])
def totp(request: Asked) -> HttpResponse:
    """The second factor of somebody whose password was right."""
    account_id = halfway.known(request).get("account")
    if not account_id:
        return HttpResponseRedirect(reverse("sign-in-staff"))
    if request.method == "GET":
        return asks.page(request, "totp_code", (asks.TOTP,))
    now, address = request.now, address_of(request)
    try:
        typed = asks.given(request, asks.TOTP)["code"]
        attempt(TOTP, str(account_id), now=now, account_id=account_id, address=address)
        check(account_id=account_id, code=typed, now=now)
    except Refusal as refusal:
        return asks.page(request, "totp_code", (asks.TOTP,), refusal=refusal)
    forget(TOTP, str(account_id))
    return enter(request, account_id, f"{halfway.known(request).get('how', 'password')}+totp")
