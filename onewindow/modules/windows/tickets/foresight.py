"""The estimate of a whole hall at one moment, from what is in the database."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from threading import Lock
from typing import Any

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.store.statements import one
from onewindow.modules.windows.line.dispatch import Waiting
from onewindow.modules.windows.line.estimate import VARIES, Busy, Coming, Estimate, forecast, soonest, still_busy
from onewindow.modules.windows.line.lanes import PRIVILEGED
from onewindow.modules.windows.models import Hall, HallCalls, Ticket
from onewindow.modules.windows.models.visits import AT_WINDOW
from onewindow.modules.windows.tickets.waiting import everybody, manned, minutes, rules

LAST = timedelta(hours=1)
"""How far back the arrivals of the privileged are counted."""
FRESH = 20
"""Seconds after which the clock alone makes an estimate old."""
MOVED = """
select (select count(*) from ow_windows_ticket where hall_id = %(hall)s and day = %(day)s) as tickets,
  (select sum(version) + sum(hashtext(token)::bigint) from ow_windows_ticket where hall_id = %(hall)s and day = %(day)s) as moves,
  (select calls from ow_windows_hallcalls where hall_id = %(hall)s and day = %(day)s) as calls,
  (select string_agg(s.window_id || s.state || coalesce(s.account_id, 0), ',' order by s.window_id)
     from ow_windows_seat s join ow_windows_window w on w.id = s.window_id where w.hall_id = %(hall)s) as seats
"""
_kept: dict[int, tuple[tuple[Any, ...], dict[int, Estimate]]] = {}
_one_reckons = Lock()
"""The other phones wait for the answer: eight threads that all reckon it are eight times as late."""


def foresee(hall: Hall, now: datetime, extra: Waiting | None = None) -> dict[int, Estimate]:
    """An estimate for each waiting ticket that an open window may call; `extra` waits as well."""
    day = local_date(now)
    windows = busy(hall.id, day, now)
    line = everybody(hall.id, day, now)
    if extra is not None:
        line.append(extra)
    if not windows or not line:
        return {}
    return forecast(line, windows, *_calls(hall, day), rules(now), _coming(hall.id, day, now))


def foreseen(hall: Hall, now: datetime) -> dict[int, Estimate]:
    """The same, kept for as long as nothing in the hall moves: a hundred phones ask after every call."""
    with _one_reckons:
        row = one(MOVED, {"hall": hall.id, "day": local_date(now)})
        assert row is not None
        mark = (*row.values(), int(now.timestamp() // FRESH))
        kept = _kept.get(hall.id)
        if kept is None or kept[0] != mark:
            kept = _kept[hall.id] = (mark, foresee(hall, now))
        return kept[1]


def next_few(hall: Hall, now: datetime, most: int) -> list[int]:
    """Ids of those who are called next, the soonest first; nobody while no window is open."""
    day = local_date(now)
    return soonest(everybody(hall.id, day, now), busy(hall.id, day, now), *_calls(hall, day), rules(now), most)


def _calls(hall: Hall, day: date) -> tuple[dict[int, list[str]], int]:
    count = HallCalls.objects.filter(hall_id=hall.id, day=day).first()
    return (count.called, count.calls) if count else ({}, 0)


def busy(hall_id: int, day: date, now: datetime) -> list[Busy]:
    """The windows that call now, and how long each still has somebody."""
    there = {
        ticket["window_id"]: _left(dict(ticket), now)
        for ticket in Ticket.objects.filter(hall_id=hall_id, day=day, state__in=AT_WINDOW).values(
            "window_id", "items", "served_at"
        )
    }
    return [Busy(at, *there.get(at.window, (0.0, 0.0))) for at in manned(hall_id, day, "open")]


def _left(ticket: dict[str, Any], now: datetime) -> tuple[float, float]:
    expected = minutes(ticket["items"])
    if ticket["served_at"] is None:
        return expected, VARIES * expected**2
    return still_busy(expected, (now - ticket["served_at"]).total_seconds() / 60)


def _coming(hall_id: int, day: date, now: datetime) -> Coming:
    """As many privileged tickets as came in the last hour, with the minutes they had."""
    recent = Ticket.objects.filter(hall_id=hall_id, day=day, lane__in=PRIVILEGED, taken_at__gt=now - LAST)
    found = [minutes(items) for items in recent.values_list("items", flat=True)]
    if not found:
        return Coming()
    return Coming(len(found) / (LAST.total_seconds() / 60), sum(found) / len(found))
