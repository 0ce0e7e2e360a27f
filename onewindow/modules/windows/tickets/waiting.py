"""The line of a hall as the dispatcher sees it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from onewindow.kernel.store.statements import tuples
from onewindow.modules.windows.items import BY_CODE
from onewindow.modules.windows.line.dispatch import Counter, Rules, Waiting
from onewindow.modules.windows.models import Seat
from onewindow.modules.windows.staffing.queries import may_of
from onewindow.modules.windows.values import values

EARLY = timedelta(minutes=15)
"""Who booked and comes earlier than that stands in the ordinary line until then."""
TURNOVER = 1.0
"""Minutes between two at one window: walking there, sitting down (ours; nothing is published)."""
LINE = """
select id, case when early then 'ordinary' else lane end as lane,
  extract(epoch from case when early then taken_at else rank end)::float8 as rank, items,
  case when only_window then window_id end as only_window, not_before_call
from (select t.*, lane = 'booked' and rank > %(soon)s as early from ow_windows_ticket t
      where hall_id = %(hall)s and day = %(day)s and state in ('waiting', 'transferred')) t
"""
HEADS = f"""
select distinct on (lane, items, only_window, not_before_call > %(calls)s) * from ({LINE}) l
order by lane, items, only_window, not_before_call > %(calls)s, rank, id
"""


def heads(hall_id: int, day: date, now: datetime, calls: int) -> list[Waiting]:
    """The first of each kind of ticket: all that the dispatcher needs to choose, whatever the length of the line."""
    return _read(HEADS, {"hall": hall_id, "day": day, "soon": now + EARLY, "calls": calls})


def everybody(hall_id: int, day: date, now: datetime) -> list[Waiting]:
    """Every ticket in the line, in no order."""
    return _read(LINE, {"hall": hall_id, "day": day, "soon": now + EARLY})


def _read(sql: str, given: dict[str, Any]) -> list[Waiting]:
    found = []
    for row in tuples(sql, given):
        items = row.items if isinstance(row.items, list) else json.loads(row.items)
        found.append(
            Waiting(row.id, row.lane, row.rank, frozenset(items), row.not_before_call, row.only_window, minutes(items))
        )
    return found


def minutes(items: Iterable[str]) -> float:
    """How long these items take at a window, one after the other, with the way there."""
    return TURNOVER + sum(BY_CODE[item].minutes for item in items)


def rules(now: datetime) -> Rules:
    """The city's rules for the order of calls."""
    told = values(now)
    return Rules(float(told["queue.privileged_share"]), int(told["queue.share_of"]))


def manned(hall_id: int, day: date, *states: str) -> list[Counter]:
    """Windows of the hall with somebody at them, in these states, and what each may handle."""
    seats = Seat.objects.filter(window__hall_id=hall_id, state__in=states, account_id__isnull=False)
    found = list(seats.order_by("window_id").values_list("window_id", "window__kind", "account_id"))
    may = may_of([account for *_, account in found if account], day)
    return [Counter(window, kind, may[account]) for window, kind, account in found if account]
