"""Reading kinds and defects, cut to the reader's reach; neither names a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.reach import visible
from onewindow.kernel.store.statements import planned_anew
from onewindow.modules.unsolved.defect import DEFECT
from onewindow.modules.unsolved.report import REPORT

KINDS = (
    "select answers->>'category' as category, coalesce(nullif(answers->>'entry', ''), answers->>'matter') as matter, "
    "count(*) as n from cases_case where {reach} and case_type = %s and submitted_at >= %s and submitted_at < %s "
    "and state <> 'dismissed' group by 1, 2 order by n desc, 1, 2 limit 30"
)
DEFECTS = (
    "select number, state, submitted_at, ended_at, answers->>'kind' as kind, answers->>'month' as month, "
    "(answers->>'count')::int as count, coalesce(facts->>'changed', '') as changed from cases_case "
    "where {reach} and case_type = %s and submitted_at is not null order by id desc limit 100"
)


@dataclass(frozen=True, slots=True)
class Defect:
    """One request to change the handbook; `days` from proposal to its end, None while it is open."""

    number: str
    state: str
    kind: str
    month: str
    count: int
    changed: str
    proposed_at: datetime
    days: int | None


def kinds(since: datetime, until: datetime, *, actor: Actor) -> list[dict[str, Any]]:
    """Reports by kind, most first."""
    seen = visible(actor)
    return planned_anew(KINDS.format(reach=seen.sql), (*seen.values, REPORT.code, since, until))


def defects(*, actor: Actor) -> list[Defect]:
    """The last hundred, newest first."""
    seen = visible(actor)
    return [_defect(row) for row in planned_anew(DEFECTS.format(reach=seen.sql), (*seen.values, DEFECT.code))]


def _defect(row: dict[str, Any]) -> Defect:
    ended = row.pop("ended_at")
    at = row.pop("submitted_at")
    return Defect(**row, proposed_at=at, days=(local_date(ended) - local_date(at)).days if ended else None)
