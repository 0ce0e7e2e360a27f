"""Setting up the second factor: scan, type the first code, keep ten codes on paper."""

from __future__ import annotations

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import public, staff_only
from onewindow.kernel.faces.signin import asks, halfway
from onewindow.kernel.faces.signin.address import address_of
from onewindow.kernel.faces.signin.entering import enter
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.people.holds import TOTP, attempt, forget
from onewindow.kernel.people.models import Account
from onewindow.kernel.people.queries import actor_by_account
from onewindow.kernel.people.totp import AlreadyOn, begin, check, confirm, has_totp, remove, uri


@public
@asks.secret
@require_http_methods(["GET", "POST"])
def set_up(request: Asked) -> HttpResponse:
    """For staff signed in, and for staff who may not come in without it."""
    now = request.now
    half = halfway.known(request).get("account") if request.actor.id <= 0 else None
    account_id = half or (request.actor.id if request.actor.staff else 0)
    if not account_id:
        return HttpResponseRedirect(reverse("sign-in-staff"))
    if has_totp(account_id):
        return HttpResponseRedirect(reverse("sign-in-totp" if half else "profile"))
    if request.method == "GET":
        return _scan(request, account_id)
    try:
        typed = asks.given(request, asks.TOTP)["code"]
        attempt(TOTP, str(account_id), now=now, account_id=account_id, address=address_of(request))
        actor = actor_by_account(account_id, now) or request.actor
        papers = confirm(account_id=account_id, code=typed, actor=actor, now=now)
    except Refusal as refusal:
        return _scan(request, account_id, refusal)
    forget(TOTP, str(account_id))
    entered = enter(request, account_id, "password+totp") if half else None
    to = entered.headers["Location"] if entered else reverse("profile")
    return asks.page(request, "papers", (), papers=papers, to=to)


def _scan(request: Asked, account_id: int, refusal: Refusal | None = None) -> HttpResponse:
    try:
        secret = begin(account_id=account_id, now=request.now)
    except AlreadyOn:
        return HttpResponseRedirect(reverse("profile"))
    name = Account.objects.values_list("username", flat=True).get(pk=account_id)
    drawn = segno.make(uri(secret, name, gettext("一窗")), error="m")
    qr = mark_safe(drawn.svg_inline(scale=5, border=3, svgclass="qr", lineclass=None, light="#fff", dark="#17212e"))
    spaced = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
    return asks.page(request, "totp", (asks.TOTP,), refusal=refusal, qr=qr, key=spaced, must=settings.REQUIRE_TOTP)


@staff_only
@asks.secret
@require_http_methods(["POST"])
def turn_off(request: Asked) -> HttpResponse:
    """Off, after a code: to change the phone, or where the bureau lets one do without."""
    actor, now = request.actor, request.now
    try:
        attempt(TOTP, str(actor.id), now=now, account_id=actor.id, address=address_of(request))
        check(account_id=actor.id, code=asks.given(request, asks.TOTP)["code"], now=now)
    except Refusal as refusal:
        return asks.page(request, "totp_off", (asks.TOTP,), refusal=refusal)
    remove(account_id=actor.id, actor=actor, now=now)
    messages.success(request, gettext("动态码已停用。"))
    return HttpResponseRedirect(reverse("totp" if settings.REQUIRE_TOTP else "profile"))
