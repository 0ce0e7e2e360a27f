"""Dues, states, clocks and times as the templates want them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext, ngettext

from onewindow.kernel.cases.dues import LEVELS, reckon, run_of
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.explanation import Line
from onewindow.kernel.ground.local_time import local, local_date
from onewindow.kernel.ground.workdays import NoCalendar
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.deadlines import Deadline
from onewindow.kernel.handbook.states import State, WaitsOn

WEEKDAYS = "一二三四五六日"
TONES = {WaitsOn.US: "active", WaitsOn.APPLICANT: "your_turn", WaitsOn.OTHER: "waiting", WaitsOn.NOBODY: "done"}
LEVEL_WORDS = {
    "internal": "内部要求",
    "promised": "承诺时限",
    "legal": "法定时限",
    "legal:OWN": "时限（设计值）",
    "legal:COMMON": "时限（通行做法）",
}


def when(at: datetime | None) -> str:
    """A day with its weekday, and the time unless it is the end of the day."""
    if at is None:
        return ""
    there = local(at)
    day = gettext("{m}月{d}日（周{w}）").format(m=there.month, d=there.day, w=gettext(WEEKDAYS[there.weekday()]))
    return day if there.hour == 23 and there.minute == 59 else f"{day} {there:%H:%M}"


def case_title(title: str) -> str:
    """A case's title in the reader's language; what tells it apart stays as it was written."""
    matter, dot, told = title.partition(" · ")
    return f"{words(matter)}{dot}{told}"


def due_chip(
    due_at: datetime | None, warn_at: datetime | None, now: datetime, *, ended: bool = False, waits_on: str = "us"
) -> dict[str, Any]:
    """Words and tone of a due instant: absolute in `at`, relative in `words`."""
    if ended or (due_at is None and waits_on == "us"):
        return {"words": "", "tone": "none", "at": "", "title": ""}
    if due_at is None:
        return {"words": gettext("计时暂停"), "tone": "stopped", "at": "", "title": gettext("等待申请人补正，时限不计")}
    tone = "overdue" if due_at <= now else "due_soon" if warn_at and warn_at <= now else "on_time"
    return {"words": _relative(due_at, now), "tone": tone, "at": due_at.isoformat(), "title": when(due_at)}


def _relative(due_at: datetime, now: datetime) -> str:
    days = (local_date(due_at) - local_date(now)).days
    if due_at <= now:
        return ngettext("超期 {n} 天", "超期 {n} 天", -days).format(n=-days) if days else gettext("今天超期")
    if days == 0:
        return gettext("今天到期")
    return gettext("明天到期") if days == 1 else ngettext("还有 {n} 天", "还有 {n} 天", days).format(n=days)


def state_chip(state: State) -> dict[str, str]:
    """Words and tone of a state."""
    tone = TONES[state.waits_on]
    if state.ends and state.code in ("refused", "declined", "withdrawn", "revoked"):
        tone = "refused"
    return {"words": words(state.title), "tone": tone}


def state_words(entry: CaseType, code: str) -> dict[str, str]:
    """The chip of a state code; a discarded draft has no state of its own."""
    state = entry.state.get(code)
    return state_chip(state) if state else {"words": gettext("已放弃"), "tone": "none"}


def _counted(line: Line) -> str:
    """A line of the count without its days, which stand in their own column."""
    return words(line.template).format_map({**line.facts, "days": ""}).strip()


def _level(level: str, deadline: Deadline) -> str:
    """What a limit is called; one that no law sets is not called legal."""
    return LEVEL_WORDS.get(f"{level}:{deadline.law.sure.name}", LEVEL_WORDS[level])


def clock(row: CaseRow, now: datetime) -> list[dict[str, Any]]:
    """Each deadline that has started, explained line by line, with its limits and its article."""
    found = []
    for deadline in row.entry.deadlines:
        run = run_of(deadline, row.moments)
        if run is None:
            continue
        limits: list[dict[str, Any]] = []
        lines: list[dict[str, Any]] = []
        waits = ""
        for level, span in deadline.spans(local_date(run.started), row.answers).items():
            try:
                reckoning = reckon(deadline, run, span, row.extensions, explain=not lines)
            except NoCalendar as unpublished:
                waits = words(unpublished.words).format_map(unpublished.facts)
                continue
            limits.append(
                {
                    "title": words(_level(level, deadline)),
                    "words": words(str(span)),
                    "at": when(reckoning.due_at) if reckoning.due_at else gettext("暂停中"),
                }
            )
            lines = lines or [
                {"at": line.facts.get("days", ""), "words": _counted(line), "effect": line.counted or "", "left": ""}
                for line in reckoning.lines
            ]
        kept = row.dues.get(deadline.code, {})
        tightest = next((kept[level] for level in LEVELS if kept.get(level)), None)
        due = due_chip(
            datetime.fromisoformat(tightest) if tightest else None,
            row.warn_at,
            run.ended or now,
            ended=bool(kept.get("met")),
        )
        found.append(
            {
                "sentence": words(deadline.title),
                "law": words(deadline.law.cited),
                "due": due,
                "rows": lines,
                "limits": limits,
                "notes": [waits] if waits else [],
            }
        )
    return found
