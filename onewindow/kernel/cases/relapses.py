"""Matters that came back: the case of today, and the one that was closed before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.journal import readings
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.reach import visible
from onewindow.kernel.store.statements import planned_anew

SQL = """
select c.id, c.number, c.case_type, c.edition, c.title, c.state, c.person_id, c.submitted_at,
  c.facts->>'relapse_of' as before, coalesce(u.name, '') as unit
from (select * from cases_case where {seen} and case_type = %s and submitted_at >= %s and submitted_at < %s
  and facts ? 'relapse_of' and starts_with(unit_path, %s) order by id desc limit {limit}) c
left join people_unit u on u.id = c.unit_id order by c.id desc
"""


@dataclass(frozen=True, slots=True)
class Relapse:
    """One that came back; `before` is the number of the one that was closed."""

    id: int
    number: str
    case_type: str
    edition: str
    title: str
    state: str
    person_id: int | None
    submitted_at: datetime
    before: str
    unit: str

    @property
    def entry(self) -> CaseType:
        """The edition it lives under."""
        return shelf().entry(self.case_type, self.edition)


def relapses(
    case_type: str, *, actor: Actor, now: datetime, since: datetime, until: datetime, unit: str = "", limit: int = 30
) -> list[Relapse]:
    """The newest within reach; a member of staff leaves a line in the readings."""
    seen = visible(actor)
    sql = SQL.format(seen=seen.sql, limit=int(limit))
    found = [Relapse(**row) for row in planned_anew(sql, (*seen.values, case_type, since, until, unit))]
    if actor.staff:
        readings.note(
            now=now,
            actor_id=actor.id,
            actor_name=actor.name,
            actor_unit=actor.held[0].unit_name,
            actor_role=actor.held[0].role,
            persons=[one.person_id for one in found],
            how="list",
            purpose="反弹的件",
        )
    return found
