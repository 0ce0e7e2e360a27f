"""The week's complaints by unit: numbers, kinds, on time, second ones, replays; cut to the reader's reach."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.reach import visible
from onewindow.kernel.people.units import unit_named
from onewindow.kernel.store.statements import planned_anew
from onewindow.modules.complaints.complaint import COMPLAINT

MINE = (
    "case_type = '" + COMPLAINT.code + "' and submitted_at is not null "
    "and not (state = 'dismissed' and answers->>'ground' = 'merged')"
)
CAME = f"""
select c.unit_id, c.unit_path, c.answers->>'kind' as kind, c.answers->>'source' as source, exists (
  select 1 from cases_case o where o.case_type = c.case_type and o.id <> c.id and o.state = 'closed'
    and o.ended_at <= c.submitted_at and o.ended_at >= c.submitted_at - make_interval(days => %s)
    and ((c.parent_id is not null and o.parent_id = c.parent_id)
      or o.grams && array(select g from unnest(c.grams) g where g like 'phone:%%'))) as second
from (select * from cases_case where {{reach}} and {MINE} and submitted_at >= %s and submitted_at < %s) c
"""
DUE = f"""
select unit_id, unit_path, (dues->'rectify'->>'met')::timestamptz <= (dues->'rectify'->>'legal')::timestamptz as on_time
from cases_case where {{reach}} and {MINE} and dues ? 'rectify' and least(
  coalesce((dues->'rectify'->>'met')::timestamptz, 'infinity'), (dues->'rectify'->>'legal')::timestamptz) >= %s
  and least(coalesce((dues->'rectify'->>'met')::timestamptz, 'infinity'),
    (dues->'rectify'->>'legal')::timestamptz) < %s
"""
REPLAYS = f"""
select number, unit_id, unit_path, answers->>'kind' as kind, answers->>'result' as result,
  answers->>'happened' as happened, answers->>'why' as why, answers->>'changes' as changes
from cases_case where {{reach}} and {MINE} and answers ? 'changes'
  and (dues->'rectify'->>'met')::timestamptz >= %s and (dues->'rectify'->>'met')::timestamptz < %s
order by unit_path, id limit 200
"""


@dataclass(slots=True)
class Row:
    """One unit's week.  `due` are those answered or fallen due in it, `on_time` those of them answered in time."""

    unit_id: int | None
    unit_path: str
    came: int = 0
    second: int = 0
    due: int = 0
    on_time: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        return unit_named(self.unit_id)

    def take(self, other: Row) -> None:
        """Add another row to this one."""
        self.came += other.came
        self.second += other.second
        self.due += other.due
        self.on_time += other.on_time
        self.kinds += other.kinds
        self.sources += other.sources


def week_of(since: datetime, until: datetime, *, second_days: int, actor: Actor) -> list[Row]:
    """A row a unit in the order of the tree; merged ones are counted with the one they went into."""
    seen = visible(actor)
    found: dict[str, Row] = {}

    def row(one: dict[str, Any]) -> Row:
        return found.setdefault(one["unit_path"], Row(one["unit_id"], one["unit_path"]))

    for one in planned_anew(CAME.format(reach=seen.sql), (second_days, *seen.values, since, until)):
        unit = row(one)
        unit.came += 1
        unit.second += bool(one["second"])
        unit.kinds[one["kind"]] += 1
        unit.sources[one["source"]] += 1
    for one in planned_anew(DUE.format(reach=seen.sql), (*seen.values, since, until)):
        unit = row(one)
        unit.due += 1
        unit.on_time += bool(one["on_time"])
    return [found[path] for path in sorted(found)]


def replays(since: datetime, until: datetime, *, actor: Actor) -> list[dict[str, Any]]:
    """What was said of each that was answered in the week: what happened, why, what changes.  No persons."""
    seen = visible(actor)
    return planned_anew(REPLAYS.format(reach=seen.sql), (*seen.values, since, until))
