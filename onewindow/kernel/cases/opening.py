"""A case opened by the system beside another, in the same transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.kernel.cases import dues
from onewindow.kernel.cases.drafts import born
from onewindow.kernel.cases.intake import words_of
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.cases.writing import CREATE, store
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.journal.actions import Entry
from onewindow.kernel.people.actor import SYSTEM_ACTOR


def open_case(
    case_type: str,
    *,
    parent: CaseRow,
    now: datetime,
    answers: dict[str, Any],
    reason: str,
    unit_path: str | None = None,
    unit_id: int | None = None,
) -> int:
    """Open a sibling that starts at once in the second state of its type; the id of the new case.

    It inherits applicant, place and unit, and is written in the caller's transaction, so both
    exist or neither does.
    """
    entry = shelf().entry(case_type)
    row = born(entry, actor=SYSTEM_ACTOR, now=now, channel="system")
    row.parent_id, row.visit = parent.id, parent.visit
    row.person_id, row.organisation_id, row.applicant_name = (
        parent.person_id,
        parent.organisation_id,
        parent.applicant_name,
    )
    row.place = parent.place
    row.unit_id, row.unit_path = unit_id or parent.unit_id, unit_path or parent.unit_path
    row.answers, row.submitted_at = dict(answers), now
    if entry.opened_by == "applicant":
        row.state, row.waits_on = entry.states[1].code, entry.states[1].waits_on.value
        row.moments = [[row.state, now.isoformat(), "open", 0]]
    row.grams = words_of(row)
    dues.put(row)
    store(
        CREATE,
        row,
        Entry(
            at=now,
            about="case",
            subject_id=row.id,
            act="open",
            kind=case_type,
            event=f"{case_type}.open",
            to_state=row.state,
            actor_id=0,
            actor_name="系统",
            role="system",
            unit_path=row.unit_path,
            facts={"reason": reason, "parent": parent.id},
        ),
    )
    return row.id
