"""The week, the matrix and the certificates as the template wants them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext, ngettext

from onewindow.kernel.calendar.published import calendar
from onewindow.kernel.faces.shown import WEEKDAYS
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local, local_date
from onewindow.kernel.ground.workdays import NoCalendar
from onewindow.modules.windows.items import DEPARTMENTS, ITEMS
from onewindow.modules.windows.models import Authorisation, Certificate, Hall, Shift
from onewindow.modules.windows.staffing.hours import open_spans
from onewindow.modules.windows.staffing.queries import Officer, may_of, shifts

SOON = 30  # days before its end that a certificate is shown as running out


def week(hall: Hall, monday: date, now: datetime) -> dict[str, Any]:
    """Days as columns, windows and the guide's desk as rows, and what nobody on duty may handle."""
    days = [monday + timedelta(days=n) for n in range(7)]
    planned = list(shifts(hall.id, days[0], days[-1]))
    may = {day: may_of({one.account_id for one in planned if _day(one) == day}, day) for day in days}
    places: list[tuple[int | None, str]] = [
        (one.id, gettext("{n} 号窗口").format(n=one.number))
        for one in hall.windows.filter(active=True).order_by("number")
    ]
    rows = [
        {
            "title": title,
            "cells": [
                [_shift(one, may[day], now) for one in planned if one.window_id == place and _day(one) == day]
                for day in days
            ],
        }
        for place, title in [*places, (None, gettext("引导台"))]
    ]
    gaps = []
    for day in days:
        there = [may[day][one.account_id] for one in planned if one.window_id and _day(one) == day]
        known = frozenset().union(*there)
        gaps.append([words(one.title) for one in ITEMS if one.code not in known] if there else [])
    return {"days": [_column(hall, day, local_date(now)) for day in days], "rows": rows, "gaps": gaps}


def _day(shift: Shift) -> date:
    return local_date(shift.during.lower)


def _shift(one: Shift, may: dict[int, frozenset[str]], now: datetime) -> dict[str, Any]:
    starts, ends = local(one.during.lower), local(one.during.upper)
    return {
        "id": one.id,
        "name": one.account_name,
        "hours": f"{starts:%H:%M}–{ends:%H:%M}",
        "breaks": "、".join(f"{begins}–{over}" for begins, over, *_ in one.breaks),
        "after_hours": one.kind == "after_hours",
        "idle": bool(one.window_id) and not may[one.account_id],
        "open": starts > now,
    }


def _column(hall: Hall, day: date, today: date) -> dict[str, Any]:
    try:
        closed = "" if open_spans(hall, day) else words(calendar().names.get(day, "")) or gettext("不开门")
    except NoCalendar:
        closed = gettext("放假安排还没公布")
    return {
        "iso": day.isoformat(),
        "words": gettext("{m}月{d}日").format(m=day.month, d=day.day),
        "weekday": gettext("周{w}").format(w=gettext(WEEKDAYS[day.weekday()])),
        "closed": closed,
        "today": day == today,
        "past": day < today,
    }


def matrix(people: Sequence[Officer], today: date) -> dict[str, Any]:
    """Officers as columns, items by department as rows; a cell is the leave in force or to come, if any."""
    there = [one for one in people if one.roles & {"clerk", "hall_chief"}]
    held: dict[tuple[int, str], Authorisation] = {}
    leaves = Authorisation.objects.filter(Q(until__isnull=True) | Q(until__gte=today))
    for one in leaves.filter(account_id__in=[officer.id for officer in there]).order_by("-since"):
        held[one.account_id, one.item] = one
    may = may_of([one.id for one in there], today)
    rows = [
        {
            "department": words(DEPARTMENTS[item.department]),
            "title": words(item.title),
            "code": item.code,
            "cells": [_cell(held.get((one.id, item.code)), one, item.code in may[one.id], today) for one in there],
            "count": sum(item.code in may[one.id] for one in there),
        }
        for item in sorted(ITEMS, key=lambda one: list(DEPARTMENTS).index(one.department))
    ]
    return {"officers": there, "rows": rows}


def _cell(leave: Authorisation | None, officer: Officer, in_force: bool, today: date) -> dict[str, Any]:
    if leave is None:
        return {"leave": None, "who": officer.name}
    if leave.since > today:
        told, tone = gettext("{day} 起").format(day=leave.since.isoformat()), "waiting"
    elif not in_force:
        told, tone = gettext("证书无效"), "overdue"
    elif leave.until:
        soon = (leave.until - today).days <= SOON
        told, tone = gettext("至 {day}").format(day=leave.until.isoformat()), "due_soon" if soon else "done"
    else:
        told, tone = gettext("长期"), "done"
    return {"leave": leave.id, "who": officer.name, "words": told, "tone": tone, "ground": leave.ground}


def certificates(people: Sequence[Officer], today: date) -> list[dict[str, Any]]:
    """Everybody's certificate that lasts longest, those that run out first on top."""
    there = [one for one in people if one.roles & {"clerk", "hall_chief"}]
    held: dict[int, Certificate] = {}
    for one in Certificate.objects.filter(account_id__in=[officer.id for officer in there]).order_by("until"):
        held[one.account_id] = one
    found = [_certificate(one, held.get(one.id), today) for one in there]
    return sorted(found, key=lambda one: one["left"])


def _certificate(officer: Officer, one: Certificate | None, today: date) -> dict[str, Any]:
    if one is None:
        return {"who": officer.name, "left": -(10**6), "told": gettext("没有证书，不能受理"), "tone": "overdue"}
    left = (one.until - today).days
    if left < 0:
        told, tone = gettext("已过期，不能受理"), "overdue"
    else:
        told = ngettext("还有 {n} 天", "还有 {n} 天", left).format(n=left) if left else gettext("今天到期")
        tone = "due_soon" if left <= SOON else "done"
    return {
        "id": one.id if left >= 0 else None,
        "who": officer.name,
        "serial": one.serial,
        "since": one.since.isoformat(),
        "until": one.until.isoformat(),
        "left": left,
        "told": told,
        "tone": tone,
    }
