"""Gates: every view says who may come in.  A view that says nothing is not opened at all.

The gate asks only what kind of actor this is; what one may see and do is decided further in, by
`people.reach` and inside the actions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, reverse
from django.utils.translation import gettext

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.people.actor import Actor

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Anybody may come in; the page shows nothing about persons unless it asks the actor itself."""

    @wraps(view)
    def open_to_all(request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    open_to_all.gate = "public"  # type: ignore[attr-defined]
    return open_to_all


def _gate(name: str, lets_in: Callable[[Actor], bool], door: str) -> Callable[[View], View]:
    def gate(view: View) -> View:
        @wraps(view)
        def gated(request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
            if not lets_in(request.actor):
                return _turned_away(request, door)
            return view(request, *args, **kwargs)

        gated.gate = name  # type: ignore[attr-defined]
        return gated

    return gate


signed_in = _gate("signed_in", lambda actor: actor.id > 0, "sign-in")
staff_only = _gate("staff_only", lambda actor: actor.staff, "sign-in-staff")
administrators_only = _gate(
    "administrators_only", lambda actor: actor.holds("administrator") or actor.superuser, "sign-in-staff"
)


def mark(patterns: Any, gate: str) -> Any:
    """Declare one gate for views that guard themselves (the API's authentication); returns the patterns."""
    found = patterns[0] if isinstance(patterns, tuple) else patterns
    for one in found:
        if isinstance(one, URLResolver):
            mark(one.url_patterns, gate)
        else:
            _marked(one, gate)
    return patterns


def _marked(pattern: URLPattern, gate: str) -> None:
    inner = pattern.callback

    @wraps(inner)
    def named(request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = inner(request, *args, **kwargs)
        return answer

    named.gate = gate  # type: ignore[attr-defined]
    pattern.callback = named


def gate_of(view: Callable[..., Any]) -> str | None:
    """The gate a view declares; None for one that declares nothing."""
    found = getattr(view, "gate", None)
    if found is None:  # the console's own views carry it by their site, or by their list's site
        owner = getattr(view, "admin_site", None) or getattr(getattr(view, "model_admin", None), "admin_site", None)
        found = getattr(owner, "gate", None)
    return str(found) if found else None


def views(patterns: Iterable[Any], prefix: str = "") -> Iterable[tuple[str, Callable[..., Any]]]:
    """Every address of a site with its view, for the test that no page stands open by mistake."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from views(one.url_patterns, prefix + str(one.pattern))
        else:
            yield prefix + str(one.pattern), one.callback


def wants_json(request: Asked) -> bool:
    """True for programs: the API, or whoever asks for JSON before HTML."""
    return request.path.startswith("/api/") or request.headers.get("Accept", "").startswith("application/json")


def _turned_away(request: Asked, door: str) -> HttpResponse:
    """To the sign-in page and back again; somebody signed in, but not of this kind, is told so."""
    known = request.actor.id > 0
    if wants_json(request):
        words = gettext("您的账号不能使用这个功能。") if known else gettext("请先登录。")
        body = {
            "type": "about:blank",
            "status": 403 if known else 401,
            "code": "not_for_you" if known else "signed_out",
            "detail": words,
        }
        return JsonResponse(
            body,
            status=body["status"],
            content_type="application/problem+json",
            headers={} if known else {"WWW-Authenticate": "Bearer"},
        )
    if known:
        return render(request, "faces/signin/turned_away.html", {"title": gettext("这一页不对您开放")}, status=403)
    back = request.get_full_path() if request.method == "GET" else ""
    query = {key: value for key, value in (("next", back), ("why", request.signed_out)) if value}
    to = reverse(door) + (f"?{urlencode(query)}" if query else "")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": to})
    return HttpResponseRedirect(to)
