"""The next few numbers in the order they will be called, and whether a window could call anybody."""

from __future__ import annotations

from datetime import datetime

from onewindow.kernel.ground.local_time import local_date
from onewindow.modules.windows.line.dispatch import Dispatcher
from onewindow.modules.windows.models import Hall, Ticket
from onewindow.modules.windows.tickets.foresight import next_few
from onewindow.modules.windows.tickets.queries import AtWindow
from onewindow.modules.windows.tickets.waiting import everybody, manned, rules


def upcoming(hall: Hall, *, now: datetime, most: int) -> list[str]:
    """Numbers that will be called next, soonest first: the dispatcher played forward; none while no window is open."""
    order = next_few(hall, now, most)
    numbers = dict(Ticket.objects.filter(id__in=order).values_list("id", "number"))
    return [numbers[one] for one in order if one in numbers]


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
