"""Calendars and instants the clock's tests are written with."""

from datetime import date, datetime, timedelta

from onewindow.kernel.ground.local_time import SHANGHAI
from onewindow.kernel.ground.workdays import WorkCalendar


def at(text: str) -> datetime:
    """An instant of China: at("2026-02-12") is ten in the morning."""
    return datetime.fromisoformat(text if "T" in text else f"{text}T10:00").replace(tzinfo=SHANGHAI)


def dates(first: str, last: str) -> frozenset[date]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return frozenset(start + timedelta(n) for n in range((end - start).days + 1))


SPRING, NATION = dates("2026-02-15", "2026-02-23"), dates("2026-10-01", "2026-10-07")
# As much of 2026 as the worked examples touch; the whole is tested where it lives.
CALENDAR = WorkCalendar(
    edition="test",
    years=frozenset({2025, 2026}),
    off=SPRING | NATION,
    on=frozenset(map(date.fromisoformat, ("2026-02-14", "2026-02-28", "2026-10-10"))),
    names=dict.fromkeys(SPRING, "春节")
    | dict.fromkeys(NATION, "国庆节")
    | {date(2026, 2, 14): "春节", date(2026, 2, 28): "春节", date(2026, 10, 10): "国庆节"},
)
