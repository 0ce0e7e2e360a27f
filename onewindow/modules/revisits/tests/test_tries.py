"""Nobody answers: three tries, on at least two days, hours apart."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.ground.local_time import SHANGHAI, local_date
from onewindow.modules.revisits.tries import gives_up, not_before

DAY = datetime(2026, 3, 9, 9, 0, tzinfo=SHANGHAI)


def test_the_second_try_waits_some_hours_and_the_third_for_another_day():
    assert not_before([], 3, 3) is None
    assert not_before([DAY], 3, 3) == DAY.replace(hour=12)
    two = [DAY, DAY.replace(hour=13)]
    assert not_before(two, 3, 3) == datetime(2026, 3, 10, 8, 30, tzinfo=SHANGHAI)
    assert not gives_up(two, 3)
    assert gives_up([*two, DAY + timedelta(days=1)], 3)


def test_late_in_the_evening_the_next_try_is_in_the_morning():
    assert not_before([DAY.replace(hour=22)], 3, 3) == datetime(2026, 3, 10, 8, 30, tzinfo=SHANGHAI)


def test_three_tries_on_one_day_are_not_enough():
    assert not gives_up([DAY, DAY.replace(hour=12), DAY.replace(hour=16)], 3)


@given(st.integers(2, 6), st.integers(1, 12), st.lists(st.integers(0, 5000), min_size=0, max_size=8))
def test_whoever_keeps_to_the_times_gives_up_after_just_so_many_tries(most, hours, waits):
    calls = []
    for wait in [*waits, *([0] * most)]:
        earliest = not_before(calls, most, hours) or DAY
        calls.append(earliest + timedelta(minutes=wait))
        if gives_up(calls, most):
            break
    assert len(calls) == most and len({local_date(one) for one in calls}) > 1
    assert all(b - a >= timedelta(hours=hours) or local_date(a) != local_date(b) for a, b in zip(calls, calls[1:], strict=False))  # fmt: skip
