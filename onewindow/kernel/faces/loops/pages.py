"""The page of a closing loop: its rates with what was counted, how far each case got, units below, what came back.

One page for every loop of every chapter; no chapter has code in it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from onewindow.kernel.cases.relapses import relapses
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.desk.lists import rail
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.loops import shown
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.indicators.declared import reached, reckoned
from onewindow.kernel.people.reach import may_see
from onewindow.kernel.people.units import UnitRow, unit_by_code, units_below

PERIODS = {"30": 30, "90": 90, "365": 365}


class NoSuchLoop(Refusal):
    """No loop of this code, or none that this reader has to do with."""

    code = "no_such_loop"
    status = 404
    words = "没有这个闭环，或者您的岗位看不到它。请从闭环列表里选。"


def loops(request: Asked) -> list[CaseType]:
    """The loops whose cases this reader may see."""
    return [entry for entry in shelf().current.values() if entry.loop and may_see(request.actor, entry)]


@staff_only
@require_GET
def every(request: Asked) -> HttpResponse:
    """All loops, each with its rates."""
    since, until, days = _period(request)
    rows = []
    for entry in loops(request):
        figures = reckoned(entry, actor=request.actor, since=since, until=until)
        rows.append(
            {
                "title": words(entry.title),
                "url": f"{reverse('desk-loop', args=[entry.code])}?days={days}",
                "figures": [shown.figure(one) for one in figures],
            }
        )
    return render(
        request,
        "faces/loops/every.html",
        {
            "title": gettext("闭环"),
            "lists": rail(request, ""),
            "rows": rows,
            "periods": _periods(days, ""),
            "empty": {"why": gettext("您的岗位没有闭环要看。"), "what_to_do": ""},
            "crumbs": _crumbs(),
        },
    )


@staff_only
@require_GET
def one(request: Asked, code: str) -> HttpResponse:
    """One loop, of all within reach or of one unit and what is below it."""
    entry = next((entry for entry in loops(request) if entry.code == code), None)
    if entry is None:
        raise NoSuchLoop()
    since, until, days = _period(request)
    unit = _unit(request)
    cut: dict[str, Any] = {"actor": request.actor, "since": since, "until": until, "unit": unit.path if unit else ""}
    return render(
        request,
        "faces/loops/one.html",
        {
            "title": words(entry.title),
            "unit": unit.name if unit else "",
            "lists": rail(request, ""),
            "summary": words(entry.summary),
            "figures": [shown.figure(figure) for figure in reckoned(entry, **cut)],
            "bars": shown.funnel(reached(entry, **cut)),
            "below": _below(entry, request, unit, days, since, until),
            "relapses": [shown.relapse(back) for back in relapses(entry.code, now=request.now, **cut)],
            "counts_relapses": entry.relapse_within is not None,
            "late": _list(code, "overdue"),
            "todo": _list(code, "todo"),
            "periods": _periods(days, unit.code if unit else ""),
            "sources": [shown.source(limit) for limit in entry.deadlines],
            "crumbs": _crumbs(entry, unit),
        },
    )


def _below(
    entry: CaseType, request: Asked, unit: UnitRow | None, days: str, since: datetime, until: datetime
) -> dict[str, Any]:
    """The units directly below, each with its rates; nothing where there is nothing to compare."""
    top = unit.path if unit else request.actor.held[0].unit_path
    rows = []
    for child in units_below(top):
        figures = reckoned(entry, actor=request.actor, since=since, until=until, unit=child.path)
        if any(figure.denominator for figure in figures):
            url = f"{reverse('desk-loop', args=[entry.code])}?{urlencode({'days': days, 'unit': child.code})}"
            rows.append({"name": child.name, "url": url, "figures": [shown.figure(one) for one in figures]})
    return {"heads": [words(one.title) for one in entry.indicators], "rows": rows}


def _unit(request: Asked) -> UnitRow | None:
    """The unit asked for, if it is the reader's own or below it; reach cuts the cases all the same."""
    code = request.GET.get("unit", "").replace("\x00", "")[:20]
    found = unit_by_code(code) if code else None
    held = request.actor.held
    return found if found and any(found.path.startswith(one.unit_path) for one in held) else None


def _crumbs(entry: CaseType | None = None, unit: UnitRow | None = None) -> list[dict[str, str]]:
    here = [{"title": gettext("工作台"), "url": reverse("desk-home")}]
    here.append({"title": gettext("闭环"), "url": reverse("desk-loops") if entry else ""})
    if entry:
        here.append({"title": words(entry.title), "url": reverse("desk-loop", args=[entry.code]) if unit else ""})
    if unit:
        here.append({"title": unit.name, "url": ""})
    return here


def _list(code: str, bucket: str) -> str:
    return f"{reverse('desk-home')}?{urlencode({'list': bucket, 'type': code})}"


def _period(request: Asked) -> tuple[datetime, datetime, str]:
    days = request.GET.get("days", "365")
    days = days if days in PERIODS else "365"
    today = local(request.now).replace(hour=0, minute=0, second=0, microsecond=0)
    return today - timedelta(days=PERIODS[days] - 1), today + timedelta(days=1), days


def _periods(current: str, unit: str) -> list[dict[str, Any]]:
    return [
        {
            "title": gettext("近 {n} 天").format(n=days),
            "url": f"?{urlencode({'days': code, **({'unit': unit} if unit else {})})}",
            "current": code == current,
        }
        for code, days in PERIODS.items()
    ]
