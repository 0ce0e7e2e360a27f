"""The hall as its chief sees it now: lanes, longest waits, windows, and why one of them is idle."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local, local_date
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.live.kinds import KINDS
from onewindow.modules.windows.live.upcoming import could_call
from onewindow.modules.windows.live.waits import percentile
from onewindow.modules.windows.models import Hall, Ticket
from onewindow.modules.windows.staffing.reach import NoSuchHall, hall_for, halls_for, works_at
from onewindow.modules.windows.tickets.queries import AtWindow, Lane, at_windows, day_of, line_of
from onewindow.modules.windows.tickets.seats import WHY

ROLES = ("hall_chief", "chief", "supervisor")
STATES = {"open": "开着", "away": "离开", "closed": "没有开"}
LONG = 30
"""Minutes of waiting from which a lane is marked."""


@staff_only
@require_safe
def page(request: Asked) -> HttpResponse:
    """One hall: the one asked for, else the first within reach."""
    own = halls_for(request.actor, ROLES)
    if not any(request.actor.holds(role) for role in ROLES):
        raise NoSuchHall()
    code = request.GET.get("hall", "")
    hall = hall_for(code, request.actor, ROLES) if code else own[0] if own else None
    context: dict[str, Any] = {"title": gettext("大厅现场")}
    if hall is None:
        context["empty"] = {"why": gettext("您管的单位还没有大厅"), "icon": "building"}
        return render(request, "windows/live/chief.html", context)
    context |= now_in(hall, request.now)
    if request.headers.get("X-Part") == "now":
        return render(request, "windows/live/chief_now.html", context)
    here = reverse("windows-live")
    context |= {
        "title": gettext("大厅现场 · {hall}").format(hall=hall.name),
        "halls": [{"title": one.name, "url": f"{here}?hall={one.code}", "current": one.id == hall.id} for one in own],
        "live_url": f"/live/hall/{hall.code}",
        "screen_url": reverse("windows-screen", args=[hall.code]),
        "managers_url": f"{reverse('windows-managers')}?hall={hall.code}" if manages(hall, request.actor) else "",
        "more": [
            {"title": gettext("大厅指标"), "url": f"{reverse('windows-figures')}?hall={hall.code}"},
            {"title": gettext("服务质量"), "url": f"{reverse('windows-quality')}?hall={hall.code}"},
        ],
    }
    return render(request, "windows/live/chief.html", context)


def manages(hall: Hall, actor: Actor) -> bool:
    """Whether the guide for managers is this reader's too."""
    return works_at(hall, actor, ("hall_chief", "chief"))


def now_in(hall: Hall, now: datetime) -> dict[str, Any]:
    """Figures of the moment."""
    lanes, windows = line_of(hall, now), at_windows(hall)
    return {
        "stats": stats(hall, lanes, windows, now),
        "lanes": bars(lanes),
        "windows": [drawn(one, hall, now) for one in windows],
        "as_of": gettext("{at} 的情况").format(at=f"{local(now):%H:%M:%S}"),
    }


def stats(hall: Hall, lanes: list[Lane], windows: list[AtWindow], now: datetime) -> list[dict[str, Any]]:
    """Waiting, longest wait, windows open, the last hour's 90th percentile, today."""
    day = day_of(hall, local_date(now))
    longest = max((lane.longest for lane in lanes), default=0)
    waited = last_hour(hall, now)
    p90 = percentile(waited, 0.9)
    opened = [one for one in windows if one.state == "open"]
    return [
        {"title": gettext("在等"), "value": sum(lane.waiting for lane in lanes), "unit": gettext("人")},
        {
            "title": gettext("最久等了"),
            "value": longest,
            "unit": gettext("分钟"),
            "tone": "overdue" if longest >= LONG else "",
        },
        {
            "title": gettext("开着的窗口"),
            "value": len(opened),
            "unit": gettext("个"),
            "note": gettext("共 {n} 个，空闲 {free} 个").format(
                n=len(windows), free=sum(one.ticket is None for one in opened)
            ),
        },
        {
            "title": gettext("上一小时等待（90%分位）"),
            "value": "—" if p90 is None else round(p90),
            "unit": "" if p90 is None else gettext("分钟"),
            "n": gettext("{n} 个号，从取号到第一次叫号").format(n=len(waited)),
        },
        {
            "title": gettext("今天取号"),
            "value": day.taken,
            "unit": gettext("个"),
            "note": gettext("办完 {done}，不排了 {left}，过号 {missed}").format(
                done=day.done, left=day.left, missed=day.missed
            ),
        },
    ]


def last_hour(hall: Hall, now: datetime) -> list[float]:
    """Minutes from number to first call of everybody first called within the last hour."""
    called = Ticket.objects.filter(
        hall=hall, day=local_date(now), first_called_at__gt=now - timedelta(hours=1), first_called_at__lte=now
    )
    return [
        (called_at - taken_at).total_seconds() / 60
        for taken_at, called_at in called.values_list("taken_at", "first_called_at")
        if called_at
    ]


def bars(lanes: list[Lane]) -> dict[str, Any]:
    """The lanes as bars; their table stands below."""
    most = max((lane.waiting for lane in lanes), default=0)
    return {
        "id": "lanes",
        "title": gettext("各队"),
        "rows": [
            {
                "title": words(lane.title),
                "value": lane.waiting,
                "words": gettext("{n} 人，最久 {m} 分钟").format(n=lane.waiting, m=lane.longest),
                "width": round(100 * lane.waiting / most) if most else 0,
                "longest": lane.longest,
                "tone": "overdue" if lane.longest >= LONG else "",
            }
            for lane in lanes
        ],
        "empty": {"why": gettext("没有人在等"), "icon": "check"},
    }


def drawn(one: AtWindow, hall: Hall, now: datetime) -> dict[str, Any]:
    """One window as a row: who, what it does, and why it does nothing."""
    ticket = one.ticket
    since = ticket.called_at if ticket else one.idle_since if one.state == "open" else one.since
    state, why, tone = doing(one, hall, now)
    return {
        "title": gettext("{n} 号 {kind}").format(n=one.number, kind=words(one.name or KINDS.get(one.kind, ""))),
        "who": one.account_name if one.state != "closed" else "",
        "state": state,
        "why": why,
        "tone": tone,
        "since": gettext("{n} 分钟").format(n=int((now - since).total_seconds() // 60)) if since else "",
    }


def doing(one: AtWindow, hall: Hall, now: datetime) -> tuple[str, str, str]:
    """What a window does, why it is idle, and its tone."""
    if one.ticket is not None:
        number = one.ticket.number
        if one.ticket.state == "called":
            return gettext("叫号 {number}").format(number=number), gettext("等人过来"), "your_turn"
        return gettext("办理 {number}").format(number=number), "", "active"
    if one.state != "open":
        why = words(WHY.get(one.why, "")) if one.state == "away" else ""
        return words(STATES[one.state]), why, "due_soon" if one.state == "away" else "none"
    return (gettext("空闲"), *idle(one, hall, now))


def idle(one: AtWindow, hall: Hall, now: datetime) -> tuple[str, str]:
    """Why an open window has nobody: nobody waits, nobody it may handle, or it has not called."""
    waiting, may = could_call(hall, one, now=now)
    if waiting == 0:
        return gettext("没有人在等"), "done"
    if may == 0:
        return gettext("在等的 {n} 人，要办的都没有授权给这个窗口").format(n=waiting), "due_soon"
    return gettext("有 {n} 人可以叫，还没有叫").format(n=may), "your_turn"
