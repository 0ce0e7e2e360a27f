"""The rates of directives for the chief of the centre: each with numerator, denominator and what they are; two charts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local
from onewindow.modules.directives import figures
from onewindow.modules.directives.pages.pushes import bars
from onewindow.modules.directives.pages.room import framed, of_the_centre

PERIODS = {"30": 30, "90": 90, "365": 365}


@staff_only
@require_GET
def home(request: Asked) -> HttpResponse:
    """The rates of the last 90 days, or as many as asked."""
    actor = of_the_centre(request, "supervisor")
    asked = request.GET.get("days", "90")
    days = asked if asked in PERIODS else "90"
    until = local(request.now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    cut: dict[str, Any] = {
        "actor": actor,
        "since": until - timedelta(days=PERIODS[days]),
        "until": until,
        "now": request.now,
    }
    weeks = figures.by_week(**cut)
    context = {
        "figures": [_figure(one) for one in figures.reckoned(**cut)] + [_false(*figures.false_pushes(**cut))],
        "bars": bars(figures.sorted_out(actor, cut["since"], until)),
        "weeks": weeks,
        "chart": _chart(weeks),
        "periods": [
            {"title": gettext("近 {n} 天").format(n=n), "url": f"?days={code}", "current": code == days}
            for code, n in PERIODS.items()
        ],
    }
    return render(request, "directives/figures.html", framed("directives-figures", gettext("指令指标")) | context)


def _figure(one: figures.Found) -> dict[str, Any]:
    return {
        "code": one.of.code,
        "title": words(one.of.title),
        "value": "—" if one.value is None else f"{one.value:.1f}",
        "unit": "%" if one.value is not None else "",
        "n": f"{one.numerator} / {one.denominator}",
        "of": words(one.of.counted),
        "out_of": words(one.of.out_of),
    }


def _false(wrong: int, pushed: int) -> dict[str, Any]:
    title, of, out_of = figures.FALSE
    return {
        "code": "false",
        "title": words(title),
        "value": f"{100 * wrong / pushed:.1f}" if pushed else "—",
        "unit": "%" if pushed else "",
        "n": f"{wrong} / {pushed}",
        "of": words(of),
        "out_of": words(out_of),
    }


def _chart(weeks: list[dict[str, Any]]) -> dict[str, Any]:
    """What the script draws; the same numbers stand in the table beneath."""
    named = (("in_time", gettext("按时办结")), ("late", gettext("超期办结")), ("left", gettext("没有办结")))
    return {
        "weeks": [row["week"] for row in weeks],
        "series": [{"name": title, "values": [row[code] for row in weeks]} for code, title in named],
    }
