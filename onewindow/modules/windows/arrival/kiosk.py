"""The kiosk in the hall: three steps, large targets, a printed slip; nobody signs in there."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import public
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.refusal import Refusal
from onewindow.modules.windows.arrival import choosing, told
from onewindow.modules.windows.arrival.taking import NothingChosen, checks_in, open_hall, take_here
from onewindow.modules.windows.items import ITEMS
from onewindow.modules.windows.models import Hall
from onewindow.modules.windows.tickets.queries import by_token, place_of


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Asked, code: str) -> HttpResponse:
    """What for, then which line; a press there gives the number."""
    hall = open_hall(code)
    if request.method == "POST":
        return given(request, hall)
    items = choosing.chosen(request.GET.getlist("items"))
    if request.GET.get("step") == "2" and items:
        return which_line(request, hall, items)
    fault = sentence(NothingChosen()) if request.GET.get("step") == "2" else ""
    return what_for(request, hall, fault=fault)


def given(request: Asked, hall: Hall) -> HttpResponse:
    """The number and its slip, or the step again with what was wrong."""
    checking = request.POST.get("act") == "check_in"
    try:
        ticket = checks_in(request, hall) if checking else take_here(request, hall, source="kiosk")
    except Refusal as refusal:
        # A booking that is not there is a mistyped code: it is said here, not on a page of the phone.
        status = 422 if refusal.status == 404 else refusal.status
        items = choosing.chosen(request.POST.getlist("items"))
        if items and not checking:
            return which_line(request, hall, items, fault=sentence(refusal), status=status)
        return what_for(request, hall, fault=sentence(refusal), status=status)
    return HttpResponseRedirect(reverse("windows-kiosk-slip", args=[hall.code, ticket.token]))


def what_for(request: Asked, hall: Hall, *, fault: str = "", status: int = 200) -> HttpResponse:
    """Step one, and bookings."""
    picked = request.GET.getlist("items")
    context = base(request, hall) | {
        "step": 1,
        "title": gettext("您要办什么？可以选几件"),
        "groups": choosing.groups(ITEMS, picked),
        "fault": fault,
    }
    return render(request, "windows/arrival/kiosk.html", context, status=status)


def which_line(request: Asked, hall: Hall, items: list[Any], *, fault: str = "", status: int = 200) -> HttpResponse:
    """Step two: the papers once more, and who goes before."""
    start = reverse("windows-kiosk", args=[hall.code])
    context = base(request, hall) | {
        "step": 2,
        "title": "、".join(words(item.title) for item in items),
        "items": [{"code": item.code} for item in items],
        "papers": choosing.papers(items),
        "reasons": choosing.reasons()[1:],
        "back_url": f"{start}?{urlencode([('items', item.code) for item in items])}",
        "fault": fault,
    }
    return render(request, "windows/arrival/kiosk.html", context, status=status)


def base(request: Asked, hall: Hall) -> dict[str, Any]:
    """What both steps show."""
    is_open, said = told.open_now(hall, request.now)
    waiting = gettext("现在 {n} 人在等").format(n=told.waiting_in(hall, request.now))
    return {
        "hall": {"title": hall.name},
        "now_words": waiting if is_open else said,
        "start_url": reverse("windows-kiosk", args=[hall.code]),
        "key": uuid4().hex,
    }


@public
@never_cache
@require_safe
def printed(request: Asked, code: str, token: str) -> HttpResponse:
    """Step three: the slip, printed by itself where the kiosk allows it."""
    hall, ticket = open_hall(code), by_token(token)
    if ticket.hall_id != hall.id:
        return HttpResponseRedirect(reverse("windows-kiosk", args=[hall.code]))
    place = place_of(ticket, request.now) if ticket.state in told.WAITING else None
    context = {
        "title": gettext("请拿好您的号"),
        "slip": told.slip(ticket, place),
        "start_url": reverse("windows-kiosk", args=[hall.code]),
    }
    return render(request, "windows/arrival/kiosk_slip.html", context)
