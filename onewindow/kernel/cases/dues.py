"""Due instants of a case: computed from its moments, stored, recomputable for any past day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onewindow.kernel.calendar.published import calendar
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.ground.due import Reckoning, due, warn_at
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.spans import Span, Unit
from onewindow.kernel.ground.workdays import NoCalendar
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.deadlines import Deadline

LEAD = Span(1, Unit.WORKDAY)
DAY_LEAD = Span(2, Unit.HOUR)
SHORT_LEAD = 5  # of a limit in minutes its last fifth
LEVELS = ("internal", "promised", "legal")


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a deadline: when it started, when it ended, when it stood still."""

    started: datetime
    ended: datetime | None
    pauses: tuple[tuple[datetime, datetime | None, str], ...]


def run_of(deadline: Deadline, moments: list[list[Any]]) -> Run | None:
    """The latest run of this deadline in these moments, or None when it never started."""
    reasons = {state.code: words for state, words in deadline.pauses}
    started: datetime | None = None
    ended: datetime | None = None
    pauses: list[tuple[datetime, datetime | None, str]] = []
    standing: tuple[datetime, str] | None = None
    for state, at, *_ in moments:
        instant = datetime.fromisoformat(at)
        if standing:
            pauses.append((standing[0], instant, standing[1]))
            standing = None
        if state in deadline.starts and (started is None or ended is not None):
            started, ended, pauses = instant, None, []
        elif started and ended is None and state in deadline.stops:
            ended = instant
        if started and ended is None and state in reasons:
            standing = (instant, reasons[state])
    if started is None:
        return None
    if standing:
        pauses.append((standing[0], None, standing[1]))
    return Run(started, ended, tuple(pauses))


def reckon(deadline: Deadline, run: Run, span: Span, extensions: list[Any], *, explain: bool = False) -> Reckoning:
    """When this span ends in this run; extensions are [[deadline, number, reason, at], …] in the unit of its law."""
    unit = deadline.extension.at_most.unit if deadline.extension else Unit.WORKDAY
    mine = [(Span(number, unit), why) for code, number, why, *_ in extensions if code == deadline.code]
    return due(
        span,
        run.started,
        calendar(),
        start_rule=deadline.start,
        end_roll=deadline.roll,
        pauses=list(run.pauses),
        extensions=mine,
        explain=explain,
    )


def compute(
    entry: CaseType, moments: list[list[Any]], answers: dict[str, Any], extensions: list[Any]
) -> dict[str, dict[str, Any]]:
    """Every deadline that has started: its levels as ISO instants, and whether it stands or is over.

    A limit that reaches a year whose holidays are not published is not guessed: its level is None and
    `awaits` says which year; it is reckoned when the notice is there.
    """
    found: dict[str, dict[str, Any]] = {}
    for deadline in entry.deadlines:
        run = run_of(deadline, moments)
        if run is None:
            continue
        levels: dict[str, Any] = {"started": run.started.isoformat(), "met": None, "stopped": False}
        for level, span in deadline.spans(local_date(run.started), answers).items():
            try:
                reckoning = reckon(deadline, run, span, extensions)
            except NoCalendar as unpublished:
                levels |= {level: None, "awaits": unpublished.facts}
                continue
            levels[level] = reckoning.due_at.isoformat() if reckoning.due_at else None
            levels["stopped"] |= reckoning.stopped and run.ended is None
        if run.ended:
            levels["met"] = run.ended.isoformat()
        found[deadline.code] = levels
    return found


def put(row: CaseRow) -> None:
    """Compute the dues of a row and its next due instant."""
    entry = row.entry
    row.dues = compute(entry, row.moments, row.answers, row.extensions)
    row.due_at, row.warn_at, row.due_code = None, None, ""
    for code, levels in row.dues.items():
        tightest = next((levels[level] for level in LEVELS if levels.get(level)), None)
        if levels["met"] or levels["stopped"] or tightest is None:
            continue
        at = datetime.fromisoformat(tightest)
        if row.due_at is None or at < row.due_at:
            row.due_at, row.due_code = at, code
    if row.due_at:
        row.warn_at = _warning(row)


def _warning(row: CaseRow) -> datetime:
    deadline = next(one for one in row.entry.deadlines if one.code == row.due_code)
    run = run_of(deadline, row.moments)
    assert run is not None and row.due_at is not None
    span = deadline.spans(local_date(run.started), row.answers)
    length = next(span[level] for level in LEVELS if level in span)
    if length.unit is Unit.MINUTE and deadline.warn is None:
        return row.due_at - (row.due_at - run.started) / SHORT_LEAD
    lead = next(iter(deadline.warnings), None) or (DAY_LEAD if length.value == 0 or length.unit is Unit.HOUR else LEAD)
    return max(run.started, warn_at(row.due_at, lead, calendar()))
