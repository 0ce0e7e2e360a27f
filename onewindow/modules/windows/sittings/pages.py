"""The window: who is called, for whom they came, what becomes of each matter; one page, made for a keyboard."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.desk.lists import rail
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.shown import when
from onewindow.kernel.faces.words import words
from onewindow.modules.windows.models import Ticket
from onewindow.modules.windows.sittings import drawing
from onewindow.modules.windows.sittings.devices import mark
from onewindow.modules.windows.sittings.family import members
from onewindow.modules.windows.sittings.holding import ROLES, NotInHand
from onewindow.modules.windows.sittings.outcomes import ONCE
from onewindow.modules.windows.sittings.queries import matters_of, seat_of
from onewindow.modules.windows.staffing.reach import NoSuchHall, halls_for, works_at
from onewindow.modules.windows.tickets.queries import at_windows

LINE = "window-line"


@staff_only
@require_GET
def desk(request: Asked) -> HttpResponse:
    """My window; or the windows of my halls, to sit down at one."""
    actor, now = request.actor, request.now
    seat = seat_of(actor)
    if seat is None:
        return _choose(request)
    context: dict[str, Any] = {
        "title": gettext("{n}号窗口").format(n=seat.window.number),
        "crumbs": _crumbs(),
        "lists": rail(request, ""),
        "search_url": reverse("desk-home"),
        "line": drawing.line_of(seat.window.hall, now),
        "window": drawing.window_of(seat, actor, now),
        "live_url": f"/live/hall/{seat.window.hall.code}",
    }
    if request.headers.get("X-Part") != LINE:  # the line alone is asked for anew: nobody looks at a person then
        context["visit"] = drawing.current(seat, actor, now)
    answer = render(request, "windows/desk.html", context)
    mark(request, answer, seat.window_id)
    return answer


def _choose(request: Asked) -> HttpResponse:
    halls = halls_for(request.actor, ROLES)
    if not halls:
        raise NoSuchHall()
    return render(
        request,
        "windows/desk_sit.html",
        {
            "title": gettext("开哪个窗口？"),
            "crumbs": _crumbs(),
            "lists": rail(request, ""),
            "search_url": reverse("desk-home"),
            "halls": [
                {
                    "name": hall.name,
                    "windows": [
                        {
                            "id": one.window_id,
                            "number": one.number,
                            "name": words(one.name),
                            "free": one.account_id is None,
                            "who": one.account_name,
                        }
                        for one in at_windows(hall)
                    ],
                }
                for hall in halls
            ],
        },
    )


def _crumbs() -> list[dict[str, str]]:
    return [{"title": gettext("工作台"), "url": reverse("desk-home")}, {"title": gettext("窗口叫号"), "url": ""}]


@staff_only
@require_GET
def notice(request: Asked, ticket_id: int) -> HttpResponse:
    """What is missing, told once and in full, to be printed and taken along (行政许可法 第三十二条)."""
    ticket = Ticket.objects.select_related("hall", "window").filter(id=ticket_id).first()
    if ticket is None or not works_at(ticket.hall, request.actor, ROLES):
        raise NotInHand()
    missing = [one for one in matters_of(ticket.id) if one.outcome == "missing_paper"]
    names = {one.id: one.name for one in members(ticket, actor=request.actor, now=request.now)}
    return render(
        request,
        "windows/missing.html",
        {
            "title": gettext("补正材料一次性告知单"),
            "crumbs": [
                {"title": gettext("工作台"), "url": reverse("desk-home")},
                {"title": gettext("窗口叫号"), "url": reverse("windows-desk")},
                {"title": ticket.number, "url": ""},
            ],
            "hall": ticket.hall.name,
            "address": ticket.hall.address,
            "number": ticket.number,
            "at": when(request.now),
            "officer": request.actor.name,
            "law": words(ONCE.cited),
            "missing": [
                {"item": words(one.item.title), "who": names.get(one.person_id or 0, ""), "note": one.note}
                for one in missing
            ],
        },
    )
