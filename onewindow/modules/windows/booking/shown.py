"""Items, days, slots and bookings as the templates want them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from onewindow.kernel.faces.shown import WEEKDAYS, when
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local
from onewindow.modules.windows.booking.actions import cancel_until
from onewindow.modules.windows.booking.arriving import arrives_from, arrives_until
from onewindow.modules.windows.booking.slots import BookingDay, Slot
from onewindow.modules.windows.items import BY_CODE, DEPARTMENTS, ITEMS, merged_papers
from onewindow.modules.windows.models import Booking

TONES = {"booked": "active", "arrived": "done", "cancelled": "stopped", "missed": "overdue"}


def state(code: str) -> dict[str, str]:
    """The chip of a booking's state."""
    titles = {
        "booked": gettext("已约好"),
        "arrived": gettext("已报到"),
        "cancelled": gettext("已取消"),
        "missed": gettext("没来，已过期"),
    }
    return {"words": titles[code], "tone": TONES[code]}


def departments() -> list[dict[str, Any]]:
    """Every item under its department."""
    return [
        {
            "title": words(title),
            "items": [{"code": i.code, "title": words(i.title)} for i in ITEMS if i.department == code],
        }
        for code, title in DEPARTMENTS.items()
    ]


def items(codes: Sequence[str]) -> list[dict[str, str]]:
    """The chosen items by name."""
    return [{"code": code, "title": words(BY_CODE[code].title)} for code in codes]


def papers(codes: Sequence[str]) -> dict[str, list[str]]:
    """What to bring, once each, and what nobody brings."""
    bring, held = merged_papers(tuple(codes))
    return {"bring": [words(one.title) for one in bring], "held": [words(one.title) for one in held]}


def day(one: BookingDay, url: str, *, chosen: bool) -> dict[str, Any]:
    """A day of the choice; one that is closed says why and leads nowhere."""
    return {
        "words": gettext("{m}月{d}日").format(m=one.day.month, d=one.day.day),
        "weekday": gettext("周{w}").format(w=gettext(WEEKDAYS[one.day.weekday()])),
        "closed": words(one.closed),
        "iso": one.day.isoformat(),
        "url": "" if one.closed else url,
        "chosen": chosen,
    }


def halves(found: Sequence[Slot]) -> list[dict[str, Any]]:
    """The slots that can be booked or are full, by morning and afternoon."""
    staffed = [one for one in found if one.staffed]
    grouped = groupby(staffed, key=lambda one: gettext("上午") if one.starts.hour < 12 else gettext("下午"))
    return [{"title": title, "slots": [_slot(one) for one in held]} for title, held in grouped]


def _slot(one: Slot) -> dict[str, Any]:
    room = ngettext("余 {n} 个", "余 {n} 个", one.left).format(n=one.left) if one.left else gettext("约满")
    words_at = f"{one.starts:%H:%M}–{one.ends:%H:%M}"
    return {"starts": one.starts.isoformat(), "words": words_at, "room": room, "full": not one.left}


def why_none(found: Sequence[Slot], codes: Sequence[str]) -> str:
    """Why nothing can be booked on this day; empty when something can."""
    if any(one.left for one in found):
        return ""
    if any(one.staffed for one in found):
        return gettext("这天约满了。请看别的日子，或者直接到大厅取号。")
    if not found:
        return gettext("这天没有可以预约的时段了。请看别的日子，或者直接到大厅取号。")
    if len(codes) > 1:
        return gettext("这天没有排一位能把这几件事都办了的工作人员。请看别的日子、分开预约，或者直接到大厅取号。")
    return gettext("这天没有排能办这件事的工作人员。请看别的日子，或者直接到大厅取号。")


def booking(one: Booking, now: datetime) -> dict[str, Any]:
    """One booking as a card."""
    here = arrives_from(one) <= now <= arrives_until(one, now)
    until = cancel_until(one, now)
    starts, ends = local(one.starts), local(one.ends)
    is_open = one.state == "booked" and now <= arrives_until(one, now)
    cancels = {
        "title": gettext("取消预约"),
        "words": gettext("取消以后，这个时段会让给别人。"),
        "url": reverse("windows-booking-cancel", args=[one.id]),
        "yes": gettext("确定取消"),
    }
    return {
        "id": one.id,
        "when": f"{when(starts)}–{ends:%H:%M}",
        "hall": one.hall.name,
        "address": one.hall.address,
        "items": "、".join(words(BY_CODE[code].title) for code in one.items if code in BY_CODE),
        "papers": papers([code for code in one.items if code in BY_CODE]),
        "code": f"{one.code[:4]} {one.code[4:]}",
        "state": state(one.state),
        "open": is_open,
        "ics": reverse("windows-booking-ics", args=[one.id]),
        "confirm": cancels if is_open and now <= until else None,
        "until": when(until) if is_open else "",
        "arrive": reverse("windows-booking-arrive", args=[one.id]) if is_open and here else "",
        "from": when(arrives_from(one)),
    }
