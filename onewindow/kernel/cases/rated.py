"""Ratings counted by unit: those that count, those flagged, those struck; an unrated case is nobody's satisfaction.

Flagged is a rating that may not be the applicant's own: given within `too_soon` seconds of the end, or from a
device from which more than `same_device` people rated that day.  Struck is one whose case has a case of type
`struck_by` that was dismissed: the rating stays, and leaves the share.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.reach import visible
from onewindow.kernel.store.statements import planned_anew

COUNTED = """
with finished as materialized (
  select id, unit_id, unit_path from cases_case where {reach} and ended_at >= %s and ended_at < %s
    and submitted_at is not null and channel <> 'system' and (person_id is not null or organisation_id is not null)
), given as (
  select r.case_id, r.level, r.follow_up, r.seconds_after < %s or (r.device <> '' and (
      select count(distinct o.by) from cases_rating o
      where o.device = r.device and o.at > r.at - interval '1 day' and o.at < r.at + interval '1 day') > %s) as flagged,
    exists (select 1 from cases_case d where d.parent_id = r.case_id and d.case_type = %s and d.state = 'dismissed')
      as struck
  from cases_rating r join finished f on f.id = r.case_id
)
select f.unit_id, min(f.unit_path) as unit_path, count(distinct f.id) as ended,
  count(*) filter (where g.level is not null and not g.follow_up) as rated,
  count(*) filter (where not g.follow_up and g.flagged) as flagged,
  count(*) filter (where not g.follow_up and g.struck and not g.flagged) as struck,
  count(*) filter (where not g.follow_up and not g.flagged and not g.struck and g.level <= 3) as good,
  count(*) filter (where not g.follow_up and not g.flagged and not g.struck and g.level >= 4) as bad,
  count(*) filter (where g.follow_up) as follow_ups
from finished f left join given g on g.case_id = f.id group by f.unit_id order by unit_path
"""


@dataclass(frozen=True, slots=True)
class Rated:
    """The ratings of one unit's finished cases: ended = not rated + flagged + struck + good + bad."""

    unit_id: int | None
    unit_path: str
    ended: int
    rated: int
    flagged: int
    struck: int
    good: int
    bad: int
    follow_ups: int

    @property
    def n(self) -> int:
        """First ratings that count."""
        return self.good + self.bad


def rated(
    *, actor: Actor, since: datetime, until: datetime, too_soon: int, same_device: int, struck_by: str
) -> list[Rated]:
    """By unit, in the order of the tree: what applicants said of cases that ended from `since` to before `until`."""
    seen = visible(actor)
    values = (*seen.values, since, until, too_soon, same_device, struck_by)
    return [Rated(**row) for row in planned_anew(COUNTED.format(reach=seen.sql), values)]
