"""The filter as statements: a batch copied in, sorted out against what we hold, written once.

One batch at a time (an advisory lock), so that two that come together do not both issue the same matter.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from onewindow.kernel.store.statements import execute, rows
from onewindow.modules.directives.intake.reasons import ALLOWED, RANK

COLUMNS = "row_no, source, category, level, place, matter, payload, basis, due_at, sealed"
STAGE = """
create temp table ow_incoming (
  id bigint default nextval('ow_directives_push_id_seq'), row_no int, source text, category text, level text, place text,
  matter bytea, payload bytea, basis text, due_at timestamptz, sealed bytea
) on commit drop
"""
LOCK = "select pg_advisory_xact_lock(hashtextextended('directives.intake', 0))"
SORT_OUT = """
with judged as (
  select i.*, case
    when btrim(i.basis) = '' then 'no_basis'
    when a.source is null then 'beyond_duty'
    when p.code is null then 'no_such_place'
    when i.due_at <= %(now)s then 'expired'
    when exists (select 1 from ow_directives_push e where e.payload = i.payload)
      or row_number() over (partition by i.payload order by i.row_no) > 1 then 'again'
    when exists (select 1 from ow_directives_push e where e.matter = i.matter and e.outcome = 'issued' and e.answered
      and e.ended_at >= %(known)s) then 'known'
    else '' end as why
  from ow_incoming i
  left join unnest(%(sources)s::text[], %(categories)s::text[]) as a(source, category)
    on a.source = i.source and a.category = i.category
  left join people_place p on p.code = i.place
), met as (
  select j.*, o.id as open_id from judged j
  left join (select matter, min(id) as id from ow_directives_push where outcome = 'issued' and ended_at is null
    group by matter) o on o.matter = j.matter and j.why = ''
), ranked as (
  select m.*, first_value(m.id) over (partition by m.matter, m.why = '' and m.open_id is null
    order by array_position(%(ranked)s::text[], m.level), m.due_at nulls last, m.payload) as first_id
  from met m
)
insert into ow_directives_push (id, batch_id, row_no, source, category, level, place, matter, payload, basis, due_at,
  sealed, outcome, reason, into_id, answered)
select id, %(batch)s, row_no, source, category, level, place, matter, payload, basis, due_at, sealed,
  case when why <> '' then 'stopped' when open_id is not null or first_id <> id then 'merged' else 'issued' end,
  why, case when why <> '' then null when open_id is not null then open_id when first_id <> id then first_id end, false
from ranked
"""
COUNTS = "select outcome, reason, count(*) as n from ow_directives_push where batch_id = %s group by outcome, reason"


def sort_in(batch_id: int, pushes: Iterable[tuple[Any, ...]], *, now: datetime, known_days: int) -> dict[str, int]:
    """Copy these rows (in the order of COLUMNS) in and sort them out; inside the caller's transaction."""
    execute(LOCK)
    execute("drop table if exists pg_temp.ow_incoming")  # of an earlier batch in the same transaction
    execute(STAGE)
    copy_in(pushes)
    execute("analyze ow_incoming")
    pairs = [(source, category) for source, several in ALLOWED.items() for category in several]
    execute(
        SORT_OUT,
        {
            "now": now,
            "known": now - timedelta(days=known_days),
            "batch": batch_id,
            "sources": [source for source, _ in pairs],
            "categories": [category for _, category in pairs],
            "ranked": sorted(RANK, key=lambda level: -RANK[level]),
        },
    )
    return counted(batch_id)


def copy_in(pushes: Iterable[tuple[Any, ...]]) -> None:
    """COPY them into the stage, binary."""
    connection.ensure_connection()
    with connection.connection.cursor() as cursor, cursor.copy(f"copy ow_incoming ({COLUMNS}) from stdin") as copy:
        for row in pushes:
            copy.write_row(row)


def counted(batch_id: int) -> dict[str, int]:
    """How many became what: issued, merged, and stopped by reason."""
    found = rows(COUNTS, (batch_id,))
    return {row["reason"] or row["outcome"]: int(row["n"]) for row in found}
