"""The halls, what one comes for, and the papers to bring: at the phone, signed in or not."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import public
from onewindow.kernel.faces.hall.own import trail
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.search import LONGEST, looks_like
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.refusal import Refusal
from onewindow.modules.windows.arrival import choosing, told
from onewindow.modules.windows.arrival.taking import NothingChosen, keep, kept, open_hall, take_here
from onewindow.modules.windows.items import ITEMS
from onewindow.modules.windows.models import Hall
from onewindow.modules.windows.tickets.queries import place_of


@public
@require_safe
def halls(request: Asked) -> HttpResponse:
    """Which hall; and today's tickets of this device."""
    there = Hall.objects.filter(active=True).order_by("name", "id")
    context = {
        "title": gettext("去大厅办"),
        "tab": "matters",
        "crumbs": trail((gettext("办事"), "hall-matters"), (gettext("去大厅办"), "")),
        "halls": [card(one, request) for one in there],
        "mine": [mine(one, request) for one in kept(request)],
        "bookings_url": reverse("windows-bookings"),
        "empty": None if there else {"why": gettext("还没有可以取号的大厅"), "icon": "building"},
    }
    return render(request, "windows/arrival/halls.html", context)


def card(hall: Hall, request: Asked) -> dict[str, Any]:
    """A hall as a line of the list."""
    is_open, said = told.open_now(hall, request.now)
    return {
        "title": hall.name,
        "note": hall.address,
        "url": reverse("windows-hall", args=[hall.code]),
        "open": is_open,
        "words": said,
        "waiting": told.waiting_in(hall, request.now) if is_open else 0,
    }


def mine(ticket: Any, request: Asked) -> dict[str, Any]:
    """A ticket of this device as a line."""
    place = place_of(ticket, request.now) if ticket.state in told.WAITING else None
    return {
        "number": ticket.number,
        "hall": ticket.hall.name,
        "url": reverse("windows-ticket", args=[ticket.token]),
        "words": told.state_of(ticket, place)["lead"],
    }


@public
@require_safe
def hall(request: Asked, code: str) -> HttpResponse:
    """Choose what one comes for, by everyday words or from the list."""
    here = open_hall(code)
    asked = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    narrowed = bool(asked) and "all" not in request.GET
    shown = choosing.found(asked) if narrowed else list(ITEMS)
    picked = [one.code for one in choosing.chosen(request.GET.getlist("items"))]
    kept_codes = [one for one in picked if one not in {item.code for item in shown}]
    is_open, said = told.open_now(here, request.now)
    context = {
        "title": here.name,
        "tab": "matters",
        "crumbs": trail((gettext("去大厅办"), "windows-halls"), (here.name, "")),
        "hall": {
            "address": here.address,
            "access": here.access,
            "open": is_open,
            "words": said,
            "opens": told.hours(here),
        },
        "waiting": told.waiting_in(here, request.now),
        "q": "" if looks_like(asked) in ("id", "phone") else asked,
        "groups": choosing.groups(shown, picked),
        "picked": kept_codes,
        "more": narrowed,
        "empty": nothing() if narrowed and not shown else None,
        "take_url": reverse("windows-take", args=[here.code]),
        "summary": unchosen() if "none" in request.GET else None,
    }
    return render(request, "windows/arrival/hall.html", context)


def nothing() -> dict[str, str]:
    """No item has this name."""
    return {
        "why": gettext("没有找到这件事"),
        "icon": "search",
        "what_to_do": gettext("换个说法试试，或者看全部事项；说不清的，到大厅问引导台。"),
    }


def unchosen() -> dict[str, Any]:
    """One went on without choosing."""
    return {"errors": [{"field": "items", "id": "items", "words": sentence(NothingChosen())}]}


@public
@require_http_methods(["GET", "HEAD", "POST"])
def takes(request: Asked, code: str) -> HttpResponse:
    """The papers for all of it, then a number: signed out nothing is kept about who took it."""
    here = open_hall(code)
    form = request.POST if request.method == "POST" else request.GET
    items = choosing.chosen(form.getlist("items"))
    if not items:
        return HttpResponseRedirect(f"{reverse('windows-hall', args=[here.code])}?none=1")
    if request.method != "POST":
        return asking(request, here, items)
    before = next((one for one in kept(request) if one.hall_id == here.id and one.state in told.WAITING), None)
    if before:
        messages.info(request, gettext("您已经取过号，还在排队。要换事项，到窗口说一声就行。"))
        return HttpResponseRedirect(reverse("windows-ticket", args=[before.token]))
    try:
        ticket = take_here(request, here, source="phone")
    except Refusal as refusal:
        if refusal.status == 404:
            raise
        return asking(request, here, items, fault=sentence(refusal), status=refusal.status)
    return keep(request, HttpResponseRedirect(reverse("windows-ticket", args=[ticket.token])), ticket)


def asking(request: Asked, here: Hall, items: list[Any], *, fault: str = "", status: int = 200) -> HttpResponse:
    """The page before the number."""
    is_open, said = told.open_now(here, request.now)
    chosen = urlencode([("items", item.code) for item in items])
    waiting = told.waiting_in(here, request.now)
    now_words = gettext("现在 {n} 人在等。").format(n=waiting) if is_open else said
    context = {
        "title": gettext("要带什么"),
        "heading": gettext("要带什么，怎么去"),
        "matter": here.name,
        "tab": "matters",
        "back": f"{reverse('windows-hall', args=[here.code])}?{chosen}",
        "items": [{"code": item.code, "title": words(item.title)} for item in items],
        "papers": choosing.papers(items),
        "needs": choosing.needs(items),
        "reasons": choosing.reasons(request.POST.get("reason", "")),
        "enterprise": request.POST.get("enterprise") == "1",
        "key": request.POST.get("key", "")[:80] or uuid4().hex,
        "now_words": now_words,
        "book_url": f"{reverse('windows-book', args=[here.code])}?{chosen}",
        "summary": {"title": gettext("没有取到号"), "errors": [{"id": "", "words": fault}]} if fault else None,
    }
    return render(request, "windows/arrival/take.html", context, status=status)
