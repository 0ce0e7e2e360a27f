"""Lists, counts and search over a large city: p95 for a clerk, a district chief and the city."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

import psycopg

FILL = """
insert into cases_case (number, case_type, edition, title, state, waits_on, version, channel, person_id, applicant_name,
  filed_by, unit_id, unit_path, place, answers, facts, papers, marks, moments, hands, dues, extensions, head, resume_code,
  opened_at, submitted_at, accepted_at, ended_at, changed_at, due_at, warn_at, due_code, grams)
select 'fill-' || n, (array['residence.permit','records.certificate','borderpass.pass'])[1 + n %% 3], '2016', '居住证申领',
  case when n %% 20 = 0 then 'received' else 'issued' end, case when n %% 20 = 0 then 'us' else 'nobody' end, 3, 'phone',
  null, '合成人' || n, 0, u.id, u.path, '320402004001', '{}', '{}', '{}', '{}', '[]', '{}', '{}', '[]', '\\x00', '',
  t.at, t.at, t.at, case when n %% 20 = 0 then null else t.at + interval '2 day' end, t.at + interval '2 day',
  case when n %% 20 = 0 then now() + (n %% 480) * interval '1 hour' - interval '3 day' end,
  case when n %% 20 = 0 then now() + (n %% 480) * interval '1 hour' - interval '4 day' end, 'issue',
  array['居住','住证','证申','申领', '合成', 'fill', 'p' || n %% 50000, substr('天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏', 1 + n %% 23, 2)]
from generate_series(%(first)s::int, %(last)s::int) n
cross join lateral (select now() - (n %% 365) * interval '1 day' as at) t
join (select id, path, row_number() over (order by path) - 1 as nth, count(*) over () as many from people_unit
      where kind = 'station') u on u.nth = n %% u.many
order by n
"""
BATCH = 100_000


def fill(cases: int) -> None:
    """Add so many finished and open cases, one in twenty open, spread over the stations of the small city."""
    from django.db import connection

    from onewindow.kernel.people.models import Unit
    from onewindow.kernel.people.tree import add_unit

    for district in Unit.objects.filter(kind="district"):
        for nth in range(28):
            add_unit(
                f"{district.code[:6]}9{nth:02d}000", f"第{nth}派出所", "station", parent=district, since=district.since
            )
    with connection.cursor() as cursor:
        for first in range(0, cases, BATCH):
            cursor.execute(FILL, {"first": first, "last": min(first + BATCH, cases) - 1})
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute("vacuum analyze cases_case")  # PostgreSQL skips it, with a warning, for anybody but the owner


def figures(times: int = 40) -> dict[str, dict[str, float]]:
    """p95 in milliseconds of the first page, the counts and two searches, by who asks."""
    from django.utils import timezone

    from onewindow.kernel.cases import queries
    from onewindow.kernel.people.models import Account
    from onewindow.kernel.people.queries import actor_by_account

    now = timezone.now()
    found: dict[str, dict[str, float]] = {}
    for who, name in (("clerk", "wang"), ("district", "chen"), ("city", "he")):
        actor = actor_by_account(Account.objects.get(username=name).id, now)
        assert actor is not None
        asked: dict[str, Callable[[], Any]] = {
            "page": lambda actor=actor: queries.page(actor=actor, now=now, bucket="todo", limit=50),  # type: ignore[misc]
            "counts": lambda actor=actor: queries.counts(actor=actor, now=now),  # type: ignore[misc]
            "search_rare": lambda actor=actor: queries.page(actor=actor, now=now, bucket="all", text="洪荒", limit=50),  # type: ignore[misc]
            "search_common": lambda actor=actor: queries.page(
                actor=actor, now=now, bucket="all", text="居住证", limit=50
            ),  # type: ignore[misc]
        }
        found[who] = {what: p95(ask, times) for what, ask in asked.items()}
    return found


def p95(ask: Callable[[], Any], times: int) -> float:
    """The 95th percentile in milliseconds, after two calls that warm up."""
    took = []
    for nth in range(times + 2):
        began = time.perf_counter()
        ask()
        if nth >= 2:
            took.append((time.perf_counter() - began) * 1e3)
    return round(sorted(took)[int(0.95 * len(took)) - 1], 1)
