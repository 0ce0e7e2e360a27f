"""When nobody answers: how long to wait, and when to stop.  Pure.

Three tries, on at least two different days, and never two within a few hours of one day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from onewindow.kernel.ground.local_time import SHANGHAI, local_date

MORNING = time(8, 30)  # nobody is called before; our own value


def gives_up(tries: Sequence[datetime], most: int) -> bool:
    """Whether these are enough to call the person not reached."""
    return len(tries) >= most and len({local_date(one) for one in tries}) > 1


def not_before(tries: Sequence[datetime], most: int, hours: int) -> datetime | None:
    """The earliest next try; the last one of a day that would be the last at all waits for another day."""
    if not tries:
        return None
    last = max(tries)
    later = last + timedelta(hours=hours)
    same_day = len({local_date(one) for one in tries}) == 1
    if (same_day and len(tries) >= most - 1) or local_date(later) != local_date(last):
        return datetime.combine(local_date(last) + timedelta(days=1), MORNING, SHANGHAI)
    return later
