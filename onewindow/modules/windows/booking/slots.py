"""The slots of a hall on a day, and how many places each has left for what somebody wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from onewindow.kernel.calendar.published import calendar
from onewindow.kernel.ground.local_time import local, local_date
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.ground.workdays import NoCalendar
from onewindow.modules.windows.booking.capacity import Hand, Visit, able_to, places
from onewindow.modules.windows.items import BY_CODE
from onewindow.modules.windows.line.lanes import FIRST
from onewindow.modules.windows.models import Booking, Hall
from onewindow.modules.windows.models.booking import HELD
from onewindow.modules.windows.staffing.hours import Spans, open_spans
from onewindow.modules.windows.staffing.queries import Duty, duties
from onewindow.modules.windows.values import values

MOST_ITEMS = 6
UNSOLVED = "unsolved"  # the item and the kind of window


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot: `left` places for the items asked about; `staffed` says whether anybody there may handle them."""

    starts: datetime
    ends: datetime
    left: int
    staffed: bool


@dataclass(frozen=True, slots=True)
class BookingDay:
    """A day that can be looked at; `closed` says in Chinese why nothing is open, or is empty."""

    day: date
    closed: str


def wanted(items: Sequence[str]) -> Visit:
    """The visit for these items; BadAnswers for none, too many, or one we do not know."""
    codes = frozenset(items)
    if not codes or len(codes) > MOST_ITEMS or not codes <= BY_CODE.keys():
        raise BadAnswers({"items": f"请选要办的事，最多 {MOST_ITEMS} 件"})
    return Visit(codes)


def bookable_days(hall: Hall, now: datetime) -> list[BookingDay]:
    """Today and as many days after it as the city allows."""
    ahead = values(now)["book.days_ahead"]
    return [_day(hall, local_date(now) + timedelta(days=n)) for n in range(ahead + 1)]


def _day(hall: Hall, day: date) -> BookingDay:
    try:
        if not hall.active:
            return BookingDay(day, "大厅停用")
        if open_spans(hall, day):
            return BookingDay(day, "")
    except NoCalendar:
        return BookingDay(day, "放假安排还没公布")
    return BookingDay(day, calendar().names[day] if day in calendar().off else "不开门")


def slots(hall: Hall, items: Sequence[str], day: date, now: datetime) -> list[Slot]:
    """The slots of a day that have not begun; none outside the days that can be booked."""
    visit, given = wanted(items), values(now)
    if not 0 <= (day - local_date(now)).days <= given["book.days_ahead"] or _day(hall, day).closed:
        return []
    spans = cut(open_spans(hall, day), given["book.slot_minutes"])
    ahead = [(starts, ends) for starts, ends in spans if starts > now]
    there, taken = duties(hall.id, day), _held(hall, ahead)
    found = []
    for starts, ends in ahead:
        hands, length = hands_of(there, starts, ends), (ends - starts).total_seconds() / 60
        held = [one for begins, over, one in taken if begins < ends and starts < over]
        left = places(hands, held, visit, given["book.share"], length)
        found.append(Slot(starts, ends, left, bool(able_to(hands, visit))))
    return found


def cut(spans: Spans, minutes: int) -> Spans:
    """Whole slots, from the start of each span; a rest too short for one is left out."""
    step, found = timedelta(minutes=minutes), []
    for opens, closes in spans:
        while opens + step <= closes:
            found.append((opens, opens + step))
            opens += step
    return found


def hands_of(there: Sequence[Duty], starts: datetime, ends: datetime) -> list[Hand]:
    """Who is for how many minutes of the slot at a window that calls bookings: each officer once.

    What could not be got done elsewhere has a window of its own, and that window does nothing else (`line.lanes`);
    an officer who changes between the two in a slot counts as two hands.
    """
    minutes: dict[tuple[int, bool], float] = {}
    may = {duty.account_id: duty.may for duty in there}
    for duty in there:
        apart = duty.kind == UNSOLVED
        for begins, over in duty.spans if apart or "booked" in FIRST[duty.kind] else ():
            inside = (min(over, ends) - max(begins, starts)).total_seconds() / 60
            if inside > 0:
                minutes[duty.account_id, apart] = minutes.get((duty.account_id, apart), 0.0) + inside
    return [
        Hand(
            -officer if apart else officer, there_for, may[officer] & {UNSOLVED} if apart else may[officer] - {UNSOLVED}
        )
        for (officer, apart), there_for in sorted(minutes.items())
    ]


def _held(hall: Hall, spans: Spans) -> list[tuple[datetime, datetime, Visit]]:
    """Bookings that hold a place in these spans; a slot length set anew may cut across older ones."""
    if not spans:
        return []
    found = Booking.objects.filter(hall=hall, state__in=HELD, starts__lt=spans[-1][1], ends__gt=spans[0][0])
    return [
        (local(starts), local(ends), Visit(frozenset(items)))
        for starts, ends, items in found.values_list("starts", "ends", "items")
    ]
