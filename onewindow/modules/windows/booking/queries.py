"""Bookings as their person sees them, and as the hall expects them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from onewindow.kernel.ground.local_time import SHANGHAI
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.booking.refusals import NoSuchBooking
from onewindow.modules.windows.models import Booking, Hall

SHOWN = 50


def mine(actor: Actor, *, limit: int = SHOWN) -> list[Booking]:
    """One's bookings, the latest slot first; none for an account without a person."""
    if actor.person_id is None:
        return []
    return list(Booking.objects.filter(person_id=actor.person_id).select_related("hall").order_by("-starts")[:limit])


def own(booking_id: int, actor: Actor) -> Booking:
    """One's booking; a stranger's is not there."""
    found = Booking.objects.select_related("hall").filter(id=booking_id).first()
    if found is None or actor.person_id is None or found.person_id != actor.person_id:
        raise NoSuchBooking()
    return found


def expected(hall: Hall, day: date) -> QuerySet[Booking]:
    """Who is booked for a day and still may come, in order."""
    start = datetime.combine(day, time(0), SHANGHAI)
    ahead = Booking.objects.filter(hall=hall, state="booked", starts__gte=start, starts__lt=start + timedelta(days=1))
    return ahead.order_by("starts", "nth")
