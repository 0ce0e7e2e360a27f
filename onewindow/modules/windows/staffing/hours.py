"""When a hall is open on a day: its own hours on working days, after-hours service beside them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from onewindow.kernel.calendar.published import calendar
from onewindow.kernel.ground.local_time import SHANGHAI
from onewindow.modules.windows.models import Hall

Spans = list[tuple[datetime, datetime]]


def open_spans(hall: Hall, day: date) -> Spans:
    """The spans of a day in order; none on a statutory festival, only delayed service on an ordinary weekend.

    A weekend that is worked (调休) has the hours of its own weekday, else those of Monday.
    Raises NoCalendar for a year whose notice is not out.
    """
    weekday = str(day.isoweekday())
    if calendar().is_workday(day):
        told = (hall.opens.get(weekday) or hall.opens.get("1", [])) + hall.after_hours.get(weekday, [])
    else:
        told = [] if day in calendar().names else hall.after_hours.get(weekday, [])
    return joined([(at(day, start), at(day, end)) for start, end in told])


def is_regular(hall: Hall, start: datetime, end: datetime) -> bool:
    """Whether the span lies within the ordinary hours of its day; what does not is after-hours service."""
    day = start.astimezone(SHANGHAI).date()
    if not calendar().is_workday(day):
        return False
    told = hall.opens.get(str(day.isoweekday())) or hall.opens.get("1", [])
    return bool(told) and at(day, told[0][0]) <= start and end <= at(day, told[-1][1])


def at(day: date, clock: str) -> datetime:
    """ "09:30" of that day; "24:00" is the midnight that ends it."""
    hour, minute = map(int, clock.split(":"))
    if hour == 24:
        return datetime.combine(day + timedelta(days=1), time(0), SHANGHAI)
    return datetime.combine(day, time(hour, minute), SHANGHAI)


def joined(spans: Spans) -> Spans:
    """Spans in order, those that touch or overlap as one."""
    found: Spans = []
    for start, end in sorted(one for one in spans if one[0] < one[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
