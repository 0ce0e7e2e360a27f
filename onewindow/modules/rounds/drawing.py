"""The list and a stop as the templates want them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext

from onewindow.kernel.cases.duties import Duty
from onewindow.kernel.faces.fields import drawn_all
from onewindow.kernel.faces.shown import case_title, due_chip, state_words
from onewindow.kernel.faces.words import words
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.people.places import names_of
from onewindow.modules.rounds.order import WHY
from onewindow.modules.rounds.planning import Today

WIDE, HIGH, EDGE = 320.0, 200.0, 16.0
SHOWN = 10  # of what is not for today: the most urgent; the others stand in the worklist


def stops_of(found: Today, now: datetime) -> list[dict[str, Any]]:
    """The stops in walking order, as cards."""
    names = names_of({duty.place for stop in found.stops for duty in stop.duties})
    return [
        {
            "nth": nth,
            "at": f"{stop.at // 60:02d}:{stop.at % 60:02d}",
            "place": names.get(stop.duties[0].place, ""),
            "sure": stop.sure,
            "minutes": stop.minutes,
            "url": stop_url(stop.key),
            "duties": [duty_card(duty, now) for duty in stop.duties],
        }
        for nth, stop in enumerate(found.stops, start=1)
    ]


def stop_url(key: str) -> str:
    """The page of a stop."""
    return f"{reverse('rounds-stop')}?at={quote(key)}"


def duty_card(duty: Duty, now: datetime) -> dict[str, Any]:
    """One duty as a line of a card."""
    return {
        "title": case_title(duty.title),
        "number": duty.number,
        "url": reverse("desk-case", args=[duty.number]),
        "state": state_words(shelf().entry(duty.case_type), duty.state),
        "due": due_chip(duty.due_at, duty.warn_at, now),
        "door": stop_url(duty.door or duty.place),
    }


def left_of(found: Today, now: datetime) -> list[dict[str, Any]]:
    """What is not for today, and why."""
    whys: dict[str, list[Duty]] = {}
    for why, there in found.left:
        whys.setdefault(why, []).extend(there)
    return [
        {
            "why": words(WHY[why]),
            "n": len(there),
            "duties": [duty_card(duty, now) for duty in there[:SHOWN]],
            "more": max(0, len(there) - SHOWN),
        }
        for why, there in whys.items()
    ]


def walk_of(found: Today) -> dict[str, Any]:
    """The small map: stops as numbered points, the walk as a line."""
    if len(found.stops) < 2:
        return {}
    xs, ys = [stop.x for stop in found.stops], [stop.y for stop in found.stops]
    east, north = max(max(xs) - min(xs), 1.0), max(max(ys) - min(ys), 1.0)
    scale = min((WIDE - 2 * EDGE) / east, (HIGH - 2 * EDGE) / north)
    left, low = (WIDE - east * scale) / 2, (HIGH - north * scale) / 2
    points = [
        (round(left + (x - min(xs)) * scale, 1), round(HIGH - low - (y - min(ys)) * scale, 1))
        for x, y in zip(xs, ys, strict=True)
    ]
    return {
        "box": f"0 0 {WIDE:.0f} {HIGH:.0f}",
        "line": " ".join(f"{x},{y}" for x, y in points),
        "points": [{"x": x, "y": y, "nth": nth} for nth, (x, y) in enumerate(points, start=1)],
        "words": gettext("走 {metres} 米，连办事约 {minutes} 分钟。直线距离，不是导航。").format(
            metres=found.plan.metres, minutes=found.plan.minutes
        ),
    }


def forms_of(
    duties: Sequence[Duty], now: datetime, given: Mapping[int, dict[str, Any]], errors: Mapping[int, dict[str, str]]
) -> list[dict[str, Any]]:
    """Each duty of a stop with the steps one may take there; every step has a command number of its own."""
    return [
        {
            **duty_card(duty, now),
            "case": duty.case_id,
            "version": duty.version,
            "errors": list(errors.get(duty.case_id, {}).values()),
            "steps": [
                {
                    "code": step.code,
                    "title": words(step.title),
                    "grave": step.grave,
                    "command": str(uuid4()),
                    "fields": [
                        {**one, "name": f"{duty.case_id}-{step.code}-{one['name']}",
                         "id": f"f-{duty.case_id}-{step.code}-{one['code']}"}
                        for one in drawn_all(step.asks, given.get(duty.case_id, {}), errors.get(duty.case_id, {}))
                    ],
                }
                for step in duty.steps
            ],
        }
        for duty in duties
    ]  # fmt: skip
