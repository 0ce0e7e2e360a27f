"""Limits in minutes: from the instant, through nights, on the dot."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from onewindow.kernel.ground.due import due, warn_at
from onewindow.kernel.ground.spans import Unit, days, hours, minutes, months, not_longer, read, roughly

NIGHT = datetime(2026, 3, 2, 23, 58, tzinfo=ZoneInfo("Asia/Shanghai"))
NO_CALENDAR = None  # minutes ask for no calendar


def ends(span, **more):
    return due(span, NIGHT, NO_CALENDAR, **more).due_at  # type: ignore[arg-type]


def test_five_minutes_end_five_minutes_later_on_the_next_day():
    assert ends(minutes(5)) == NIGHT + timedelta(minutes=5)


def test_a_pause_takes_its_minutes_out():
    pause = (NIGHT + timedelta(minutes=1), NIGHT + timedelta(minutes=4), "等")
    assert ends(minutes(5), pauses=[pause]) == NIGHT + timedelta(minutes=8)


def test_minutes_are_extended_by_minutes_only():
    assert ends(minutes(5), extensions=[(minutes(10), "远")]) == NIGHT + timedelta(minutes=15)
    with pytest.raises(ValueError):
        ends(minutes(5), extensions=[(days(1), "远")])


def test_they_are_read_back_compared_and_warned_of():
    assert read(minutes(15).as_text()) == minutes(15) and str(minutes(15)) == "15分钟"
    assert not_longer(minutes(60), hours(1)).holds and not_longer(hours(3), minutes(90)).holds is False
    assert warn_at(NIGHT, minutes(3), NO_CALENDAR) == NIGHT - timedelta(minutes=3)  # type: ignore[arg-type]


def test_spans_of_several_units_stand_in_the_order_of_their_length():
    mixed = [months(1), hours(2), minutes(30), days(3), minutes(150)]
    assert [one.unit for one in sorted(mixed, key=roughly)] == [
        Unit.MINUTE, Unit.HOUR, Unit.MINUTE, Unit.NATURAL_DAY, Unit.MONTH
    ]  # fmt: skip
