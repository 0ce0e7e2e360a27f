"""The page where a visitor says how it was: no sign-in, one question, and never on a screen of ours."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.signing import BadSignature
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.fields import drawn
from onewindow.kernel.faces.gates import public
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.shown import when
from onewindow.kernel.faces.who import actor_of
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.handbook.fields import long_text, optional
from onewindow.modules.windows.models import Ticket, VisitRating
from onewindow.modules.windows.sittings.devices import WINDOW_COOKIE
from onewindow.modules.windows.sittings.rating import LEVELS, Device, NotByStaff, NotYet, rate
from onewindow.modules.windows.tickets.queries import by_token

RATED_COOKIE = "ow_rated"
SAID = optional(long_text("words", "想说的话", most=500, help="请不要写证件号码和电话"))


@public
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Asked, token: str) -> HttpResponse:
    """Ask once; thank afterwards."""
    ticket, actor = by_token(token), actor_of(request)
    given = VisitRating.objects.filter(ticket=ticket).first()
    if given:
        return render(request, "windows/rated.html", _thanks(ticket, given))
    if actor.staff:
        raise NotByStaff()
    if ticket.state != "done":
        raise NotYet()
    if request.method != "POST":
        return _ask(request, ticket, "", {})
    level = request.POST.get("rating", "")
    try:
        rate(
            token,
            level=int(level) if level.isdigit() and len(level) == 1 else 0,
            words=request.POST.get("words", ""),
            channel=request.POST.get("via", "phone"),
            actor=actor,
            now=request.now,
            device=_device(request),
        )
    except BadAnswers as refusal:
        return _ask(request, ticket, sentence(refusal), refusal.errors, status=422)
    except Refusal as refusal:
        if refusal.code != "visit_rated":
            raise
    answer = HttpResponseRedirect(reverse("windows-rate", args=[token]))
    _remember(request, answer)
    return answer


def _device(request: Asked) -> Device:
    try:
        of_window = bool(request.get_signed_cookie(WINDOW_COOKIE, default=""))
    except BadSignature:
        of_window = False
    return Device(of_window, _rated_today(request))


def _rated_today(request: Asked) -> int:
    try:
        day, _, count = (request.get_signed_cookie(RATED_COOKIE, default="") or "").partition(":")
    except BadSignature:
        return 0
    return int(count) if day == local_date(request.now).isoformat() and count.isdigit() else 0


def _remember(request: Asked, answer: HttpResponse) -> None:
    """How many visits this browser has rated today, nothing else."""
    told = f"{local_date(request.now).isoformat()}:{_rated_today(request) + 1}"
    answer.set_signed_cookie(
        RATED_COOKIE, told, max_age=timedelta(days=1), httponly=True, samesite="Lax", secure=request.is_secure()
    )


def _ask(request: Asked, ticket: Ticket, said: str, errors: dict[str, str], status: int = 200) -> HttpResponse:
    chosen = request.POST.get("rating", "")
    context: dict[str, Any] = {
        "title": gettext("评价这次办理"),
        "matter": _visit(ticket),
        "rating": {
            "name": "rating",
            "legend": gettext("您对这次窗口办理满意吗？"),
            "choices": [
                {"code": str(code), "title": words(title), "chosen": chosen == str(code)}
                for code, title in LEVELS.items()
            ],
        },
        "field": drawn(SAID, request.POST.get("words", "")),
        "via": request.POST.get("via") or request.GET.get("via", "phone"),
        "error": words(errors.get("level", "")),
        "summary": {"title": said, "errors": [{"id": "rating-1", "words": words(errors["level"])}]} if errors else None,
    }
    return render(request, "windows/rate.html", context, status=status)


def _thanks(ticket: Ticket, given: VisitRating) -> dict[str, Any]:
    return {
        "title": gettext("谢谢您的评价"),
        "matter": _visit(ticket),
        "level": words(LEVELS[given.level]),
        "bad": given.level >= 4,
        "at": when(given.at),
    }


def _visit(ticket: Ticket) -> str:
    return gettext("{hall} · {number} · {at}").format(
        hall=ticket.hall.name, number=ticket.number, at=when(ticket.ended_at)
    )
