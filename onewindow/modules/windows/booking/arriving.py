"""Checking in: a booking becomes a ticket of the booked lane."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from onewindow.kernel.ground.local_time import local
from onewindow.kernel.people.actor import NOBODY, Actor
from onewindow.modules.windows.booking.lines import write_line
from onewindow.modules.windows.booking.refusals import NoSuchBooking, NotOpen, TooEarly, TooLate
from onewindow.modules.windows.models import Booking, Hall, Ticket
from onewindow.modules.windows.tickets.actions import take
from onewindow.modules.windows.values import values

EARLY = timedelta(minutes=30)
"""How long before the slot one may check in: who came hours before would be called before those who wait."""


def check_in(*, hall: Hall, code: str, now: datetime, actor: Actor | None = None, **more: Any) -> Ticket:
    """The ticket of the booking with this code; the same one when it was checked in before.

    `more` goes to `tickets.actions.take`: companions, reason, age, enterprise.  Whoever shows the code may check in.
    """
    with transaction.atomic():
        booking = (
            Booking.objects.select_for_update(of=("self",)).select_related("hall").filter(code=code.strip()).first()
        )
        if booking is None or booking.hall_id != hall.id:
            raise NoSuchBooking()
        before = Ticket.objects.filter(booking=booking).first()
        if before is not None:
            return before
        _in_time(booking, now)
        ticket = take(
            hall=hall,
            items=booking.items,
            source="booking",
            now=now,
            actor=actor,
            person_id=booking.person_id,
            booking=booking,
            **more,
        )
        write_line(booking, "arrive", actor=actor or NOBODY, now=now)
    return ticket


def arrives_from(booking: Booking) -> datetime:
    """From when one may check in."""
    return local(booking.starts) - EARLY


def arrives_until(booking: Booking, now: datetime) -> datetime:
    """Until when the place is kept."""
    return local(booking.ends) + timedelta(minutes=values(now)["book.grace_minutes"])


def _in_time(booking: Booking, now: datetime) -> None:
    if booking.state == "missed" or (booking.state == "booked" and now > arrives_until(booking, now)):
        raise TooLate()
    if booking.state != "booked":
        raise NotOpen()
    if now < arrives_from(booking):
        at = arrives_from(booking)
        raise TooEarly(at=f"{at.month}月{at.day}日 {at:%H:%M}")
