"""The page of a closing loop: its rates with what was counted, how far each case got, and what is late.

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

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.indicators.declared import Reckoned, reached, reckoned
from onewindow.kernel.people.reach import may_see

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
    """All loops, each with its share of closed ones."""
    since, until, days = _period(request)
    rows = []
    for entry in loops(request):
        figures = reckoned(entry, actor=request.actor, since=since, until=until)
        rows.append(
            {
                "title": words(entry.title),
                "url": f"{reverse('desk-loop', args=[entry.code])}?days={days}",
                "figures": [_figure(one) for one in figures],
            }
        )
    return render(
        request,
        "faces/loops/every.html",
        {
            "title": gettext("闭环"),
            "rows": rows,
            "periods": _periods(request, days),
            "empty": {"why": gettext("您的岗位没有闭环要看。"), "what_to_do": ""},
            "crumbs": [
                {"title": gettext("工作台"), "url": reverse("desk-home")},
                {"title": gettext("闭环"), "url": ""},
            ],
        },
    )


@staff_only
@require_GET
def one(request: Asked, code: str) -> HttpResponse:
    """One loop: rates, funnel, and the way to what is late."""
    entry = next((entry for entry in loops(request) if entry.code == code), None)
    if entry is None:
        raise NoSuchLoop()
    since, until, days = _period(request)
    figures = reckoned(entry, actor=request.actor, since=since, until=until)
    states = reached(entry, actor=request.actor, since=since, until=until)
    return render(
        request,
        "faces/loops/one.html",
        {
            "title": words(entry.title),
            "summary": words(entry.summary),
            "figures": [_figure(figure) for figure in figures],
            "bars": _funnel(states),
            "late": _list(code, "overdue"),
            "todo": _list(code, "todo"),
            "periods": _periods(request, days),
            "sources": [
                {"title": words(limit.title), "law": words(limit.law.cited), "sure": words(limit.law.sure.value)}
                for limit in entry.deadlines
            ],
            "crumbs": [
                {"title": gettext("工作台"), "url": reverse("desk-home")},
                {"title": gettext("闭环"), "url": reverse("desk-loops")},
                {"title": words(entry.title), "url": ""},
            ],
        },
    )


def _figure(one: Reckoned) -> dict[str, Any]:
    value = one.value
    return {
        "title": words(one.of.title),
        "value": "—" if value is None else f"{value:.2f}".rstrip("0").rstrip("."),
        "unit": one.of.unit if value is not None else "",
        "n": f"{one.numerator} / {one.denominator}" if one.of.unit == "%" else "",
        "note": words(one.of.note) if one.of.note else "",
    }


def _funnel(states: list[tuple[Any, int, int]]) -> dict[str, Any]:
    most = max((ever for _, ever, _ in states), default=0)
    return {
        "id": "funnel",
        "title": gettext("走到哪一步"),
        "note": gettext("左边是到过这一步的件数，右边小字是现在停在这一步的件数。"),
        "rows": [
            {
                "title": words(state.title),
                "value": ever,
                "width": round(100 * ever / most) if most else 0,
                "n": gettext("现在 {n} 件").format(n=now) if now else "",
            }
            for state, ever, now in states
        ],
    }


def _list(code: str, bucket: str) -> str:
    return f"{reverse('desk-home')}?{urlencode({'list': bucket, 'type': code})}"


def _period(request: Asked) -> tuple[datetime, datetime, str]:
    days = request.GET.get("days", "365")
    days = days if days in PERIODS else "365"
    today = local(request.now).replace(hour=0, minute=0, second=0, microsecond=0)
    return today - timedelta(days=PERIODS[days] - 1), today + timedelta(days=1), days


def _periods(request: Asked, current: str) -> list[dict[str, Any]]:
    return [
        {"title": gettext("近 {n} 天").format(n=days), "url": f"?days={code}", "current": code == current}
        for code, days in PERIODS.items()
    ]
