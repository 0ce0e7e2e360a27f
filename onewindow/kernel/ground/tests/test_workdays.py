from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.ground.tests.moments import CALENDAR
from onewindow.kernel.ground.workdays import NoCalendar, WorkCalendar

PUBLISHED = st.dates(date(2025, 1, 1), date(2026, 12, 20))


def test_a_make_up_saturday_is_a_working_day_and_a_holiday_monday_is_not() -> None:
    assert CALENDAR.is_workday(date(2026, 2, 14))
    assert not CALENDAR.is_workday(date(2026, 2, 16))
    assert not CALENDAR.is_workday(date(2026, 3, 1))


def test_a_year_without_a_notice_is_refused_in_words_a_clerk_understands() -> None:
    with pytest.raises(NoCalendar) as refused:
        CALENDAR.is_workday(date(2027, 1, 4))
    assert "2027年的放假调休安排尚未录入" in refused.value.sentence
    assert "联系管理员" in refused.value.sentence
    assert refused.value.facts["year"] == 2027


@pytest.mark.parametrize("ask", [
    lambda: CALENDAR.next_workday(date(2026, 12, 31)),
    lambda: CALENDAR.on_or_after(date(2027, 1, 1)),
    lambda: CALENDAR.count(date(2026, 12, 1), date(2027, 1, 5)),
    lambda: CALENDAR.is_workday(date(2024, 12, 31)),
    lambda: CALENDAR.before(date(2025, 1, 3), 30),
    lambda: CALENDAR.rank(date(2024, 6, 1).toordinal()),
])  # fmt: skip
def test_no_question_is_answered_beyond_the_published_years(ask) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NoCalendar):
        ask()


def test_the_day_after_a_festival_comes_next() -> None:
    assert CALENDAR.next_workday(date(2026, 2, 14)) == date(2026, 2, 24)
    assert CALENDAR.on_or_after(date(2026, 2, 14)) == date(2026, 2, 14)
    assert CALENDAR.on_or_after(date(2026, 2, 15)) == date(2026, 2, 24)


@given(PUBLISHED, st.integers(0, 90))
def test_counting_agrees_with_looking_at_every_day(day: date, n: int) -> None:
    until = min(day + timedelta(n), date(2026, 12, 31))
    every = (day + timedelta(i + 1) for i in range((until - day).days))
    assert CALENDAR.count(day, until) == sum(map(CALENDAR.is_workday, every))
    assert CALENDAR.count(until, day) == -CALENDAR.count(day, until)


@given(st.dates(date(2025, 6, 1), date(2026, 12, 31)), st.integers(0, 60))
def test_counting_back_leaves_exactly_so_many_working_days(day: date, n: int) -> None:
    assert CALENDAR.count(CALENDAR.before(day, n), day) == n


def test_two_calendars_with_the_same_days_are_equal_and_can_be_keys() -> None:
    again = WorkCalendar(CALENDAR.edition, CALENDAR.years, CALENDAR.off, CALENDAR.on)
    assert again == CALENDAR
    assert hash(again) == hash(CALENDAR)


def test_a_calendar_with_a_hole_is_not_built() -> None:
    with pytest.raises(ValueError, match="consecutive"):
        WorkCalendar("x", frozenset({2024, 2026}), frozenset(), frozenset())


def test_a_day_cannot_be_off_and_on() -> None:
    day = frozenset({date(2026, 5, 1)})
    with pytest.raises(ValueError, match="both off and on"):
        WorkCalendar("x", frozenset({2026}), day, day)
