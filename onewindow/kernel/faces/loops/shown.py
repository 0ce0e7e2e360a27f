"""Parts of a loop's page as the templates want them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from onewindow.kernel.cases.relapses import Relapse
from onewindow.kernel.faces.shown import case_title, state_words, when
from onewindow.kernel.faces.words import words
from onewindow.kernel.handbook.deadlines import Deadline
from onewindow.kernel.handbook.states import State
from onewindow.kernel.indicators.declared import Reckoned


def figure(one: Reckoned) -> dict[str, Any]:
    """A rate with its numerator and denominator; a dash on nothing."""
    value = one.value
    return {
        "title": words(one.of.title),
        "value": "—" if value is None else f"{value:.2f}".rstrip("0").rstrip("."),
        "unit": one.of.unit if value is not None else "",
        "n": f"{one.numerator} / {one.denominator}" if one.of.unit == "%" else "",
        "note": words(one.of.note) if one.of.note else "",
    }


def funnel(states: list[tuple[State, int, int]]) -> dict[str, Any]:
    """How many ever came to each state, and how many stand there now."""
    most = max((ever for _, ever, _ in states), default=0)
    return {
        "id": "funnel",
        "title": gettext("走到哪一步"),
        "note": gettext("粗的数字是到过这一步的件数，后面小字是现在停在这一步的件数。"),
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


def relapse(one: Relapse) -> dict[str, Any]:
    """One that came back, with the way to both cases."""
    return {
        "number": one.number,
        "url": reverse("desk-case", args=[one.number]),
        "title": case_title(one.title),
        "state": state_words(one.entry, one.state),
        "unit": one.unit,
        "at": when(one.submitted_at),
        "before": one.before,
        "before_url": reverse("desk-case", args=[one.before]),
    }


def source(limit: Deadline) -> dict[str, str]:
    """Where the limit of one turn comes from, and how sure that is."""
    return {"title": words(limit.title), "law": words(limit.law.cited), "sure": words(limit.law.sure.value)}
