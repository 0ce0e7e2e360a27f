"""Booking a place and giving it back.

Places of a slot are numbered; the database lets no two bookings hold the same number, and the slot's turn is taken
before its places are counted, so that however many ask at once, exactly as many succeed as there are places.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from secrets import randbelow

from django.db import IntegrityError, transaction

from onewindow.kernel.ground.local_time import local, local_date
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.booking.lines import told, write_line
from onewindow.modules.windows.booking.pauses import paused_until
from onewindow.modules.windows.booking.refusals import (
    Full,
    NoSuchBooking,
    NoSuchSlot,
    NotKnown,
    NotOpen,
    OpenAlready,
    Paused,
    TooLateToCancel,
)
from onewindow.modules.windows.booking.slots import slots
from onewindow.modules.windows.items import BY_CODE
from onewindow.modules.windows.models import Booking, Hall
from onewindow.modules.windows.models.booking import HELD
from onewindow.modules.windows.staffing.reach import NoSuchHall, works_at
from onewindow.modules.windows.staffing.turns import take_turn
from onewindow.modules.windows.values import values

FRONT = frozenset({"clerk", "guide", "hall_chief"})
"""Roles that book and cancel for somebody who stands before them or calls."""
REGRET = timedelta(minutes=15)
"""After booking, so long may one cancel whatever the hours say: a slip of the finger takes nobody's place."""
TRIES = 5  # codes drawn before giving up; the first one is free nearly always


def book(
    *,
    hall: Hall,
    items: Sequence[str],
    starts: datetime,
    person_id: int | None,
    actor: Actor,
    now: datetime,
    channel: str = "phone",
    key: str | None = None,
) -> Booking:
    """A place for one person in the slot that starts then; the same booking when `key` was used before.

    `channel`: phone | kiosk | guide | call.  Raises a Refusal of `refusals`, or BadAnswers for the items.
    """
    _may_for(person_id, hall, actor)
    assert person_id is not None
    with transaction.atomic():
        take_turn("booking.person", person_id)
        if key and (again := Booking.objects.filter(key=key, person_id=person_id).first()):
            return again
        _check_person(person_id, items, now)
        take_turn("booking.slot", hall.id << 32 | int(starts.timestamp()) // 60)
        slot = next((one for one in slots(hall, items, local_date(starts), now) if one.starts == starts), None)
        if slot is None or not slot.staffed:
            raise NoSuchSlot()
        if slot.left < 1:
            raise Full()
        booking = Booking(
            hall=hall,
            starts=starts,
            ends=slot.ends,
            nth=_first_free(hall, starts),
            person_id=person_id,
            account_id=actor.id if actor.person_id == person_id else None,
            items=list(dict.fromkeys(items)),
            channel=channel,
            made_at=now,
            key=key,
        )
        _insert(booking)
        write_line(booking, "book", actor=actor, now=now)
        told(booking, "made", now=now)
    return booking


def cancel(*, booking_id: int, actor: Actor, now: datetime) -> Booking:
    """Give the place back in time: by the person, or by the hall's front for them."""
    with transaction.atomic():
        booking = Booking.objects.select_for_update(of=("self",)).select_related("hall").filter(id=booking_id).first()
        if booking is None or not _is_for(booking, actor):
            raise NoSuchBooking()
        if booking.state != "booked":
            raise NotOpen()
        if now > cancel_until(booking, now):
            raise TooLateToCancel(hours=values(now)["book.cancel_hours"])
        booking.state, booking.ended_at = "cancelled", now
        booking.save(update_fields=["state", "ended_at"])
        write_line(booking, "cancel", actor=actor, now=now)
        told(booking, "cancelled", now=now)
    return booking


def cancel_until(booking: Booking, now: datetime) -> datetime:
    """The last moment to cancel: so many hours before the slot, or shortly after booking, but never after it began."""
    in_time = local(booking.starts) - timedelta(hours=values(now)["book.cancel_hours"])
    return min(max(in_time, local(booking.made_at) + REGRET), local(booking.starts))


def _may_for(person_id: int | None, hall: Hall, actor: Actor) -> None:
    if person_id is None:
        raise NotKnown()
    if actor.person_id != person_id and not works_at(hall, actor, FRONT):
        raise NoSuchHall()


def _is_for(booking: Booking, actor: Actor) -> bool:
    own = actor.person_id is not None and actor.person_id == booking.person_id
    return own or works_at(booking.hall, actor, FRONT)


def _check_person(person_id: int, items: Sequence[str], now: datetime) -> None:
    until = paused_until(person_id, local_date(now))
    if until is not None:
        raise Paused(until=_day(until + timedelta(days=1)))
    open_ones = Booking.objects.filter(person_id=person_id, state="booked", ends__gt=now).values_list(
        "items", flat=True
    )
    most = values(now)["book.open_per_item"]
    for item in items:
        if item in BY_CODE and sum(1 for held in open_ones if item in held) >= most:
            raise OpenAlready(item=BY_CODE[item].title)


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _first_free(hall: Hall, starts: datetime) -> int:
    """The smallest number of a place that nobody holds."""
    taken = set(Booking.objects.filter(hall=hall, starts=starts, state__in=HELD).values_list("nth", flat=True))
    return next(n for n in range(1, len(taken) + 2) if n not in taken)


def _insert(booking: Booking) -> None:
    """Store it under a code nobody has; Full when, against all turns, the place was taken meanwhile."""
    for _ in range(TRIES):
        booking.code = f"{randbelow(10**8):08d}"
        try:
            with transaction.atomic():
                booking.save(force_insert=True)
            return
        except IntegrityError as clash:
            if "booking_place" in str(clash):
                raise Full() from None
            if "code" not in str(clash):
                raise
    raise Full()
