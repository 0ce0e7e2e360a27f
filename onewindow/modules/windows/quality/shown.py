"""Sections of the quality page as the templates want them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from onewindow.kernel.faces.shown import when
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local, local_date
from onewindow.kernel.handbook.law import Law, Sure
from onewindow.modules.windows.models import Hall, QuarterTest, Seat
from onewindow.modules.windows.quality import queries
from onewindow.modules.windows.quality.points import BY_CODE, HOW, POINTS, SEEN
from onewindow.modules.windows.quality.sent import NOBODY
from onewindow.modules.windows.staffing.queries import AT_WINDOW_ROLES, officers

Errors = Mapping[str, str]
TONES = {"yes": "done", "no": "overdue", "not_seen": "none"}
WEEK_STATES = {
    "done": ("学够了", "done"),
    "short": ("分钟数不够", "due_soon"),
    "missing": ("没有学习记录", "overdue"),
    "running": ("本周还没有", "waiting"),
    "closed": ("整周放假", "none"),
}


def source(law: Law) -> str:
    """Where a point comes from, and how sure that is."""
    if law.sure is Sure.OWN:
        return words(Sure.OWN.value)
    named = words(law.cited if law.article else law.title)
    return named if law.verified else gettext("{law}（{sure}）").format(law=named, sure=words(law.sure.value))


def check_form(hall: Hall, given: QueryDict, errors: Errors, now: datetime, days: int) -> dict[str, Any]:
    """The form of a new check, with what was typed; a fresh one has seen nothing yet."""
    seats = {one.window_id: one for one in Seat.objects.filter(window__hall=hall, account_id__isnull=False)}
    windows = []
    for one in hall.windows.filter(active=True).order_by("number"):
        title = gettext("{n} 号窗口").format(n=one.number)
        if one.id in seats:
            title = gettext("{window}（现在是{who}）").format(window=title, who=seats[one.id].account_name)
        windows.append(_option(str(one.id), title, given.get("window")))
    there = [one for one in officers(hall, local_date(now)) if one.roles & AT_WINDOW_ROLES]
    people = [_option(str(one.id), f"{one.name} {one.badge}", given.get("account")) for one in there]
    people.append(_option(NOBODY, gettext("当时没有人"), given.get("account")))
    groups: dict[str, list[dict[str, Any]]] = {}
    for point in POINTS:
        chosen = given.get(f"point-{point.code}", "not_seen")
        groups.setdefault(words(point.where), []).append(
            {
                "code": point.code,
                "title": words(point.title),
                "source": source(point.law),
                "choices": [_option(code, words(title), chosen) for code, title in SEEN.items()],
                "note": given.get(f"note-{point.code}", ""),
                "error": words(errors.get(f"point-{point.code}", "")),
                "note_error": words(errors.get(f"note-{point.code}", "")),
            }
        )
    return {
        "open": bool(errors),
        "windows": windows,
        "people": people,
        "how": [_option(code, words(title), given.get("how", "there")) for code, title in HOW.items()],
        "seen_day": given.get("seen_day", local_date(now).isoformat()),
        "seen_clock": given.get("seen_clock", f"{local(now):%H:%M}"),
        "groups": groups.items(),
        "note": given.get("note", ""),
        "rectify_by": given.get("rectify_by", (local_date(now) + timedelta(days=days)).isoformat()),
        "errors": {code: words(told) for code, told in errors.items()},
    }


def _option(value: str, title: str, chosen: str | None) -> dict[str, Any]:
    return {"value": value, "title": title, "on": value == chosen}


def check(one: queries.Looked, today: date, reader: int) -> dict[str, Any]:
    """One check as a card; the reader may look again when it is open and he is another hand."""
    made, due = one.check, one.due
    counted = [(code, [point for point in made.points.values() if point["seen"] == code]) for code in SEEN]
    return {
        "id": made.id,
        "window": gettext("{n} 号窗口").format(n=made.window.number),
        "hall": made.hall.name,
        "who": made.account_name or gettext("当时没有人"),
        "seen": when(made.seen_at),
        "how": words(HOW[made.how]),
        "by": made.by_name,
        "state": _state(one, today),
        "counts": [{"title": words(SEEN[code]), "n": len(there), "tone": TONES[code]} for code, there in counted],
        "failed": [
            {"title": words(BY_CODE[code].title), "note": made.points[code]["note"], "source": source(BY_CODE[code].law)}
            for code in one.failed
        ],
        "points": [
            {"title": words(point.title), "seen": words(SEEN[made.points[point.code]["seen"]]),
             "tone": TONES[made.points[point.code]["seen"]], "note": made.points[point.code]["note"]}
            for point in POINTS if point.code in made.points
        ],
        "note": made.note,
        "answered": made.answered,
        "answered_at": when(made.answered_at),
        "rechecks": [
            {"at": when(again.at), "by": again.by_name, "note": again.note, "mended": again.mended,
             "by_when": again.by_when.isoformat() if again.by_when else ""}
            for again in one.rechecks
        ],
        "may_recheck": due is not None and reader not in (made.by_account, made.account_id),
        "needs_other": due is not None and reader == made.by_account,
        "may_answer": reader == made.account_id and not made.answered,
    }  # fmt: skip


def _state(one: queries.Looked, today: date) -> dict[str, str]:
    if not one.failed:
        return {"words": gettext("看到的都做到了"), "tone": "done"}
    if one.due is None:
        return {"words": gettext("改好了"), "tone": "done"}
    if one.due < today:
        return {"words": gettext("应在 {day} 前改好，已过期").format(day=one.due.isoformat()), "tone": "overdue"}
    return {"words": gettext("{day} 前改好").format(day=one.due.isoformat()), "tone": "due_soon"}


def study_form(hall: Hall, given: QueryDict, errors: Errors, now: datetime) -> dict[str, Any]:
    """The form of one lesson."""
    chosen = set(given.getlist("there"))
    return {
        "open": bool(errors),
        "day": given.get("day", local_date(now).isoformat()),
        "subject": given.get("subject", ""),
        "minutes": given.get("minutes", ""),
        "people": [
            {"value": str(one.id), "title": f"{one.name} {one.badge}", "on": str(one.id) in chosen}
            for one in officers(hall, local_date(now))
        ],
        "errors": {code: words(told) for code, told in errors.items()},
    }


def weeks(found: list[queries.Week]) -> list[dict[str, Any]]:
    """Weeks as rows."""
    return [
        {
            "title": gettext("{since} 至 {until}").format(
                since=f"{one.monday:%m-%d}", until=f"{one.monday + timedelta(days=6):%m-%d}"
            ),
            "state": {"words": words(WEEK_STATES[one.state][0]), "tone": WEEK_STATES[one.state][1]},
            "minutes": one.minutes,
            "lessons": [
                {"day": lesson.day.isoformat(), "subject": lesson.subject, "minutes": lesson.minutes,
                 "there": "、".join(lesson.there.values()), "n": len(lesson.there)}
                for lesson in one.lessons
            ],
            "absent": "、".join(one.absent),
        }
        for one in found
    ]  # fmt: skip


def tests(hall: Hall, quarter: str, given: QueryDict, errors: Errors, now: datetime) -> dict[str, Any]:
    """One quarter: who was tested and how it ended, and who has not been."""
    today = local_date(now)
    found = queries.tests_of(hall, quarter, today)
    return {
        "quarter": quarter_words(quarter),
        "quarters": [{"code": one, "title": quarter_words(one), "here": one == quarter} for one in queries.quarters(today)],
        "rows": [
            {"who": one.officer.name, "badge": one.officer.badge, "tries": [tried(made) for made in one.tries],
             "passed": one.best.passed if one.best else None}
            for one in found
        ],
        "none_yet": "、".join(one.officer.name for one in found if not one.tries),
        "form": {
            "open": bool(errors),
            "people": [
                _option(str(one.id), f"{one.name} {one.badge}", given.get("account")) for one in officers(hall, today)
            ],
            "day": given.get("day", today.isoformat()),
            "score": given.get("score", ""),
            "errors": {code: words(told) for code, told in errors.items()},
        },
    }  # fmt: skip


def tried(made: QuarterTest) -> dict[str, Any]:
    """One try, with the mark that was in force."""
    return {
        "day": made.day.isoformat(),
        "quarter": quarter_words(made.quarter),
        "told": gettext("{score} 分（{mark} 分合格）").format(score=made.score, mark=made.pass_mark),
        "passed": made.passed,
    }


def quarter_words(quarter: str) -> str:
    """2026Q4 in words."""
    return gettext("{year}年第{n}季度").format(year=quarter[:4], n=quarter[-1])
