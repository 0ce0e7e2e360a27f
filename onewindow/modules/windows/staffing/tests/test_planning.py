"""Planning: nobody twice at once, breaks inside the shift, the hall open, the actor in charge."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.store.statements import rows
from onewindow.kernel.testing.city import MONDAY
from onewindow.modules.windows.models import Shift
from onewindow.modules.windows.staffing import planning, queries
from onewindow.modules.windows.staffing.reach import NoSuchHall
from onewindow.modules.windows.staffing.tests.small_hall import TUESDAY, clock, may, on_duty, small_hall, window


@pytest.fixture
def hall(city):
    return small_hall(city)


def test_a_planned_shift_is_on_duty_outside_its_breaks(city, hall):
    may(city, "wang", "passport.ordinary")
    shift = on_duty(city, hall, "wang", 1)
    account = city.accounts["wang"].id
    assert queries.on_duty(hall.id, clock(TUESDAY, 10)) == [
        (shift.window_id, account, frozenset({"passport.ordinary"}))
    ]
    for at in (clock(TUESDAY, 12), clock(TUESDAY, 13, 29), clock(TUESDAY, 17), clock(TUESDAY, 8, 59)):
        assert queries.on_duty(hall.id, at) == []
    assert len(queries.on_duty(hall.id, clock(TUESDAY, 13, 30))) == 1


def test_nobody_is_planned_in_two_places_and_no_window_for_two_people(city, hall):
    on_duty(city, hall, "wang", 1)
    with pytest.raises(planning.AlreadyPlanned, match="王窗口"):
        on_duty(city, hall, "wang", 2, starts=clock(TUESDAY, 16), ends=clock(TUESDAY, 17), breaks=[])
    with pytest.raises(planning.AlreadyPlanned, match="1号窗口"):
        on_duty(city, hall, "lin", 1)
    on_duty(city, hall, "lin", 2)


def test_one_shift_may_begin_where_another_ends(city, hall):
    on_duty(city, hall, "wang", 1, ends=clock(TUESDAY, 12), breaks=[])
    on_duty(city, hall, "lin", 1, starts=clock(TUESDAY, 12), breaks=[])


def test_the_guides_desk_takes_the_guide_and_a_window_does_not(city, hall):
    assert on_duty(city, hall, "fang", None).window_id is None
    assert queries.on_duty(hall.id, clock(TUESDAY, 10)) == []
    with pytest.raises(BadAnswers) as refused:
        on_duty(city, hall, "fang", 1)
    assert "account" in refused.value.errors


@pytest.mark.parametrize(
    "breaks",
    [
        [("08:00", "09:30", "")],
        [("16:30", "17:30", "")],
        [("12:00", "13:00", ""), ("12:30", "13:30", "")],
        [("13:00", "12:00", "")],
        [("noon", "13:00", "")],
    ],
)
def test_a_break_lies_inside_the_shift_and_beside_the_others(city, hall, breaks):
    with pytest.raises(BadAnswers) as refused:
        on_duty(city, hall, "wang", 1, breaks=breaks)
    assert list(refused.value.errors) == ["breaks"]


def test_a_shift_needs_an_open_hall_and_one_day(city, hall):
    for more in (
        {"starts": clock(date(2026, 3, 8), 9), "ends": clock(date(2026, 3, 8), 12)},  # a Sunday
        {"starts": clock(date(2026, 4, 6), 9), "ends": clock(date(2026, 4, 6), 12)},  # 清明, a Monday
        {"ends": clock(TUESDAY, 9)},
        {"ends": clock(TUESDAY + timedelta(days=1), 12)},
    ):
        with pytest.raises(BadAnswers):
            on_duty(city, hall, "wang", 1, breaks=[], **more)


def test_a_saturday_shift_is_after_hours_service_and_a_worked_weekend_is_not(city, hall):
    saturday, worked = date(2026, 3, 7), date(2026, 2, 28)
    later = on_duty(city, hall, "wang", 1, starts=clock(saturday, 9), ends=clock(saturday, 12), breaks=[])
    assert later.kind == "after_hours"
    assert on_duty(city, hall, "wang", 1, starts=clock(worked, 9), ends=clock(worked, 17)).kind == "regular"


def test_only_those_in_charge_plan_and_only_officers_of_the_station_are_planned(city, hall):
    given = {
        "hall": hall, "window": window(hall, 1), "starts": clock(TUESDAY, 9), "ends": clock(TUESDAY, 12), "now": MONDAY,
    }  # fmt: skip
    for name in ("wang", "zhao", "xu", "li"):
        with pytest.raises(NoSuchHall):
            planning.plan_shift(**given, account_id=city.accounts["wang"].id, actor=city.actor(name))
    with pytest.raises(BadAnswers):
        planning.plan_shift(**given, account_id=city.accounts["zhao"].id, actor=city.actor("meng"))


def test_a_shift_to_come_can_be_dropped_and_one_that_began_cannot(city, hall):
    shift = on_duty(city, hall, "wang", 1)
    with pytest.raises(planning.ShiftBegun):
        planning.drop_shift(hall=hall, shift_id=shift.id, actor=city.actor("sun"), now=clock(TUESDAY, 9))
    planning.drop_shift(hall=hall, shift_id=shift.id, actor=city.actor("sun"), now=MONDAY)
    with pytest.raises(planning.NoSuchShift):
        planning.drop_shift(hall=hall, shift_id=shift.id, actor=city.actor("sun"), now=MONDAY)
    acts = [row["act"] for row in rows("select act from journal_line where about = 'shift' order by id")]
    assert acts == ["plan", "drop"]


def test_a_week_is_taken_over_and_what_does_not_fit_is_counted(city, hall):
    on_duty(city, hall, "wang", 1)
    on_duty(city, hall, "lin", 2)
    next_monday = MONDAY.date() + timedelta(days=7)
    assert planning.copy_week(hall=hall, monday=next_monday, actor=city.actor("meng"), now=MONDAY) == (2, 0)
    assert planning.copy_week(hall=hall, monday=next_monday, actor=city.actor("meng"), now=MONDAY) == (0, 2)
    copied = queries.shifts(hall.id, next_monday, next_monday + timedelta(days=6))
    assert [one.breaks for one in copied] == [[["12:00", "13:30", "午休"]]] * 2
    assert Shift.objects.count() == 4


def test_a_festival_in_the_week_is_passed_over(city, hall):
    day = date(2026, 3, 30)
    on_duty(city, hall, "wang", 1, day, starts=clock(day, 9), ends=clock(day, 17))
    given = {"hall": hall, "monday": date(2026, 4, 6), "actor": city.actor("sun"), "now": MONDAY}
    assert planning.copy_week(**given) == (0, 1)
