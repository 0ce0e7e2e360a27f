"""The cases of one visit: where each went and how it stands, for the room that keeps visits.

Nothing personal is told, so nothing is noted; the caller has checked that the visit is the asker's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from onewindow.kernel.cases.drafts import take_over
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.store.statements import rows

SQL = """
select c.id, c.visit, c.number, c.case_type, c.edition, c.state, coalesce(u.name, '') as unit,
  c.submitted_at, c.accepted_at, c.ended_at, c.due_at
from cases_case c left join people_unit u on u.id = c.unit_id where c.id = any(%s)
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """One case as a visit shows it: `unit` handles it now."""

    id: int
    visit: int | None
    number: str
    case_type: str
    edition: str
    state: str
    unit: str
    submitted_at: datetime | None
    accepted_at: datetime | None
    ended_at: datetime | None
    due_at: datetime | None

    @property
    def entry(self) -> CaseType:
        """The edition it was opened under."""
        return shelf().entry(self.case_type, self.edition)


def standing(case_ids: Iterable[int]) -> dict[int, Standing]:
    """How these cases stand, by id."""
    wanted = sorted(set(case_ids))
    return {row["id"]: Standing(**row) for row in rows(SQL, (wanted,))} if wanted else {}


def take_along(case_ids: Iterable[int], *, actor: Actor, now: datetime) -> None:
    """Drafts that another clerk began for this visit go on with the clerk who has it now."""
    found = rows(
        "select number, resume_code from cases_case where id = any(%s) and submitted_at is null "
        "and ended_at is null and filed_by <> %s order by id",
        (sorted(set(case_ids)), actor.id),
    )
    for row in found:
        take_over(row["number"], row["resume_code"], actor=actor, now=now)
