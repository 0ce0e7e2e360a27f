"""Residents: a phone, a code, and once, the first time, a name and an identity number.

The answer to a phone is the same whether we know it or not; the difference shows only to whoever
holds that phone in hand.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.context import home_of
from onewindow.kernel.faces.gates import public
from onewindow.kernel.faces.signin import asks, halfway
from onewindow.kernel.faces.signin.address import address_of
from onewindow.kernel.faces.signin.cast import cast
from onewindow.kernel.faces.signin.entering import enter
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.masks import mask_phone
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.handbook.checks import check
from onewindow.kernel.people.codes import check_code, send_code
from onewindow.kernel.people.holds import REAL_NAME, attempt
from onewindow.kernel.people.realname import NotYou, account_of, enrol, is_the_same

SLEPT = timedelta(days=180)  # a number given back is given to somebody else about that soon


@public
@require_http_methods(["GET", "POST"])
def phone(request: Asked) -> HttpResponse:
    """Which phone; sends the code."""
    shown: dict[str, Any] = {
        "cast": cast(),
        "next": halfway.safe_next(request, request.GET.get("next", "")),
        "why": request.GET.get("why", ""),
    }
    if request.method == "GET":
        if request.actor.id > 0:
            return HttpResponseRedirect(shown["next"] or home_of(request.actor))
        return asks.page(request, "phone", (asks.PHONE,), **shown)
    shown["next"] = halfway.safe_next(request, request.POST.get("next", ""))
    try:
        typed = asks.mobile(asks.given(request, asks.PHONE)["phone"])
        send_code(typed, address=address_of(request), now=request.now)
    except Refusal as refusal:
        return asks.page(request, "phone", (asks.PHONE,), refusal=refusal, values=request.POST.dict(), **shown)
    halfway.forget(request)
    halfway.keep_phone(request, typed, next=shown["next"])
    return HttpResponseRedirect(reverse("sign-in-code"))


@public
@require_http_methods(["GET", "POST"])
def code(request: Asked) -> HttpResponse:
    """The six digits; the second button asks for new ones."""
    number = halfway.phone_of(request)
    if not number:
        return HttpResponseRedirect(reverse("sign-in"))
    now = request.now
    shown: dict[str, Any] = {"to": mask_phone(number), "sent_again": False}
    if request.method == "GET":
        return asks.page(request, "code", (asks.CODE,), **shown)
    try:
        if "again" in request.POST:
            send_code(number, address=address_of(request), now=now)
            return asks.page(request, "code", (asks.CODE,), **{**shown, "sent_again": True})
        check_code(number, asks.given(request, asks.CODE)["code"], now=now)
    except Refusal as refusal:
        return asks.page(request, "code", (asks.CODE,), refusal=refusal, **shown)
    account = account_of(number)
    if account and now - account["last_seen"] <= SLEPT:
        return enter(request, account["id"], "phone")
    halfway.keep(request, code_right=True)
    return HttpResponseRedirect(reverse("sign-in-name"))


@public
@asks.secret
@require_http_methods(["GET", "POST"])
def real_name(request: Asked) -> HttpResponse:
    """Who is behind a new phone, or still behind one that slept for half a year."""
    number = halfway.phone_of(request)
    if not number or not halfway.known(request).get("code_right"):
        return HttpResponseRedirect(reverse("sign-in"))
    questions = (asks.NAME, asks.ID_NO)
    if request.method == "GET":
        return asks.page(request, "real_name", questions)
    now = request.now
    try:
        attempt(REAL_NAME, number, now=now, address=address_of(request))
        clean, errors = check(questions, request.POST.dict(), local_date(now))
        if errors:
            raise BadAnswers(errors)
        account = account_of(number)
        if account and not is_the_same(account_id=account["id"], name=clean["name"], id_no=clean["id_no"]):
            raise NotYou()
        found = account["id"] if account else enrol(name=clean["name"], id_no=clean["id_no"], phone=number, now=now)
    except Refusal as refusal:
        return asks.page(request, "real_name", questions, refusal=refusal, values=request.POST.dict())
    return enter(request, found, "phone+name")
