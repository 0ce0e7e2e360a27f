from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.ground.spans import (
    Span,
    Unit,
    days,
    hours,
    months,
    natural_days,
    not_longer,
    read,
    workdays,
    years,
)

ANY_SPAN = st.builds(Span, st.integers(0, 100), st.sampled_from(Unit))


@pytest.mark.parametrize(
    "span, words",
    [
        (days(15), "15日（自然日）"),
        (workdays(3), "3个工作日"),
        (hours(2), "2小时"),
        (months(6), "6个月"),
        (years(1), "1年"),
    ],
)
def test_a_span_says_its_unit_aloud(span: Span, words: str) -> None:
    assert str(span) == words


@pytest.mark.parametrize("value", [-1, 1.5, True, "3", 10**9, None])
def test_a_span_is_a_whole_number_within_a_century(value: object) -> None:
    with pytest.raises(ValueError):
        Span(value, Unit.NATURAL_DAY)  # type: ignore[arg-type]


@given(ANY_SPAN)
def test_what_is_written_can_be_read(span: Span) -> None:
    assert read(span.as_text()) == span


@pytest.mark.parametrize("text", ["", "3", "3 fortnight", "x workday", "3 workday "])
def test_other_writing_is_not_a_span(text: str) -> None:
    with pytest.raises(ValueError):
        read(text)


@given(st.integers(0, 100), st.integers(0, 100), st.sampled_from(Unit))
def test_in_one_unit_the_smaller_number_is_the_shorter_span(a: int, b: int, unit: Unit) -> None:
    assert not_longer(Span(a, unit), Span(b, unit)).holds is (a <= b)


def test_twelve_months_are_a_year() -> None:
    assert not_longer(months(12), years(1))
    assert not_longer(years(1), months(12))
    assert not_longer(months(13), years(1)).holds is False


def test_five_working_days_keep_within_fifteen_days_even_over_the_longest_break() -> None:
    assert not_longer(workdays(5), days(15))


def test_ten_working_days_are_not_promised_under_fifteen_days() -> None:
    verdict = not_longer(workdays(10), days(15))
    assert verdict.holds is None and not verdict
    assert "10个工作日最长约合22日" in verdict.reason and "同一单位" in verdict.reason


def test_sixteen_working_days_are_longer_than_fifteen_days() -> None:
    verdict = not_longer(workdays(16), days(15))
    assert verdict.holds is False and "长于" in verdict.reason


def test_natural_days_never_outlast_as_many_working_days() -> None:
    assert not_longer(days(20), workdays(20))


def test_two_hours_keep_within_a_day_but_a_day_may_outlast_a_hundred_hours() -> None:
    assert not_longer(hours(24), days(1))
    assert not_longer(days(1), hours(100)).holds is None
    assert not_longer(days(5), hours(100)).holds is False


@given(ANY_SPAN, ANY_SPAN)
def test_two_different_spans_are_not_each_proved_longer(a: Span, b: Span) -> None:
    assert not (not_longer(a, b).holds is False and not_longer(b, a).holds is False)


@given(ANY_SPAN, ANY_SPAN, ANY_SPAN)
def test_proofs_chain(a: Span, b: Span, c: Span) -> None:
    if not_longer(a, b) and not_longer(b, c):
        assert not_longer(a, c).holds is not False


@given(st.dates(date(1999, 1, 1), date(2090, 1, 1)), st.integers(0, 60))
def test_months_lie_between_their_bounds(start: date, n: int) -> None:
    year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
    first = date(year, month + 1, 1)
    last = (first + timedelta(31)).replace(day=1) - timedelta(1)
    end = min(first + timedelta(start.day - 1), last)
    least, most = natural_days(months(n))
    assert least <= (end - start).days <= most


def test_a_span_is_a_key() -> None:
    assert {days(1): "a"}[days(1)] == "a" and days(1) != workdays(1)
