"""Limits that were missed: the steps that the handbook leaves to the system are taken, each once for each limit."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

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


def take_overdue_steps(*, now: datetime) -> int:
    """Every step that has come due, in batches; how many were taken.  One that is refused does not stop the rest."""
    types = sorted({code for code, entry in shelf().current.items() if _of(entry.steps)})
    taken, after = 0, 0
    while types:
        found = planned_anew(LATE, {"now": now, "types": types, "after": after, "most": MOST})
        for values in found:
            taken += _late(read(values), now)
        if len(found) < MOST:
            break
        after = found[-1]["id"]
    return taken


def _late(row: CaseRow, now: datetime) -> int:
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
    return [step for step in steps if step.when_overdue is not None and not step.retired]


def _due(row: CaseRow, step: Step, now: datetime) -> bool:
    """Whether so long has passed since the limit that is missed now, and the step was not taken for it."""
    if row.due_at is None or row.facts.get("reminded", {}).get(step.code) == acts.missed(row):
        return False
    assert step.when_overdue is not None
    if step.when_overdue.value == 0:
        return row.due_at <= now
    try:
        end = due(step.when_overdue, row.due_at, calendar(), start_rule=Start.NEXT_DAY, end_roll=EndRoll.NEXT_WORKDAY)
    except NoCalendar:
        return False
    return end.due_at is not None and end.due_at <= now
