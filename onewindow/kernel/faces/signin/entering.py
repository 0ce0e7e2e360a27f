"""The last step of every way of signing in, and the first of leaving."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.context import home_of
from onewindow.kernel.faces.signin import halfway
from onewindow.kernel.faces.signin.address import address_of
from onewindow.kernel.faces.who import KIND, SEEN, SINCE, stamp
from onewindow.kernel.people.actor import NOBODY
from onewindow.kernel.people.lines import add_line
from onewindow.kernel.people.models import Account
from onewindow.kernel.people.queries import actor_by_account
from onewindow.kernel.people.totp import has_totp

BACKEND = "django.contrib.auth.backends.ModelBackend"
YEAR = 365 * 24 * 3600


def first_factor(request: Asked, account_id: int, how: str) -> HttpResponse:
    """Staff whose name is believed: on to the second factor, or in."""
    halfway.keep(request, account=account_id, how=how)
    if has_totp(account_id):
        return HttpResponseRedirect(reverse("sign-in-totp"))
    if settings.REQUIRE_TOTP:
        return HttpResponseRedirect(reverse("totp"))
    return enter(request, account_id, how)


def enter(request: Asked, account_id: int, how: str) -> HttpResponse:
    """Signed in: a new session key, the hours counted from now, a line in the journal, and home."""
    now = request.now
    to = halfway.known(request).get("next", "")
    halfway.forget(request)
    account = Account.objects.get(pk=account_id)
    for old in (SINCE, SEEN, KIND):
        request.session.pop(old, None)
    login(request, account, backend=BACKEND)
    stamp(request.session, account.kind, now)
    request.session.set_expiry(settings.SIGNED_IN_FOR[account.kind][1])
    actor = actor_by_account(account_id, now) or NOBODY
    with transaction.atomic():
        add_line("account", account_id, "sign_in", actor=actor, now=now, how=how, address=address_of(request))
    return _as_one_reads(request, account, HttpResponseRedirect(to or home_of(actor)))


def _as_one_reads(request: Asked, account: Account, answer: HttpResponse) -> HttpResponse:
    """Large letters and language follow the account, unless this browser has chosen already."""
    if account.elder and "elder" not in request.COOKIES:
        keep_cookie(request, answer, "elder", "1")
    if account.language != settings.LANGUAGE_CODE and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        keep_cookie(request, answer, settings.LANGUAGE_COOKIE_NAME, account.language)
    return answer


def keep_cookie(request: Asked, answer: HttpResponse, name: str, value: str) -> None:
    """A cookie for a year that says how one reads, nothing else."""
    answer.set_cookie(name, value, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure())


def leave(request: Asked) -> None:
    """The session ends here, at once."""
    actor = request.actor
    if actor.id > 0:
        with transaction.atomic():
            add_line("account", actor.id, "sign_out", actor=actor, now=request.now)
    logout(request)
