"""The guide's desk: a number in two keys for somebody without a phone, bookings checked in, the line."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.refusal import Refusal
from onewindow.modules.windows.arrival import choosing, told
from onewindow.modules.windows.arrival.taking import checks_in, take_here
from onewindow.modules.windows.items import BY_CODE, ITEMS
from onewindow.modules.windows.line.lanes import LANES
from onewindow.modules.windows.models import Hall, Ticket
from onewindow.modules.windows.staffing.reach import NoSuchHall, hall_for, halls_for
from onewindow.modules.windows.tickets.actions import leave
from onewindow.modules.windows.tickets.queries import by_token, line_of, place_of

ROLES = ("guide", "hall_chief")
KEYS = "abcdefghilmnopqstuvwyz"
"""Letters for items; j, k, x move in lists and r prints."""


@staff_only
@require_safe
def desk(request: Asked) -> HttpResponse:
    """The desk of one hall: the one asked for, else the first of one's own."""
    own = halls_for(request.actor, ROLES)
    code = request.GET.get("hall", "")
    if not own and not any(request.actor.holds(role) for role in ROLES):
        raise NoSuchHall()
    hall = hall_for(code, request.actor, ROLES) if code else own[0] if own else None
    context: dict[str, Any] = {"title": gettext("引导台")}
    if hall is None:
        nothing = gettext("请系统管理员先建大厅。")
        context["empty"] = {"why": gettext("您的单位还没有大厅"), "what_to_do": nothing, "icon": "building"}
        return render(request, "windows/arrival/guide.html", context)
    if request.headers.get("X-Part") == "line":
        return render(request, "windows/arrival/guide_line.html", {"line": line(hall, request)})
    return render(request, "windows/arrival/guide.html", context | shown(hall, own, request))


def shown(hall: Hall, own: list[Hall], request: Asked) -> dict[str, Any]:
    """Everything on the desk."""
    here = f"{reverse('windows-guide')}?hall={hall.code}"
    return {
        "title": gettext("引导台 · {hall}").format(hall=hall.name),
        "halls": [
            {"title": one.name, "url": f"{reverse('windows-guide')}?hall={one.code}", "current": one.id == hall.id}
            for one in own
        ],
        "items": [
            {"code": item.code, "title": words(item.title), "key": key} for item, key in zip(ITEMS, KEYS, strict=False)
        ],
        "reasons": [one | {"key": str(nth)} for nth, one in enumerate(choosing.reasons())],
        "key": uuid4().hex,
        "take_url": reverse("windows-guide-take", args=[hall.code]),
        "check_in_url": reverse("windows-guide-check-in", args=[hall.code]),
        "again_url": here,
        "slip": slip_of(request.GET.get("given", ""), hall, request),
        "line": line(hall, request),
        "live_url": f"/live/hall/{hall.code}",
    }


def slip_of(token: str, hall: Hall, request: Asked) -> dict[str, Any] | None:
    """The slip of the number just given."""
    if not token:
        return None
    try:
        ticket = by_token(token)
    except Refusal:
        return None
    if ticket.hall_id != hall.id:
        return None
    return told.slip(ticket, place_of(ticket, request.now) if ticket.state in told.WAITING else None)


def line(hall: Hall, request: Asked) -> list[dict[str, Any]]:
    """Who waits, longest first: numbers, never names."""
    waiting: list[Ticket] = [ticket for lane in line_of(hall, request.now) for ticket in lane.tickets]
    waiting.sort(key=lambda one: (one.taken_at, one.id))
    return [
        {
            "number": one.number,
            "lane": words(LANES[one.lane]),
            "items": "、".join(words(BY_CODE[code].title) for code in one.items if code in BY_CODE),
            "waited": gettext("{n} 分钟").format(n=int((request.now - one.taken_at).total_seconds() // 60)),
            "leave_url": reverse("windows-guide-leave", args=[hall.code, one.token]),
        }
        for one in waiting
    ]


@staff_only
@require_POST
def takes(request: Asked, code: str) -> HttpResponse:
    """A number for somebody at the desk."""
    hall = hall_for(code, request.actor, ROLES)
    return given(request, hall, lambda: take_here(request, hall, source="guide", actor=request.actor))


@staff_only
@require_POST
def arrives(request: Asked, code: str) -> HttpResponse:
    """The number of a booking."""
    hall = hall_for(code, request.actor, ROLES)
    return given(request, hall, lambda: checks_in(request, hall, actor=request.actor))


def given(request: Asked, hall: Hall, act: Any) -> HttpResponse:
    """Back to the desk, with the slip or with what was wrong."""
    here = f"{reverse('windows-guide')}?hall={hall.code}"
    try:
        ticket = act()
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
        return HttpResponseRedirect(here)
    return HttpResponseRedirect(f"{here}&given={ticket.token}")


@staff_only
@require_POST
def leaves(request: Asked, code: str, token: str) -> HttpResponse:
    """Somebody says at the desk that they go."""
    hall = hall_for(code, request.actor, ROLES)
    ticket = by_token(token)
    if ticket.hall_id != hall.id:
        raise NoSuchHall()
    try:
        leave(token=token, now=request.now, actor=request.actor)
        messages.success(request, gettext("{number} 已经不排了。").format(number=ticket.number))
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    return HttpResponseRedirect(f"{reverse('windows-guide')}?hall={hall.code}")
