"""Who is asking: the middleware that gives a request its actor, its instant and its end.

`request.actor` is found when first used, with one statement beside the session's own; a bearer
token wins over a cookie, and a wrong one is nobody, never somebody else.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import administrators_only, gate_of, public, signed_in, staff_only
from onewindow.kernel.people.actor import NOBODY, Actor
from onewindow.kernel.people.models import Account
from onewindow.kernel.people.queries import actor_by_session, actor_by_token

__all__ = ["Who", "actor_of", "administrators_only", "public", "session_over", "signed_in", "staff_only", "stamp"]

SINCE, SEEN, KIND = "since", "seen", "kind"  # in the session: seconds, seconds, kind of account
FOUND = "_actor_found"  # on the request, once looked up
STAMP_EVERY = 60  # seconds between two writes of "seen"


class Ungated(ImproperlyConfigured):
    """A view without a gate: a bug, and shut until it is mended."""


class Who(AuthenticationMiddleware):
    """Stands where Django's AuthenticationMiddleware would; `request.user` follows the actor."""

    def process_request(self, request: HttpRequest) -> None:
        """Nothing is read yet: actor and user are found when somebody asks."""
        asked = cast(Asked, request)
        asked.now = timezone.now()
        asked.signed_out = ""
        asked.elder = request.COOKIES.get("elder") == "1"
        asked.actor = cast(Actor, SimpleLazyObject(partial(actor_of, asked)))
        asked.user = cast(Account, SimpleLazyObject(partial(_user, asked)))
        asked.auser = partial(_auser, asked)

    def process_view(self, request: Asked, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        """A view that declares no gate is not opened."""
        if gate_of(view) is None:
            raise Ungated(f"{view.__module__}.{getattr(view, '__name__', view)} declares neither public nor a gate")

    def process_response(self, request: Asked, response: HttpResponse) -> HttpResponse:
        """A page drawn for somebody stays in no cache: hall terminals have a back button."""
        actor = vars(request).get(FOUND)
        if actor is not None and actor is not NOBODY and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response


def actor_of(request: Asked) -> Actor:
    """The actor itself, not the promise of one."""
    known = vars(request)
    if FOUND not in known:
        known[FOUND] = _find(request)
    actor: Actor = known[FOUND]
    return actor


def _find(request: Asked) -> Actor:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return actor_by_token(token.strip(), request.now) or NOBODY
    return _of_session(request)


def _of_session(request: Asked) -> Actor:
    session = request.session
    held, carried = session.get(SESSION_KEY), session.get(HASH_SESSION_KEY)
    if not held or not carried:
        return NOBODY
    why = session_over(session, request.now)
    actor = None if why else actor_by_session(int(held), carried, request.now)
    if actor is None:
        session.flush()
        request.signed_out = why or "elsewhere"
        return NOBODY
    stamp(session, actor.kind, request.now)
    return actor


def session_over(session: Any, now: datetime) -> str:
    """Why the session is over: idle for too long, or older than a working day; empty while it lasts."""
    here = int(now.timestamp())
    idle, whole = settings.SIGNED_IN_FOR[session.get(KIND, "staff")]
    if here - session.get(SEEN, here) > idle:
        return "idle"
    return "whole" if here - session.get(SINCE, here) > whole else ""


def stamp(session: Any, kind: str, now: datetime) -> None:
    """Keep when the session began and was last used, at most one write a minute."""
    here = int(now.timestamp())
    if SINCE not in session:
        session[SINCE], session[KIND] = here, kind
    if here - session.get(SEEN, 0) >= STAMP_EVERY:
        session[SEEN] = here


def _user(request: Asked) -> Account | AnonymousUser:
    actor = actor_of(request)
    if actor.id <= 0:
        return AnonymousUser()
    found = Account.objects.filter(pk=actor.id).first()
    if found is not None and BACKEND_SESSION_KEY in request.session:
        found.backend = request.session[BACKEND_SESSION_KEY]
    return found or AnonymousUser()


async def _auser(request: Asked) -> Any:
    return request.user
