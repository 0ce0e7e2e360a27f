"""Bookings that nobody came to, and the pause that follows too many of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from onewindow.kernel.ground.local_time import end_of, local, local_date
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.modules.windows.booking.lines import told, write_line
from onewindow.modules.windows.models import Booking, Pause
from onewindow.modules.windows.staffing.turns import take_turn
from onewindow.modules.windows.values import values

COUNTED = timedelta(days=365)
"""Misses older than this are forgotten; ours, no rule says how long they count."""
AT_ONCE = 200


def paused_until(person_id: int, day: date) -> date | None:
    """The last day of the pause that day falls into, if any."""
    found = Pause.objects.filter(person_id=person_id, since__lte=day, until__gte=day).aggregate(last=Max("until"))
    last: date | None = found["last"]
    return last


def miss_past(*, now: datetime) -> int:
    """Close bookings whose time and grace are over; how many.  Twice at once or twice in a row does no harm."""
    grace = timedelta(minutes=values(now)["book.grace_minutes"])
    due = Booking.objects.filter(state="booked", ends__lt=now - grace).order_by("ends", "id")
    return sum(_miss(one, now) for one in due.values_list("id", flat=True)[:AT_ONCE])


def _miss(booking_id: int, now: datetime) -> bool:
    with transaction.atomic():
        booking = (
            Booking.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("hall")
            .filter(id=booking_id, state="booked")
            .first()
        )
        if booking is None:
            return False
        booking.state, booking.ended_at = "missed", now
        booking.save(update_fields=["state", "ended_at"])
        write_line(booking, "miss", actor=SYSTEM_ACTOR, now=now)
        told(booking, "missed", now=now)
        _pause_after(booking, now)
    return True


def _pause_after(booking: Booking, now: datetime) -> None:
    """Begin a pause when this was one too many since the last pause ended."""
    take_turn("booking.pause", booking.person_id)
    given, today = values(now), local_date(now)
    last = Pause.objects.filter(person_id=booking.person_id).order_by("-until").first()
    if last is not None and last.until >= today:
        return
    since = max(now - COUNTED, end_of(last.until)) if last else now - COUNTED
    missed = Booking.objects.filter(person_id=booking.person_id, state="missed", ended_at__gt=since).count()
    if missed < given["book.noshow_limit"]:
        return
    until = today + timedelta(days=given["book.freeze_days"] - 1)
    Pause.objects.create(
        person_id=booking.person_id,
        since=today,
        until=until,
        reason=f"约了没来 {missed} 次，预约 {booking.id} 是最后一次",
    )
    told(booking, "paused", now=now, until=f"{until.month}月{until.day}日")


def remind(*, now: datetime) -> int:
    """Tell those who come tomorrow, each once; how many there are."""
    tomorrow = local_date(now) + timedelta(days=1)
    start = datetime.combine(tomorrow, datetime.min.time(), local(now).tzinfo)
    coming = Booking.objects.filter(state="booked", starts__gte=start, starts__lt=start + timedelta(days=1))
    for booking in (found := list(coming.select_related("hall"))):
        told(booking, "tomorrow", now=now)
    return len(found)
