"""Today against the promise: what came in, what was decided, what is late, cut to the actor's reach."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from onewindow.kernel.ground.local_time import local
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.reach import Where, visible
from onewindow.kernel.store.statements import planned_anew

OPEN = "submitted_at is not null and ended_at is null"


def _day(now: datetime) -> datetime:
    return local(now).replace(hour=0, minute=0, second=0, microsecond=0)


def _cut(actor: Actor, unit: str) -> Where:
    seen = visible(actor)
    if not unit:
        return seen
    return Where(f"({seen.sql} and unit_path >= %s and unit_path < %s)", (*seen.values, unit, unit[:-1] + "/"))


def first_row(*, actor: Actor, now: datetime, unit: str = "") -> dict[str, int]:
    """Counts: received, accepted and ended today; waiting for us, due soon and overdue now."""
    where, day = _cut(actor, unit), _day(now)
    standing = planned_anew(
        "select count(*) as open, count(*) filter (where waits_on = 'us') as waiting, "
        "count(*) filter (where due_at <= %s) as overdue, "
        "count(*) filter (where warn_at <= %s and due_at > %s) as soon "
        f"from cases_case where {where.sql} and {OPEN}",
        (now, now, now, *where.values),
    )
    moved = planned_anew(
        "select count(*) filter (where submitted_at >= %s) as received, "
        "count(*) filter (where accepted_at >= %s) as accepted, count(*) filter (where ended_at >= %s) as ended "
        f"from cases_case where {where.sql} and changed_at >= %s and submitted_at is not null",
        (day, day, day, *where.values, day),
    )
    return {**standing[0], **moved[0]}


def kept(*, actor: Actor, now: datetime, days: int = 30, unit: str = "") -> dict[str, int]:
    """Of the cases ended in these days: how many had a limit, and how many kept the promised one."""
    where = _cut(actor, unit)
    found = planned_anew(
        "select count(*) as n, count(*) filter (where kept) as kept from (select not exists (select 1 "
        "from jsonb_each(dues) d where (d.value->>'met') is not null "
        "and (d.value->>'met')::timestamptz > coalesce(d.value->>'promised', d.value->>'legal')::timestamptz) as kept "
        f"from cases_case where {where.sql} and ended_at >= %s and dues <> '{{}}'::jsonb) c",
        (*where.values, now - timedelta(days=days)),
    )
    return found[0]


def by(column: str, *, actor: Actor, now: datetime, days: int = 30, unit: str = "") -> list[dict[str, Any]]:
    """Cases received in these days by channel or case type; open ones by state."""
    where = _cut(actor, unit)
    if column == "state":
        return planned_anew(
            f"select case_type || ':' || state as key, count(*) as n from cases_case where {where.sql} and {OPEN} "
            "group by 1 order by 2 desc",
            where.values,
        )
    known = {"channel": "channel", "case_type": "case_type"}[column]
    return planned_anew(
        f"select {known} as key, count(*) as n from cases_case where {where.sql} and submitted_at >= %s "
        "group by 1 order by 2 desc",
        (*where.values, now - timedelta(days=days)),
    )


def by_district(*, actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """Open and overdue cases of every district bureau within reach."""
    where = visible(actor)
    return planned_anew(
        "select u.area_code as code, u.name, u.path, coalesce(sum(c.n), 0)::int as open, "
        "coalesce(sum(c.late), 0)::int as overdue from people_unit u left join ("
        "select left(unit_path, 10) as district, count(*) as n, count(*) filter (where due_at <= %s) as late "
        f"from cases_case where {where.sql} and {OPEN} group by 1) c on c.district = u.path "
        "where u.kind = 'district' and u.until is null group by 1, 2, 3 order by 3",
        (now, *where.values),
    )


def by_day(*, actor: Actor, now: datetime, days: int = 14, unit: str = "") -> list[dict[str, Any]]:
    """Received and ended per day, the last days first to last."""
    where, first = _cut(actor, unit), _day(now) - timedelta(days=days - 1)
    return planned_anew(
        "select (d at time zone 'Asia/Shanghai')::date as day, (select count(*) from cases_case where "
        + where.sql
        + " and submitted_at >= d "
        "and submitted_at < d + interval '1 day')::int as received "
        "from generate_series(%s::timestamptz, %s::timestamptz, interval '1 day') d order by 1",
        (*where.values, first, _day(now)),
    )
