"""The numbers of a hall over some days, each in SQL over the room's own tables.

The same numbers are reckoned a second way in the tests, in plain Python from the lines of the journal.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from onewindow.kernel.store.statements import planned_anew
from onewindow.modules.windows.figures import definitions as d
from onewindow.modules.windows.figures.figure import Figure, divided, quantile

LOCAL = "at time zone 'Asia/Shanghai'"
TICKETS = """
select count(*) filter (where first_called_at is not null) as called,
  coalesce(sum(extract(epoch from first_called_at - taken_at)) / 60, 0)::float8 as waited,
  (percentile_cont(0.9) within group (order by extract(epoch from first_called_at - taken_at))
    filter (where first_called_at is not null) / 60)::float8 as wait_p90,
  count(*) filter (where state in ('done', 'left', 'missed')) as over,
  count(*) filter (where state in ('left', 'missed') and served_at is null) as gone
from ow_windows_ticket where hall_id = %(hall)s and day between %(since)s and %(until)s
"""
SERVED = """
select count(*) as n, coalesce(sum(minutes), 0)::float8 as served,
  (percentile_cont(0.9) within group (order by minutes))::float8 as p90
from (select sum(extract(epoch from s.ended_at - s.started_at)) / 60 as minutes
  from ow_windows_ticket t join ow_windows_sitting s on s.ticket_id = t.id and s.ended_at is not null
  where t.hall_id = %(hall)s and t.day between %(since)s and %(until)s and t.state = 'done' group by t.id) one
"""
BOOKED = f"""
select count(*) filter (where state = 'missed') as missed, count(*) as n from ow_windows_booking
where hall_id = %(hall)s and (starts {LOCAL})::date between %(since)s and %(until)s and state in ('arrived', 'missed')
"""
MATTERS = """
select count(*) as n, count(*) filter (where m.outcome = 'on_the_spot') as spot,
  count(*) filter (where m.outcome in ('on_the_spot', 'accepted')) as managed,
  count(*) filter (where m.outcome in ('on_the_spot', 'accepted')
    and not exists (select from ow_windows_sitting h where h.ticket_id = t.id and h.ended_by = 'held')
    and not exists (select from ow_windows_matter e join ow_windows_ticket et on et.id = e.ticket_id
      where e.item = m.item and e.outcome = 'missing_paper' and e.at < m.at and e.at >= m.at - interval '30 days'
        and coalesce(e.person_id, et.person_id) = coalesce(m.person_id, t.person_id))) as at_once
from ow_windows_matter m join ow_windows_ticket t on t.id = m.ticket_id
where t.hall_id = %(hall)s and t.day between %(since)s and %(until)s and m.outcome <> ''
"""
SAT = f"""
select count(*) as n, count(*) filter (where s.after_hours) as after,
  coalesce(sum(greatest(extract(epoch from coalesce(s.ended_at, %(now)s) - s.started_at), 0)) / 3600, 0)::float8 as hours,
  count(*) filter (where s.ended_by = 'done') as done
from ow_windows_sitting s join ow_windows_ticket t on t.id = s.ticket_id
where t.hall_id = %(hall)s and (s.started_at {LOCAL})::date between %(since)s and %(until)s
"""
PLANNED = f"""
select count(*) as n, count(*) filter (where kind = 'after_hours') as after_n,
  (coalesce(sum(seconds), 0) / 3600)::float8 as hours,
  (coalesce(sum(seconds) filter (where kind = 'after_hours'), 0) / 3600)::float8 as after
from (select h.kind, extract(epoch from h.till - h.since) - coalesce((
    select sum(extract(epoch from greatest(interval '0', least(h.till, h.day + (b->>1)::time)
      - greatest(h.since, h.day + (b->>0)::time)))) from jsonb_array_elements(h.breaks) b), 0) as seconds
  from (select s.kind, s.breaks, (lower(s.during) {LOCAL})::date as day, lower(s.during) {LOCAL} as since,
      least(upper(s.during), %(now)s) {LOCAL} as till
    from ow_windows_shift s where s.hall_id = %(hall)s and s.window_id is not null
      and (lower(s.during) {LOCAL})::date between %(since)s and %(until)s and lower(s.during) < %(now)s) h) one
"""
BY_DAY = """
select day, count(*) as n, count(*) filter (where first_called_at is not null) as called,
  (percentile_cont(0.9) within group (order by extract(epoch from first_called_at - taken_at))
    filter (where first_called_at is not null) / 60)::float8 as p90
from ow_windows_ticket where hall_id = %(hall)s and day between %(since)s and %(until)s group by day order by day
"""
BY_HOUR = f"""
select extract(hour from taken_at {LOCAL})::int as hour, count(*) as n,
  (avg(extract(epoch from first_called_at - taken_at)) / 60)::float8 as wait
from ow_windows_ticket where hall_id = %(hall)s and day between %(since)s and %(until)s group by 1 order by 1
"""
BY_ITEM = """
select m.item, count(*) as n from ow_windows_matter m join ow_windows_ticket t on t.id = m.ticket_id
where t.hall_id = %(hall)s and t.day between %(since)s and %(until)s and m.outcome <> '' group by 1 order by 2 desc, 1
"""


def figures_of(hall_id: int, since: date, until: date, *, now: datetime) -> list[Figure]:
    """Every number of the hall for these days, both included; in the order of `definitions.ALL`."""
    asked = {"hall": hall_id, "since": since, "until": until, "now": now}
    tickets, served, booked, matters, sat, planned = (
        planned_anew(sql, asked)[0] for sql in (TICKETS, SERVED, BOOKED, MATTERS, SAT, PLANNED)
    )
    return [
        divided(d.WAIT_MEAN, tickets["waited"], tickets["called"]),
        quantile(d.WAIT_P90, tickets["wait_p90"], tickets["called"]),
        divided(d.SERVICE_MEAN, served["served"], served["n"]),
        quantile(d.SERVICE_P90, served["p90"], served["n"]),
        divided(d.ABANDONED, tickets["gone"], tickets["over"]),
        divided(d.NO_SHOW, booked["missed"], booked["n"]),
        divided(d.ON_THE_SPOT, matters["spot"], matters["n"]),
        divided(d.ONE_VISIT, matters["at_once"], matters["managed"]),
        divided(d.UTILISATION, sat["hours"], planned["hours"], planned["n"]),
        divided(d.PER_HOUR, sat["done"], planned["hours"], sat["done"]),
        divided(d.AFTER_HOURS, planned["after"], planned["hours"], planned["n"]),
        divided(d.AFTER_VISITS, sat["after"], sat["n"]),
    ]


def over_days(hall_id: int, since: date, until: date) -> list[dict[str, Any]]:
    """Tickets and the 90th percentile of the wait, day by day; days without a ticket are missing."""
    return planned_anew(BY_DAY, {"hall": hall_id, "since": since, "until": until})


def over_hours(hall_id: int, since: date, until: date) -> list[dict[str, Any]]:
    """Tickets taken and their mean wait by hour of the day."""
    return planned_anew(BY_HOUR, {"hall": hall_id, "since": since, "until": until})


def over_items(hall_id: int, since: date, until: date) -> list[dict[str, Any]]:
    """How often each item was done."""
    return planned_anew(BY_ITEM, {"hall": hall_id, "since": since, "until": until})
