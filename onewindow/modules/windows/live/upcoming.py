"""The next few numbers in the order they will be called, and whether a window could call anybody."""

from __future__ import annotations

from datetime import datetime

from onewindow.kernel.ground.local_time import local_date
from onewindow.modules.windows.line.dispatch import Dispatcher
from onewindow.modules.windows.line.estimate import Busy, forecast, still_busy
from onewindow.modules.windows.models import Hall, HallCalls, Ticket
from onewindow.modules.windows.tickets.queries import AtWindow
from onewindow.modules.windows.tickets.waiting import everybody, manned, minutes, rules


def upcoming(hall: Hall, windows: list[AtWindow], *, now: datetime, most: int) -> list[str]:
    """Numbers that will be called next, soonest first: the dispatcher played forward; nothing while no window is open."""
    day = local_date(now)
    at = {one.window_id: one for one in windows}
    busy = [Busy(counter, *left(at.get(counter.window), now)) for counter in manned(hall.id, day, "open")]
    told = HallCalls.objects.filter(hall=hall, day=day).first()
    lanes, calls = (told.lanes, told.calls) if told else ([], 0)
    order = list(forecast(everybody(hall.id, day, now), busy, lanes, calls, rules(now)))[:most]
    numbers = dict(Ticket.objects.filter(id__in=order).values_list("id", "number"))
    return [numbers[one] for one in order if one in numbers]


def left(one: AtWindow | None, now: datetime) -> tuple[float, float]:
    """Minutes until a window is free, and their variance."""
    if one is None or one.ticket is None:
        return 0.0, 0.0
    since = one.ticket.served_at or one.ticket.called_at or now
    return still_busy(minutes(one.ticket.items), (now - since).total_seconds() / 60)


def could_call(hall: Hall, one: AtWindow, *, now: datetime) -> tuple[int, int]:
    """How many wait in the hall, and how many of them this window may call with the officer it has today."""
    day = local_date(now)
    counters = manned(hall.id, day, "open", "away")
    waiting = everybody(hall.id, day, now)
    here = next((counter for counter in counters if counter.window == one.window_id), None)
    if here is None:
        return len(waiting), 0
    dispatcher = Dispatcher(counters, rules(now))
    return len(waiting), sum(dispatcher.able(ticket, here) for ticket in waiting)
