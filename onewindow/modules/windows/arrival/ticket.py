"""The page of one ticket: its number, its place, an honest estimate; whoever has the address may look and leave."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import public
from onewindow.kernel.faces.hall.own import trail
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.who import actor_of
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local
from onewindow.kernel.ground.refusal import Refusal
from onewindow.modules.windows.arrival import told
from onewindow.modules.windows.arrival.choosing import chosen
from onewindow.modules.windows.line.lanes import LANES
from onewindow.modules.windows.models import Ticket
from onewindow.modules.windows.tickets.actions import leave
from onewindow.modules.windows.tickets.queries import Place, by_token, place_of

PART = "X-Part"
NEAR, SOON, FAR = 4, 1000, 12000
"""Who is further back than that asks within FAR milliseconds of a call, the others within SOON: 500 phones wait here."""


@public
@never_cache
@require_safe
def page(request: Asked, token: str) -> HttpResponse:
    """Where the ticket stands now; a part of it for the script that follows the hall."""
    ticket = by_token(token)
    place = place_of(ticket, request.now) if ticket.state in told.WAITING else None
    context = shown(ticket, place, request)
    if request.headers.get(PART) == "visit":
        return render(request, "windows/arrival/ticket_part.html", context)
    return render(request, "windows/arrival/ticket.html", context)


def shown(ticket: Ticket, place: Place | None, request: Asked) -> dict[str, Any]:
    """The ticket for its page: no name, no number of a card."""
    hall = ticket.hall
    take_url = f"{reverse('windows-take', args=[hall.code])}?{urlencode([('items', one) for one in ticket.items])}"
    return {
        "title": gettext("我的号 {number}").format(number=ticket.number),
        "tab": "matters",
        "crumbs": trail(
            (gettext("去大厅办"), "windows-halls"), (hall.name, "windows-hall", hall.code), (ticket.number, "")
        ),
        "ticket": {"number": ticket.number, "hall": hall.name, "take_url": take_url, **told.state_of(ticket, place)},
        "place": drawn(place) if place else None,
        "pairs": [
            {"title": gettext("办什么"), "value": "、".join(words(one.title) for one in chosen(ticket.items))},
            {"title": gettext("排在"), "value": words(LANES[ticket.lane])},
            {"title": gettext("取号时间"), "value": f"{local(ticket.taken_at):%H:%M}"},
        ],
        "over": ticket.state in told.OVER,
        "may_leave": ticket.state in (*told.WAITING, "held", "called"),
        "leave_url": reverse("windows-ticket-leave", args=[ticket.token]),
        "wait": FAR if place and place.ahead > NEAR else SOON,
        "live_url": f"/live/hall/{hall.code}",
        "rate_url": reverse("windows-rate", args=[ticket.token]) if ticket.state == "done" else "",
        "at": f"{local(request.now):%H:%M:%S}",
    }


def drawn(place: Place) -> dict[str, Any]:
    """The place in line and the estimate with its spread."""
    middle, spread = told.spread(place)
    return {
        "ahead": place.ahead,
        "middle": middle,
        "spread": spread,
        "words": words(place.words) if place.middle is None else "",
    }


@public
@require_POST
def leaves(request: Asked, token: str) -> HttpResponse:
    """Leave the line."""
    try:
        leave(token=token, now=request.now, actor=actor_of(request))
        messages.success(request, gettext("已经不排了。要办的时候，请重新取号。"))
    except Refusal as refusal:
        if refusal.status == 404:
            raise
        messages.error(request, sentence(refusal))
    return HttpResponseRedirect(reverse("windows-ticket", args=[token]))
