"""The one time zone of the house, and where its days end."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
# Limits in days are met until the last second of the last day; no microseconds, so that a
# stored instant, a printed one and a recomputed one are the same text.
END_OF_DAY = time(23, 59, 59, tzinfo=SHANGHAI)


def local_date(instant: datetime) -> date:
    """The day an instant falls on in China; ValueError for an instant without a zone."""
    return local(instant).date()


def local(instant: datetime) -> datetime:
    if instant.tzinfo is SHANGHAI:
        return instant
    if instant.tzinfo is None:
        raise ValueError(f"{instant!r} has no time zone")
    return instant.astimezone(SHANGHAI)


def end_of(day: date) -> datetime:
    return datetime.combine(day, END_OF_DAY)
