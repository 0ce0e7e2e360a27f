"""What must hold for every limit, whatever the law of tomorrow says."""

from datetime import date, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from onewindow.kernel.ground.due import Reckoning, due
from onewindow.kernel.ground.explanation import DAYS, DUE, MAKE_UP, WORKDAYS
from onewindow.kernel.ground.local_time import SHANGHAI
from onewindow.kernel.ground.spans import EndRoll, Span, Start, Unit, not_longer
from onewindow.kernel.ground.tests.moments import CALENDAR

LATEST = datetime.max.replace(tzinfo=SHANGHAI)
FIRST, LAST = datetime(2025, 1, 1), datetime(2026, 5, 31)
instants = st.datetimes(FIRST, LAST, timezones=st.just(SHANGHAI))
DAY_UNITS = [Unit.WORKDAY, Unit.NATURAL_DAY, Unit.MONTH]
MOST = {Unit.WORKDAY: 30, Unit.NATURAL_DAY: 60, Unit.HOUR: 200, Unit.MONTH: 2, Unit.YEAR: 0}


def spans_of(*units: Unit) -> st.SearchStrategy[Span]:
    return st.sampled_from(units).flatmap(lambda unit: st.builds(Span, st.integers(0, MOST[unit]), st.just(unit)))


any_span = spans_of(*DAY_UNITS, Unit.HOUR)
rules = st.fixed_dictionaries({"start_rule": st.sampled_from(Start), "end_roll": st.sampled_from(EndRoll)})


@st.composite
def halts(draw: st.DrawFn) -> tuple[datetime, datetime | None, str]:
    since = draw(instants)
    length = draw(st.integers(0, 30))
    open_end = draw(st.booleans()) and draw(st.booleans())
    return since, None if open_end else since + timedelta(days=length), "补正"


pauses = st.lists(halts(), max_size=3)


def end(reckoning: Reckoning) -> datetime:
    """A stopped clock ends later than every other."""
    return reckoning.due_at or LATEST


@given(any_span, instants, pauses, rules)
def test_counting_again_gives_the_same(span, start, pauses, rules) -> None:  # type: ignore[no-untyped-def]
    again = due(span, start, CALENDAR, pauses=list(reversed(pauses)), explain=True, **rules)
    once = due(span, start, CALENDAR, pauses=pauses, **rules)
    assert (once.due_at, once.stopped, once.remaining) == (again.due_at, again.stopped, again.remaining)


@given(any_span, st.integers(0, 5), instants, pauses, rules)
def test_a_longer_span_never_ends_earlier(span, more, start, pauses, rules) -> None:  # type: ignore[no-untyped-def]
    longer = Span(span.value + more, span.unit)
    assert end(due(span, start, CALENDAR, pauses=pauses, **rules)) <= end(
        due(longer, start, CALENDAR, pauses=pauses, **rules)
    )


@given(any_span, instants, pauses, halts(), rules)
def test_a_pause_never_shortens(span, start, pauses, one_more, rules) -> None:  # type: ignore[no-untyped-def]
    assert end(due(span, start, CALENDAR, pauses=pauses, **rules)) <= end(
        due(span, start, CALENDAR, pauses=[*pauses, one_more], **rules)
    )


@given(any_span, instants, st.integers(0, 40 * 24), pauses, rules)
def test_a_later_start_never_ends_earlier(span, start, later, pauses, rules) -> None:  # type: ignore[no-untyped-def]
    second = start + timedelta(hours=later)
    # A month begun inside a pause is shorter by the part of the pause already over.
    assume(span.unit is not Unit.MONTH or all(since >= second for since, _, _ in pauses))
    assert end(due(span, start, CALENDAR, pauses=pauses, **rules)) <= end(
        due(span, second, CALENDAR, pauses=pauses, **rules)
    )


@given(spans_of(*DAY_UNITS), instants, pauses, rules)
def test_the_days_counted_out_loud_are_the_span(span, start, pauses, rules) -> None:  # type: ignore[no-untyped-def]
    reckoning = due(span, start, CALENDAR, pauses=pauses, explain=True, **rules)
    assume(not reckoning.stopped and span.unit is not Unit.MONTH)
    counted = [line for line in reckoning.lines if line.template in (WORKDAYS, MAKE_UP, DAYS)]
    assert sum((line.last - line.day).days + 1 for line in counted) == span.value
    assert (counted[-1].counted if counted else 0) == span.value


@given(spans_of(*DAY_UNITS), instants, pauses, rules)
def test_the_slow_count_and_the_fast_one_agree(span, start, pauses, rules) -> None:  # type: ignore[no-untyped-def]
    reckoning = due(span, start, CALENDAR, pauses=pauses, explain=True, **rules)
    last = reckoning.lines[-1]
    if reckoning.due_at is None:
        assert "停止计算" in last.words
        return
    assert (last.template, last.day) == (DUE, reckoning.due_at.date())
    counted = [line.last for line in reckoning.lines if line.counted]
    assert all(day <= last.day for day in counted)
    if rules["end_roll"] is EndRoll.NONE or span.unit is Unit.WORKDAY:
        assert not counted or counted[-1] == last.day
    assert rules["end_roll"] is EndRoll.NONE or CALENDAR.is_workday(last.day)


@given(any_span, any_span, instants)
def test_what_the_handbook_calls_not_longer_never_ends_later(a: Span, b: Span, start: datetime) -> None:
    assume(not_longer(a, b))
    assert end(due(a, start, CALENDAR)) <= end(due(b, start, CALENDAR))


@given(instants)
def test_twenty_working_days_end_with_a_working_day(start: datetime) -> None:
    due_at = due(Span(20, Unit.WORKDAY), start, CALENDAR).due_at
    assert due_at is not None
    assert CALENDAR.is_workday(due_at.date())
    assert due_at.date() > start.date() >= date(2025, 1, 1)
