"""The page of calls: valid ones, reclassified ones, response times, classes at first and at last; each with its words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.hall.own import trail
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.indicators.declared import reckoned
from onewindow.kernel.indicators.grouped import Took, grouped, took
from onewindow.modules.incidents import figures
from onewindow.modules.incidents.call import CALL
from onewindow.modules.incidents.source import StandIn, take_in

PERIODS = ("7", "30", "365")
ROLES = ("hub", "chief", "supervisor")


class NotYourCalls(Refusal):
    """Figures of calls are for those who command."""

    code = "not_your_calls"
    status = 403
    words = "警情统计由指挥室、所队长和督察看。您自己要出的警，请看工作台。"


@staff_only
@require_safe
def page(request: Asked) -> HttpResponse:
    """All figures of one period within reach."""
    _must(request, *ROLES)
    days = request.GET.get("days", "30")
    days = days if days in PERIODS else "30"
    since, until = _span(request.now, int(days))
    cut: dict[str, Any] = {"actor": request.actor, "since": since, "until": until}
    groups = [figures.Counted(one.answers, one.n) for one in grouped(CALL, figures.BY, **cut)]
    changed = figures.reclassified(groups)
    context = {
        "title": gettext("警情统计"),
        "crumbs": trail((gettext("工作台"), "desk-home"), (gettext("警情统计"), "")),
        "periods": _periods(days),
        "valid": figures.valid(groups),
        "changed": {"share": changed, "value": _percent(changed.value), "range": _range(changed.range)},
        "definitions": {one.code: _definition(one) for one in figures.DEFINITIONS},
        "legs": [_leg(title, first, then, cut) for title, first, then in figures.LEGS],
        "classes": [(words(one.title), one) for one in figures.by_class(groups)],
        "rates": [_rate(one) for one in reckoned(CALL, **cut)],
        "todo": f"{reverse('desk-home')}?list=todo&type={CALL.code}",
        "source": StandIn.title if settings.DEMO and request.actor.holds("hub") else "",
        "empty": {"why": gettext("这些天没有警情。"), "what_to_do": gettext("换一段日子看看。")},
    }
    return render(request, "incidents/figures.html", context)


@staff_only
@require_POST
def fetch(request: Asked) -> HttpResponse:
    """Ask the stand-in of the 110 system for the last two hours; only in the demo, only the hub."""
    _must(request, "hub")
    if settings.DEMO:
        taken = take_in(StandIn(), since=request.now - timedelta(hours=2), until=request.now, now=request.now)
        messages.success(request, gettext("新接 {n} 件，已经有的 {known} 件。").format(n=taken.new, known=taken.known))
    return HttpResponseRedirect(reverse("incidents-figures"))


def _must(request: Asked, *roles: str) -> None:
    if not any(request.actor.holds(role) for role in roles):
        raise NotYourCalls()


def _span(now: datetime, days: int) -> tuple[datetime, datetime]:
    today = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return today - timedelta(days=days - 1), today + timedelta(days=1)


def _periods(current: str) -> list[dict[str, Any]]:
    return [
        {"title": gettext("近 {n} 天").format(n=one), "url": f"?days={one}", "current": one == current}
        for one in PERIODS
    ]


def _definition(one: figures.Definition) -> dict[str, str]:
    return {"title": words(one.title), "edition": one.edition, "words": words(one.words)}


def _percent(value: float | None) -> str:
    return "—" if value is None else f"{value:.1f}%"


def _range(found: tuple[float, float] | None) -> str:
    return f"{found[0]:.1f}–{found[1]:.1f}%" if found else "—"


def _leg(title: str, first: str, then: str, cut: dict[str, Any]) -> dict[str, Any]:
    found: Took = took(CALL, CALL.state[first], CALL.state[then], **cut)
    return {"title": words(title), "median": _clock(found.median), "p90": _clock(found.p90), "n": found.n}


def _clock(seconds: float | None) -> str:
    """Seconds below two minutes, else minutes, else hours."""
    if seconds is None:
        return "—"
    if seconds < 120:
        return gettext("{n} 秒").format(n=round(seconds))
    if seconds < 7200:
        return gettext("{n} 分钟").format(n=f"{seconds / 60:.1f}")
    return gettext("{n} 小时").format(n=f"{seconds / 3600:.1f}")


def _rate(one: Any) -> dict[str, str]:
    return {
        "title": words(one.of.title),
        "value": _percent(one.value),
        "n": f"{one.numerator} / {one.denominator}",
        "note": words(one.of.note),
    }
