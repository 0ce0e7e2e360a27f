from datetime import date, datetime, timedelta

import pytest

from onewindow.kernel.calendar.office_hours import STANDARD
from onewindow.kernel.calendar.published import HOLIDAYS, calendar, read
from onewindow.kernel.ground.due import due
from onewindow.kernel.ground.local_time import SHANGHAI
from onewindow.kernel.ground.spans import LONGEST_BREAK, Span, days, natural_days, not_longer, workdays
from onewindow.kernel.ground.workdays import NoCalendar

EVERY_DAY = [date(2021, 1, 1) + timedelta(n) for n in range((date(2026, 12, 31) - date(2021, 1, 1)).days + 1)]


def end(span: Span, day: date) -> date:
    due_at = due(span, datetime(day.year, day.month, day.day, 10, tzinfo=SHANGHAI), calendar()).due_at
    assert due_at is not None
    return due_at.date()


def test_six_years_are_published_each_with_its_notice() -> None:
    assert calendar().years == frozenset(range(2021, 2027))
    assert set(calendar().sources) == calendar().years
    assert all("gov.cn/zhengce" in source for source in calendar().sources.values())
    assert calendar().sources[2026].endswith("content_7047091.htm")
    assert calendar().sources[2022].endswith("content_5644835.htm"), "not the notice that moved its last day"


@pytest.mark.parametrize(("year", "make_up"), [
    (2024, "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12"),
    (2025, "01-26 02-08 04-27 09-28 10-11"),
    (2026, "01-04 02-14 02-28 05-09 09-20 10-10"),
])  # fmt: skip
def test_every_make_up_day_is_a_working_day(year: int, make_up: str) -> None:
    found = sorted(day for day in calendar().on if day.year == year)
    assert [f"{day:%m-%d}" for day in found] == make_up.split()
    assert all(calendar().is_workday(day) and day.weekday() >= 5 for day in found)


def test_the_festivals_of_2026_are_off() -> None:
    runs = ["01-01 01-03", "02-15 02-23", "04-04 04-06", "05-01 05-05", "06-19 06-21", "09-25 09-27", "10-01 10-07"]
    for first, last in (run.split() for run in runs):
        for day in EVERY_DAY:
            if f"2026-{first}" <= day.isoformat() <= f"2026-{last}":
                assert not calendar().is_workday(day)
                assert calendar().names[day]


@pytest.mark.parametrize(("span", "start", "ends"), [
    (workdays(20), "2026-02-12", "2026-03-18"),
    (workdays(3), "2026-09-30", "2026-10-10"),
    (days(15), "2026-09-20", "2026-10-08"),
    (days(60), "2026-08-08", "2026-10-08"),
])  # fmt: skip
def test_the_four_worked_examples_hold_on_the_whole_calendar(span: Span, start: str, ends: str) -> None:
    assert end(span, date.fromisoformat(start)) == date.fromisoformat(ends)


def test_2027_is_refused_until_its_notice_is_out() -> None:
    with pytest.raises(NoCalendar):
        calendar().is_workday(date(2027, 1, 4))


def test_no_break_is_longer_than_the_handbook_reckons_with() -> None:
    longest, run = 0, 0
    for day in EVERY_DAY:
        run = 0 if calendar().is_workday(day) else run + 1
        longest = max(longest, run)
    assert longest == LONGEST_BREAK


@pytest.mark.parametrize("n", [1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90])
def test_working_days_never_take_more_natural_days_than_their_bound(n: int) -> None:
    least, most = natural_days(workdays(n))
    taken = [(end(workdays(n), day) - day).days for day in EVERY_DAY if day < date(2026, 8, 1)]
    assert least <= min(taken)
    assert max(taken) <= most


def test_what_is_proved_not_longer_never_ends_later_on_any_real_day() -> None:
    pairs = [(workdays(5), days(15)), (days(20), workdays(20)), (workdays(20), days(44))]
    for promised, legal in pairs:
        assert not_longer(promised, legal), (promised, legal)
        assert all(end(promised, day) <= end(legal, day) for day in EVERY_DAY if day.year < 2026)


def test_the_calendar_is_read_once() -> None:
    assert calendar() is calendar()


def test_the_edition_changes_with_the_file() -> None:
    content = HOLIDAYS.read_bytes()
    assert read(content).edition == calendar().edition
    changed = read(content.replace("2026-10-10,国庆节,0".encode(), "2026-10-10,国庆节,1".encode()))
    assert changed.edition != calendar().edition
    assert not changed.is_workday(date(2026, 10, 10))


def test_a_year_half_entered_is_not_published() -> None:
    early = "2027-01-01,元旦,1,http://www.gov.cn/x\n".encode()
    assert read(HOLIDAYS.read_bytes() + early).years == calendar().years


@pytest.mark.parametrize("line", ["2026-10-01,国庆节,1,x", "2027-01-01,元旦,yes,x", "1.1.2027,元旦,1,x"])
def test_a_file_with_a_fault_is_not_read(line: str) -> None:
    with pytest.raises(ValueError):
        read(HOLIDAYS.read_bytes() + line.encode())


def test_standard_duty_hours_say_that_they_are_unverified() -> None:
    assert STANDARD.opens < STANDARD.closes
    assert not STANDARD.verified
    assert STANDARD.source
