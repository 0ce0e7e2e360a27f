"""Ages and anniversaries."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.ground.ages import age_on, as_day, born, months_after, sex_of, years_after

DAYS = st.dates(date(1930, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("day", "n", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_a_shorter_month_ends_on_its_last_day(day, n, then):
    assert months_after(day, n) == then


def test_a_leap_day_has_its_anniversary_on_the_28th_and_comes_back_after_four_years():
    assert years_after(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)


@given(DAYS, st.integers(0, 40))
def test_age_counts_the_anniversaries_passed(birth, n):
    if (birth.month, birth.day) == (2, 29):
        birth = date(birth.year, 3, 1)
    then = years_after(birth, n)
    assert age_on(birth, then) == n
    assert age_on(birth, date.fromordinal(then.toordinal() - 1)) == n - 1


@given(DAYS, st.integers(-60, 60))
def test_months_keep_the_day_or_shorten_it(day, n):
    then = months_after(day, n)
    assert then.day <= day.day
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == n


def test_an_identity_number_tells_birthday_and_sex():
    assert born("11010519491231002X") == date(1949, 12, 31)
    assert born("110105491231002") == date(1949, 12, 31)
    assert sex_of("11010519491231002X") == "女"
    assert sex_of("110105491231001") == "男"


@pytest.mark.parametrize("wrong", ["", None, "320402", "32040219901332001X", "abcdef" * 3])
def test_what_is_no_number_tells_nothing(wrong):
    assert born(wrong) is None


def test_an_answer_is_read_as_a_day_or_not_at_all():
    assert as_day("2026-02-28") == as_day(date(2026, 2, 28)) == date(2026, 2, 28)
    assert as_day("2026-02-30") is None
    assert as_day(None) is None
