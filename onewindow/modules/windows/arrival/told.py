"""A hall and a ticket in words for a page: open or not, how many wait, how long it may take."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local, local_date
from onewindow.kernel.ground.workdays import NoCalendar
from onewindow.modules.windows.arrival.choosing import chosen
from onewindow.modules.windows.line.lanes import LANES
from onewindow.modules.windows.models import Hall, Ticket
from onewindow.modules.windows.staffing.hours import open_spans
from onewindow.modules.windows.tickets.queries import Place, line_of

WEEKDAYS = "一二三四五六日"
WAITING = ("waiting", "transferred")
OVER = ("done", "left", "missed")
SAID = {
    "called": ("请到 {window} 号窗口", "your_turn", "带好材料，现在过去。过号不用重新取，请到引导台。"),
    "serving": ("正在 {window} 号窗口办理", "active", ""),
    "held": ("还缺材料，号给您留着", "your_turn", "材料拿到以后回到大厅，请引导台或窗口接着办，不用重新取号。"),
    "done": ("办完了", "done", ""),
    "left": ("已经不排了", "none", "要办的时候，请重新取号。"),
    "missed": ("过号了", "refused", "叫了几次没有人来。要办的话，请重新取号，或者到引导台说一声。"),
}


def open_now(hall: Hall, now: datetime) -> tuple[bool, str]:
    """Whether the hall is open at this moment, and the words for it; the next opening of today when there is one."""
    if not hall.opens and not hall.after_hours:
        return True, gettext("开门")
    try:
        spans = open_spans(hall, local_date(now))
    except NoCalendar:
        return False, gettext("开放时间还没有公布")
    for start, end in spans:
        if start <= now < end:
            if end - start >= timedelta(days=1):
                return True, gettext("全天开门")
            return True, gettext("开门，到 {end}").format(end=f"{local(end):%H:%M}")
    later = next((start for start, _ in spans if start > now), None)
    if later:
        return False, gettext("{start} 开门").format(start=f"{local(later):%H:%M}")
    return False, gettext("今天不办了") if spans else gettext("今天不开门")


def hours(hall: Hall) -> list[dict[str, str]]:
    """Opening hours by weekday, days that are alike together."""
    told: list[dict[str, str]] = []
    for day in range(1, 8):
        spans = "，".join(f"{start}–{end}" for start, end in hall.opens.get(str(day), []))
        extra = "，".join(f"{start}–{end}" for start, end in hall.after_hours.get(str(day), []))
        value = spans or gettext("不开门")
        if extra:
            value += gettext("；延时服务 {extra}").format(extra=extra)
        name = gettext("周{day}").format(day=gettext(WEEKDAYS[day - 1]))
        if told and told[-1]["value"] == value:
            told[-1]["title"] = told[-1]["title"].split("–")[0] + "–" + name
        else:
            told.append({"title": name, "value": value})
    return told


def waiting_in(hall: Hall, now: datetime) -> int:
    """How many wait in all lanes."""
    return sum(lane.waiting for lane in line_of(hall, now))


def spread(place: Place) -> tuple[str, str]:
    """The estimate and how far it may be off: (大约 12 分钟, 8 到 20 分钟之间)."""
    if place.middle is None or place.low is None or place.high is None:
        return gettext("现在说不准"), ""
    if place.high <= 1:
        return gettext("马上"), ""
    between = gettext("{low} 到 {high} 分钟之间").format(low=place.low, high=place.high)
    return gettext("大约 {n} 分钟").format(n=place.middle), "" if place.low == place.high else between


def wait_words(place: Place | None) -> str:
    """The same in one line, for a slip."""
    if place is None:
        return ""
    middle, between = spread(place)
    told = gettext("前面 {n} 人").format(n=place.ahead)
    return "，".join(one for one in (told, middle, between) if one)


def state_of(ticket: Ticket, place: Place | None) -> dict[str, str]:
    """What a ticket's page says first: a sentence, its tone, what to do next."""
    if ticket.state not in SAID:
        near = place is not None and place.ahead <= 2
        if near:
            return {
                "lead": gettext("快到您了"),
                "tone": "your_turn",
                "what_next": gettext("请回到大厅，留意屏幕和叫号。"),
            }
        return {
            "lead": gettext("在排队"),
            "tone": "active",
            "what_next": gettext("可以到别处等，这一页会自己更新；快到时请回到大厅。"),
        }
    lead, tone, then = SAID[ticket.state]
    number = ticket.window.number if ticket.window else ""
    return {"lead": words(lead).format(window=number), "tone": tone, "what_next": words(then) if then else ""}


def address_of(ticket: Ticket) -> str:
    """The page of a ticket, from outside."""
    return settings.PUBLIC_URL.rstrip("/") + reverse("windows-ticket", args=[ticket.token])


def slip(ticket: Ticket, place: Place | None) -> dict[str, Any]:
    """What is printed: the number, what for, how long, and a code that leads to the ticket's page."""
    return {
        "number": ticket.number,
        "hall": ticket.hall.name,
        "lane": words(LANES[ticket.lane]),
        "items": [words(item.title) for item in chosen(ticket.items)],
        "taken": f"{local(ticket.taken_at):%m-%d %H:%M}",
        "wait": wait_words(place),
        "qr": qr(address_of(ticket)),
        "url": address_of(ticket),
    }


def qr(address: str) -> SafeString:
    """A code to scan, drawn as SVG without styles."""
    drawn = segno.make(address, error="m", micro=False)
    return mark_safe(
        drawn.svg_inline(scale=4, border=2, svgclass="qr", lineclass=None, light="#fff", dark="#17212e", omitsize=True)
    )
