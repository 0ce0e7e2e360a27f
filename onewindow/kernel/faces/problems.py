"""How a refusal reaches a person (a page) or a program (RFC 9457)."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext

from onewindow.kernel.faces.words import filled, words
from onewindow.kernel.ground.refusal import BadAnswers, Refusal


def sentence(refusal: Refusal) -> str:
    """The refusal's sentence in the reader's language."""
    return filled(refusal.words, **refusal.facts)


def problem(refusal: Refusal) -> JsonResponse:
    """application/problem+json: type, title, status, the faults by field; never internals."""
    body: dict[str, object] = {
        "type": f"about:refusal/{refusal.code}",
        "title": sentence(refusal),
        "status": refusal.status,
        "code": refusal.code,
    }
    if isinstance(refusal, BadAnswers):
        body["errors"] = {code: words(text) for code, text in refusal.errors.items()}
    return JsonResponse(
        body, status=refusal.status, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False}
    )


class RefusalMiddleware:
    """Turns a Refusal that reaches the edge into a page that says what to do next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, refusal: Exception) -> HttpResponse | None:
        """A page for a Refusal; anything else stays a bug."""
        if not isinstance(refusal, Refusal):
            return None
        if request.path.startswith("/api/"):
            return problem(refusal)
        errors = [
            {"field": code, "id": code, "words": words(text)} for code, text in getattr(refusal, "errors", {}).items()
        ]
        staff = getattr(getattr(request, "actor", None), "staff", False)
        refused = {
            "title": gettext("没有办成"),
            "words": sentence(refusal),
            "actions": [{"title": gettext("回到上一页"), "url": _back(request), "main": True}],
        }
        return render(
            request,
            "faces/refused.html",
            {
                "base": "faces/desk/base.html" if staff else "faces/hall/base.html",
                "refusal": refused,
                "errors": errors,
            },
            status=refusal.status,
        )


def _back(request: HttpRequest) -> str:
    """The page before on this site; its front page when there is none."""
    before = urlsplit(request.headers.get("Referer", ""))
    here = before.netloc == request.get_host() and before.path != request.path
    return (before.path or "/") if here else "/"
