from datetime import date, datetime, time, timedelta

import pytest

from onewindow.kernel.ground.due import due, warn_at, within_duty
from onewindow.kernel.ground.local_time import SHANGHAI
from onewindow.kernel.ground.spans import EndRoll, Span, Start, days, hours, months, workdays, years
from onewindow.kernel.ground.tests.moments import CALENDAR, at
from onewindow.kernel.ground.workdays import NoCalendar

NINE, FIVE = time(9), time(17)


def ends(span: Span, start: str, **how: object) -> str:
    due_at = due(span, at(start), CALENDAR, **how).due_at  # type: ignore[arg-type]
    assert due_at is not None
    assert due_at.timetz() == time(23, 59, 59, tzinfo=SHANGHAI)
    return due_at.date().isoformat()


@pytest.mark.parametrize(("span", "start", "end"), [
    (workdays(20), "2026-02-12", "2026-03-18"),
    (workdays(3), "2026-09-30", "2026-10-10"),
    (days(15), "2026-09-20", "2026-10-08"),
    (days(60), "2026-08-08", "2026-10-08"),
])  # fmt: skip
def test_the_four_worked_examples(span: Span, start: str, end: str) -> None:
    assert ends(span, start) == end


def test_detention_ends_on_its_day_even_in_a_festival() -> None:
    assert ends(days(15), "2026-09-20", end_roll=EndRoll.NONE) == "2026-10-05"


def test_the_day_of_the_event_counts_only_when_the_rule_says_so() -> None:
    assert ends(days(3), "2026-03-02") == "2026-03-05"
    assert ends(days(3), "2026-03-02", start_rule=Start.AT_ONCE) == "2026-03-05"
    assert ends(days(3), "2026-03-02", start_rule=Start.SAME_DAY) == "2026-03-04"
    assert ends(workdays(1), "2026-03-02", start_rule=Start.SAME_DAY) == "2026-03-02"


def test_done_on_the_spot_is_due_the_same_day_or_the_next_working_day() -> None:
    for rule in Start:
        assert ends(workdays(0), "2026-03-02", start_rule=rule) == "2026-03-02"
        assert ends(workdays(0), "2026-03-01", start_rule=rule) == "2026-03-02"


def test_the_hour_of_the_start_does_not_matter_but_its_day_in_china_does() -> None:
    utc = datetime.fromisoformat("2026-03-02T16:30:00+00:00")
    assert due(days(1), utc, CALENDAR).due_at == datetime(2026, 3, 4, 23, 59, 59, tzinfo=SHANGHAI)


def test_an_instant_without_a_zone_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="time zone"):
        due(days(1), datetime(2026, 3, 2), CALENDAR)


def test_a_month_from_the_thirty_first_ends_with_the_shorter_month() -> None:
    assert ends(months(1), "2026-03-31") == "2026-04-30"
    assert ends(months(1), "2025-12-31", end_roll=EndRoll.NONE) == "2026-01-31"
    assert ends(years(1), "2025-03-02") == "2026-03-02"
    assert ends(months(3), "2025-12-01") == "2026-03-02", "03-01 is a Sunday"


def test_a_month_that_counts_its_first_day_ends_a_day_sooner() -> None:
    assert ends(months(1), "2026-03-31", start_rule=Start.SAME_DAY) == "2026-04-29"


def test_a_month_after_ten_days_is_a_month_from_the_tenth_day() -> None:
    extended = ends(days(10), "2026-01-25", end_roll=EndRoll.NONE, extensions=[(months(1), "偏远")])
    assert extended == "2026-03-04"


def test_six_months_and_three_more_are_nine_months() -> None:
    extended = ends(months(6), "2025-08-31", extensions=[(months(3), "案情复杂")])
    assert extended == ends(months(9), "2025-08-31")


def test_sixty_days_extended_by_thirty_count_ninety_from_the_start() -> None:
    assert ends(days(60), "2026-08-08", extensions=[(days(30), "情况复杂")]) == "2026-11-06"


def test_working_days_may_extend_natural_days() -> None:
    assert ends(days(15), "2026-03-02", extensions=[(workdays(2), "偏远")]) == "2026-03-19"


def test_two_hours_run_through_the_night() -> None:
    start = at("2026-02-16T23:30")
    assert due(hours(2), start, CALENDAR).due_at == start + timedelta(hours=2)
    assert due(hours(2), start, CALENDAR, start_rule=Start.SAME_DAY).due_at == start + timedelta(hours=2)


def test_hours_are_never_extended_by_days() -> None:
    with pytest.raises(ValueError, match="hours only"):
        due(hours(2), at("2026-03-02"), CALENDAR, extensions=[(days(1), "x")])


class TestPauses:
    def test_the_day_of_the_notice_counts_and_the_day_of_the_supply_does_not(self) -> None:
        pause = (at("2026-03-04"), at("2026-03-06"), "等待补正")
        assert ends(workdays(5), "2026-03-02") == "2026-03-09"
        assert ends(workdays(5), "2026-03-02", pauses=[pause]) == "2026-03-11"

    def test_a_pause_within_one_day_takes_nothing(self) -> None:
        pause = (at("2026-03-04T09:00"), at("2026-03-04T16:00"), "等待补正")
        assert ends(workdays(5), "2026-03-02", pauses=[pause]) == "2026-03-09"

    def test_overlapping_pauses_count_once(self) -> None:
        one = (at("2026-03-03"), at("2026-03-06"), "等待补正")
        two = (at("2026-03-05"), at("2026-03-10"), "听证")
        whole = (at("2026-03-03"), at("2026-03-10"), "一并")
        both = ends(workdays(9), "2026-03-02", pauses=[two, one])
        assert both == ends(workdays(9), "2026-03-02", pauses=[whole])

    def test_an_open_pause_stops_the_clock_and_says_what_is_left(self) -> None:
        reckoning = due(workdays(20), at("2026-02-12"), CALENDAR, pauses=[(at("2026-02-25"), None, "听证")])
        assert reckoning.stopped
        assert reckoning.due_at is None
        assert reckoning.remaining == (workdays(16),)

    def test_what_is_left_includes_the_extension(self) -> None:
        reckoning = due(months(1), at("2026-03-02"), CALENDAR, pauses=[(at("2026-03-12"), None, "鉴定")],
                        extensions=[(workdays(10), "复杂")])  # fmt: skip
        assert reckoning.remaining == (days(21), workdays(10))

    def test_a_pause_that_opens_on_the_last_day_comes_too_late(self) -> None:
        assert ends(workdays(5), "2026-03-02", pauses=[(at("2026-03-09"), None, "听证")]) == "2026-03-09"

    def test_what_is_done_on_the_spot_is_not_put_off_by_a_pause_of_that_day(self) -> None:
        pause = (at("2026-03-02"), at("2026-03-06"), "补正")
        assert ends(workdays(0), "2026-03-02", pauses=[pause]) == "2026-03-02"

    def test_hours_that_ran_out_when_the_pause_began_have_run_out(self) -> None:
        start = at("2026-03-02T10:00")
        halt = (start + timedelta(hours=2), None, "协查")
        assert due(hours(2), start, CALENDAR, pauses=[halt]).due_at == start + timedelta(hours=2)

    def test_a_pause_that_ended_before_the_start_is_nothing(self) -> None:
        pause = (at("2026-02-25"), at("2026-02-27"), "前一轮补正")
        assert ends(workdays(5), "2026-03-02", pauses=[pause]) == "2026-03-09"

    def test_a_month_is_longer_by_the_days_it_was_paused(self) -> None:
        pause = (at("2026-03-10"), at("2026-03-20"), "鉴定")
        assert ends(months(1), "2026-03-02", pauses=[pause]) == "2026-04-13", "04-12 is a Sunday"

    def test_a_last_day_moved_into_a_pause_moves_behind_it(self) -> None:
        pause = (at("2026-10-06"), at("2026-10-12"), "听证")
        assert ends(days(15), "2026-09-20", pauses=[pause]) == "2026-10-13"

    def test_a_last_day_moved_into_an_open_pause_waits_with_nothing_left(self) -> None:
        reckoning = due(days(15), at("2026-09-20"), CALENDAR, pauses=[(at("2026-10-06"), None, "听证")])
        assert (reckoning.stopped, reckoning.remaining) == (True, (days(0),))

    def test_hours_stand_still_to_the_minute(self) -> None:
        start = at("2026-03-02T10:00")
        pauses = [(start + timedelta(minutes=30), start + timedelta(minutes=75), "协查"),
                  (start + timedelta(minutes=60), start + timedelta(minutes=90), "鉴定")]  # fmt: skip
        assert due(hours(2), start, CALENDAR, pauses=pauses).due_at == start + timedelta(hours=3)

    def test_stopped_hours_are_rounded_up(self) -> None:
        start = at("2026-03-02T10:00")
        halt = (start + timedelta(minutes=30), None, "协查")
        assert due(hours(2), start, CALENDAR, pauses=[halt]).remaining == (hours(2),)

    @pytest.mark.parametrize("span", [hours(2), days(2)])
    def test_a_pause_cannot_end_before_it_begins(self, span: Span) -> None:
        with pytest.raises(ValueError, match="cannot end"):
            due(span, at("2026-03-02"), CALENDAR, pauses=[(at("2026-03-05"), at("2026-03-04"), "x")])


class TestWithoutANotice:
    def test_working_days_into_an_unpublished_year_are_refused(self) -> None:
        with pytest.raises(NoCalendar):
            due(workdays(20), at("2026-12-21"), CALENDAR)

    def test_natural_days_need_the_notice_only_to_roll(self) -> None:
        with pytest.raises(NoCalendar):
            due(days(60), at("2026-11-21"), CALENDAR)
        assert ends(days(60), "2026-11-21", end_roll=EndRoll.NONE) == "2027-01-20"
        assert ends(days(40), "2026-11-21") == "2026-12-31"

    def test_an_open_pause_begun_in_time_needs_no_notice(self) -> None:
        assert due(workdays(20), at("2026-12-21"), CALENDAR, pauses=[(at("2026-12-25"), None, "补正")]).stopped

    def test_a_pause_in_the_unknown_year_is_nothing_to_a_limit_met_before(self) -> None:
        assert ends(workdays(3), "2026-12-21", pauses=[(at("2027-01-10"), None, "补正")]) == "2026-12-24"

    def test_a_pause_that_reaches_into_the_unknown_year_is_refused(self) -> None:
        pauses = [(at("2026-12-25"), at("2027-01-08"), "补正")]
        with pytest.raises(NoCalendar):
            due(workdays(20), at("2026-12-21"), CALENDAR, pauses=pauses)


@pytest.mark.parametrize(("lead", "when"), [
    (workdays(3), "2026-03-13T23:59:59"),
    (workdays(0), "2026-03-18T23:59:59"),
    (days(3), "2026-03-15T23:59:59"),
    (hours(2), "2026-03-18T21:59:59"),
    (months(1), "2026-02-18T23:59:59"),
    (years(1), "2025-03-18T23:59:59"),
])  # fmt: skip
def test_a_warning_comes_when_exactly_the_lead_is_left(lead: Span, when: str) -> None:
    assert warn_at(at("2026-03-18T23:59:59"), lead, CALENDAR) == at(when)


@pytest.mark.parametrize(("instant", "wakes"), [
    ("2026-03-02T09:00", "2026-03-02T09:00"),
    ("2026-03-02T16:59", "2026-03-02T16:59"),
    ("2026-03-02T17:00", "2026-03-03T09:00"),
    ("2026-03-02T03:00", "2026-03-02T09:00"),
    ("2026-02-14T23:59:59", "2026-02-24T09:00"),
    ("2026-02-28T08:00", "2026-02-28T09:00"),
])  # fmt: skip
def test_nobody_is_called_outside_duty_hours(instant: str, wakes: str) -> None:
    assert within_duty(at(instant), CALENDAR, NINE, FIVE) == at(wakes)


def test_duty_is_judged_by_the_clock_on_the_wall_in_china() -> None:
    utc = datetime.fromisoformat("2026-03-02T01:30:00+00:00")
    assert within_duty(utc, CALENDAR, NINE, FIVE) == at("2026-03-02T09:30")
    assert within_duty(utc, CALENDAR, NINE, FIVE).date() == date(2026, 3, 2)
