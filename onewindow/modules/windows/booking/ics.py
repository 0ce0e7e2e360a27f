"""A booking as a calendar file (RFC 5545), with a reminder two hours before and no word about what it is for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from onewindow.modules.windows.models import Booking

REMIND = timedelta(hours=-2)


def calendar_file(booking: Booking, *, city: str, now: datetime) -> bytes:
    """The whole file.  Times are UTC, so that no calendar needs our zone; a cancelled booking cancels the event."""
    event = Event()
    event.add("uid", f"booking-{booking.id}-{booking.made_at.astimezone(UTC):%Y%m%d%H%M%S}@onewindow")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", booking.starts.astimezone(UTC))
    event.add("dtend", booking.ends.astimezone(UTC))
    event.add("summary", f"到{booking.hall.name}办事（预约）")
    event.add("location", booking.hall.address or booking.hall.name)
    event.add("description", "到了请报预约码，在“我的预约”里看。来不了请提前取消。")
    event.add("status", "CANCELLED" if booking.state == "cancelled" else "CONFIRMED")
    event.add("sequence", 1 if booking.state == "cancelled" else 0)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", REMIND)
    alarm.add("description", f"到{booking.hall.name}办事")
    event.add_component(alarm)
    whole = Calendar()
    whole.add("prodid", f"-//OneWindow//{city}//ZH")
    whole.add("version", "2.0")
    whole.add("method", "CANCEL" if booking.state == "cancelled" else "PUBLISH")
    whole.add_component(event)
    return bytes(whole.to_ical())
