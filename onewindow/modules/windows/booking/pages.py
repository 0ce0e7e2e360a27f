"""Booking on the phone: what for, which day, which time; works without a script."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import public, signed_in
from onewindow.kernel.faces.hall.own import key_of, trail
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.who import actor_of
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import SHANGHAI
from onewindow.modules.windows.booking import actions, shown
from onewindow.modules.windows.booking.pauses import paused_until
from onewindow.modules.windows.booking.refusals import Full, NoSuchSlot, OpenAlready
from onewindow.modules.windows.booking.slots import BookingDay, bookable_days, slots
from onewindow.modules.windows.items import BY_CODE
from onewindow.modules.windows.models import Hall
from onewindow.modules.windows.staffing.reach import NoSuchHall
from onewindow.modules.windows.values import values


def hall_open(code: str) -> Hall:
    """A hall in use, by its code."""
    hall = Hall.objects.filter(code=code, active=True).first()
    if hall is None:
        raise NoSuchHall()
    return hall


@public
@require_safe
def choose(request: Asked, code: str) -> HttpResponse:
    """Items first, then the days and the slots of one of them; everybody may look, one books signed in."""
    hall, now, actor = hall_open(code), request.now, actor_of(request)
    items = items_of(request.GET)
    context: dict[str, Any] = {
        "title": gettext("预约"),
        "tab": "matters",
        "hall": hall,
        "age": values(now)["senior.priority_age"],
        "crumbs": trail(
            (gettext("首页"), "hall-home"), (gettext("我的预约"), "windows-bookings"), (gettext("预约"), "")
        ),
    }
    if not items:
        return render(request, "windows/booking/items.html", context | {"departments": shown.departments()})
    days = bookable_days(hall, now)
    day = _day_asked(request.GET.get("day", ""), days)
    found = slots(hall, items, day, now) if day else []
    until = paused_until(actor.person_id, day) if actor.person_id and day else None
    context |= {
        "items": shown.items(items),
        "papers": shown.papers(items),
        "again": f"{request.path}?{urlencode({'items': items}, doseq=True)}",
        "other": request.path,
        "days": [shown.day(one, _address(hall, items, one.day), chosen=one.day == day) for one in days],
        "slots": shown.halves(found),
        "none": shown.why_none(found, items) if day else gettext("这几天都不能预约。"),
        "paused": gettext("{m}月{d}日").format(m=until.month, d=until.day) if until else "",
        "signed_in": actor.id > 0,
        "staff": actor.staff,
        "sign_in": f"{reverse('sign-in')}?{urlencode({'next': request.get_full_path()})}",
        "key": uuid4().hex,
    }
    return render(request, "windows/booking/slots.html", context)


@signed_in
@require_POST
def place(request: Asked, code: str) -> HttpResponse:
    """Book the chosen slot; when it has just filled up, back to the other ones."""
    hall, actor, items = hall_open(code), actor_of(request), items_of(request.POST)
    starts = _instant(request.POST.get("starts", ""))
    if starts is None:
        messages.warning(request, gettext("请先选一个时段。"))
        return HttpResponseRedirect(_address(hall, items, _date(request.POST.get("day", ""))))
    try:
        actions.book(
            hall=hall,
            items=items,
            starts=starts,
            person_id=actor.person_id,
            actor=actor,
            now=request.now,
            key=key_of(request),
        )
    except (Full, OpenAlready, NoSuchSlot) as refusal:
        messages.warning(request, words(sentence(refusal)))
        return HttpResponseRedirect(_address(hall, items, starts.date()))
    messages.success(request, gettext("约好了。到大厅后点“报到”，或者报预约码。"))
    return HttpResponseRedirect(reverse("windows-bookings"))


def items_of(given: QueryDict) -> list[str]:
    """The known items of an address or a form, each once."""
    return list(dict.fromkeys(code for code in given.getlist("items") if code in BY_CODE))


def _address(hall: Hall, items: Sequence[str], day: date | None) -> str:
    query = urlencode({"items": items, **({"day": day.isoformat()} if day else {})}, doseq=True)
    return f"{reverse('windows-book', args=[hall.code])}?{query}"


def _day_asked(text: str, days: Sequence[BookingDay]) -> date | None:
    """The day asked for, else the first one after today that is open; None when all are closed."""
    open_days = [one.day for one in days if not one.closed]
    asked = _date(text)
    return asked if asked in open_days else next(iter(open_days[1:] or open_days), None)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.astimezone(SHANGHAI) if found.tzinfo else found.replace(tzinfo=SHANGHAI)
