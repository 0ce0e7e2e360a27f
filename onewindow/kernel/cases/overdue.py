"""Limits that pass or were missed: the steps that the handbook leaves to the system, each once for each limit."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from onewindow.kernel.calendar.published import calendar
from onewindow.kernel.cases import actions, acts
from onewindow.kernel.cases.row import COLUMNS, CaseRow, read
from onewindow.kernel.ground.due import due
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.ground.spans import EndRoll, Start
from onewindow.kernel.ground.workdays import NoCalendar
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.handbook.steps import Step
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.store.statements import planned_anew

log = logging.getLogger(__name__)
MOST = 500
LATE = (
    f"select {COLUMNS} from cases_case where submitted_at is not null and ended_at is null "
    "and due_at <= %(now)s and case_type = any(%(types)s) and id > %(after)s order by id limit %(most)s"
)

STARTED = "(dues->due_code->>'started')::timestamptz"
EARLY = (
    f"select {COLUMNS} from cases_case where submitted_at is not null and ended_at is null "
    f"and due_at > %(now)s and {STARTED} + (due_at - {STARTED}) * %(share)s / 100.0 <= %(now)s "
    "and case_type = %(code)s and id > %(after)s order by id limit %(most)s"
)


def take_overdue_steps(*, now: datetime) -> int:
    """Every step that has come due, in batches; how many were taken.  One that is refused does not stop the rest."""
    late = sorted({code for code, entry in shelf().current.items() if _of(entry.steps)})
    early = {
        code: min(shares)
        for code, entry in shelf().current.items()
        if (shares := [step.when_passed for step in _of(entry.steps) if step.when_passed])
    }
    taken = _all(LATE, {"types": late}, now) if late else 0
    for code, share in early.items():
        taken += _all(EARLY, {"code": code, "share": share}, now)
    return taken


def _all(sql: str, values: dict[str, Any], now: datetime) -> int:
    taken, after = 0, 0
    while True:
        found = planned_anew(sql, {**values, "now": now, "after": after, "most": MOST})
        for one in found:
            taken += _steps_of(read(one), now)
        if len(found) < MOST:
            break
        after = found[-1]["id"]
    return taken


def _steps_of(row: CaseRow, now: datetime) -> int:
    taken = 0
    for step in _of(row.entry.steps_from(row.state)):
        if not _due(row, step, now):
            continue
        key = f"{step.code}:{row.id}:{acts.missed(row)}"
        try:
            actions.take(
                step.code, case_id=row.id, actor=SYSTEM_ACTOR, now=now, key=key, case_type=row.case_type
            )  # fmt: skip
        except Refusal as refusal:
            log.warning("%s of %s was refused: %s", step.code, row.number, refusal.code)
            continue
        taken += 1
    return taken


def _of(steps: Sequence[Step]) -> list[Step]:
    return [step for step in steps if (step.when_overdue is not None or step.when_passed) and not step.retired]


def _due(row: CaseRow, step: Step, now: datetime) -> bool:
    """Whether so much of the limit, or so long since it was missed, has passed, and the step was not taken for it."""
    if row.due_at is None or row.facts.get("reminded", {}).get(step.code) == acts.missed(row):
        return False
    if step.when_passed:
        return _passed(row, step.when_passed) <= now < row.due_at
    assert step.when_overdue is not None
    if step.when_overdue.value == 0:
        return row.due_at <= now
    try:
        end = due(step.when_overdue, row.due_at, calendar(), start_rule=Start.NEXT_DAY, end_roll=EndRoll.NEXT_WORKDAY)
    except NoCalendar:
        return False
    return end.due_at is not None and end.due_at <= now


def _passed(row: CaseRow, percent: int) -> datetime:
    """The instant at which so much of the limit that runs out first has passed."""
    assert row.due_at is not None
    started = datetime.fromisoformat(row.dues[row.due_code]["started"])
    return started + (row.due_at - started) * percent / 100
