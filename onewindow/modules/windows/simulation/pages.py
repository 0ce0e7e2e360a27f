"""The simulator's page: the proof of the reform, and a question of one's own, tried for a few seconds."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.line.dispatch import Rules
from onewindow.modules.windows.simulation import asking, proof, saying, tables
from onewindow.modules.windows.simulation.arrivals import Visit
from onewindow.modules.windows.simulation.experiments import recorded
from onewindow.modules.windows.simulation.grounds import grounds
from onewindow.modules.windows.simulation.recorded import days_recorded, visits_of
from onewindow.modules.windows.simulation.trying import proposed, tried
from onewindow.modules.windows.staffing.reach import NoSuchHall, halls_for
from onewindow.modules.windows.values import values

ROLES = frozenset({"hall_chief", "chief", "supervisor"})
SECONDS = 2.0
"""How long the waits may keep the server busy."""
STAFFING_SECONDS = 7.0
"""How long the search for a staffing may, beside them."""
FEWEST = 10
"""Visits of a recorded day within opening hours, below which nothing is said of it."""


@staff_only
@require_GET
def page(request: Asked) -> HttpResponse:
    """The proof, and what was asked; a question lives in the address, so that it can be passed on."""
    if not any(one.role in ROLES for one in request.actor.held):
        raise NoSuchHall()
    days = _days(request.actor, request.now)
    went = asking.was_asked(request.GET)
    question, visits, errors = _asked(request, days)
    found = proof.kept()
    return render(
        request,
        "windows/simulation/page.html",
        {
            "title": gettext("排队仿真"),
            "made": found,
            "answer": saying.answer(found),
            **tables.proved(found),
            "grounds": grounds(),
            "longest": round(SECONDS + STAFFING_SECONDS) + 1,
            "form": _form(request, question, errors, days),
            "tried": _tried(question, days, visits, request.now) if went and not errors else None,
            "summary": {
                "errors": [
                    {"id": f"f-{code}", "words": gettext("{field}：{what}").format(field=asking.title(code), what=said)}
                    for code, said in errors.items()
                ]
            },
        },
        status=422 if errors else 200,
    )


def _asked(request: Asked, days: Mapping[str, Any]) -> tuple[asking.Asking, list[Visit] | None, dict[str, str]]:
    """The question, the visits of its recorded day, and what is wrong with it."""
    question = asking.defaults()
    try:
        question = asking.asked(request.GET.dict(), days)
        visits = days[question.day][1]() if question.day else None
        if visits is not None and len(visits) < FEWEST:
            raise BadAnswers({"day": gettext("这一天开门时间里办完的不到{n}人，请另选一天").format(n=FEWEST)})
    except BadAnswers as wrong:
        return question, None, wrong.errors
    return question, visits, {}


def _days(actor: Actor, now: datetime) -> dict[str, tuple[str, Callable[[], list[Visit]]]]:
    """Recorded days of the halls within reach: a key, words, and how to read it."""
    return {
        f"{hall.code}.{day.isoformat()}": (
            gettext("{hall} {day}（{n}人）").format(hall=hall.name, day=day.isoformat(), n=n),
            lambda hall=hall, day=day: visits_of(hall, day),  # type: ignore[misc]
        )
        for hall, day, n in days_recorded(halls_for(actor, ROLES), local_date(now))
    }


def _form(request: Asked, question: asking.Asking, errors: dict[str, str], days: dict[str, Any]) -> dict[str, Any]:
    def numbers(some: tuple[asking.Number, ...]) -> list[dict[str, Any]]:
        return [
            {
                "code": one.code,
                "title": words(one.title),
                "unit": words(one.unit),
                "value": request.GET[one.code][:6] if one.code in request.GET else question.numbers[one.code],
                "least": one.least,
                "most": one.most,
                "error": errors.get(one.code, ""),
            }
            for one in some
        ]

    return {
        "day": numbers(asking.DAY),
        "before": numbers(asking.BEFORE),
        "after": numbers(asking.AFTER),
        "both": numbers(asking.BOTH),
        "mixes": [
            {"code": code, "title": title, "on": code == question.mix} for code, title in saying.mix_titles().items()
        ],
        "lunches": [
            {"code": code, "title": words(title), "on": code == question.lunch}
            for code, title in asking.LUNCHES.items()
        ],
        "days": [{"code": key, "title": said, "on": key == question.day} for key, (said, _) in days.items()],
        "errors": {code: errors[code] for code in ("mix", "lunch", "day") if code in errors},
        "monday": question.monday,
        "staffing": question.staffing,
    }


def _tried(question: asking.Asking, days: dict[str, Any], visits: list[Visit] | None, now: datetime) -> dict[str, Any]:
    titles = gettext("方案甲"), gettext("方案乙")
    set_ = values(now)
    rules = Rules(set_["queue.privileged_share"], set_["queue.share_of"])
    found = tried(question, titles, rules, recorded(visits) if visits else None, _within(SECONDS))
    early, change = found.before["mean"], [found.change.mean, found.change.half]
    tone, word = saying.halved([early.mean], change)
    return {
        "rows": tables.tried(found),
        "chart": tables.tried_chart(found, titles),
        "days": found.days,
        "change": saying.percent(change) if early.mean >= saying.LITTLE else "",
        "tone": tone,
        "word": word,
        "recorded": days[question.day][0] if visits else "",
        "n": len(visits or ()),
        "staffing": tables.staffing(proposed(question, rules, _within(STAFFING_SECONDS)), question.numbers["target"])
        if question.staffing
        else None,
    }


def _within(seconds: float) -> Callable[[], bool]:
    """True once the time is over."""
    until = time.monotonic() + seconds
    return lambda: time.monotonic() >= until
