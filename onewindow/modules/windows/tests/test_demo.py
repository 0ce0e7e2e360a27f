"""The demo's halls: planted once, planned a week ahead, and open to whoever tries them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.testing.city import MONDAY, City, staff
from onewindow.modules.windows.demo import ALWAYS_OPEN, plant
from onewindow.modules.windows.figures.queries import figures_of
from onewindow.modules.windows.items import BY_CODE
from onewindow.modules.windows.models import Hall, Seat, Shift, SpotCheck, Ticket, Window
from onewindow.modules.windows.quality import queries
from onewindow.modules.windows.staffing.hours import open_spans
from onewindow.modules.windows.staffing.queries import may_handle


@pytest.fixture
def planted(city: City) -> City:
    plant(MONDAY)
    return city


def test_every_station_has_a_hall_with_windows_and_closed_seats(planted: City) -> None:
    assert Hall.objects.count() == len([unit for unit in planted.units.values() if unit.kind == "station"])
    assert Seat.objects.filter(state="closed").count() == Window.objects.count() > 0


def test_planting_twice_is_planting_once(planted: City) -> None:
    def planted_so_far() -> list[int]:
        return [table.objects.count() for table in (Hall, Shift, Ticket, SpotCheck)]

    before = planted_so_far()
    plant(MONDAY)
    assert planted_so_far() == before and all(before[:3])


def test_a_day_later_one_more_day_is_planned(planted: City) -> None:
    before = Shift.objects.count()
    plant(MONDAY + timedelta(days=1))
    assert Shift.objects.count() > before


def test_the_clerk_may_handle_everything_today(planted: City) -> None:
    assert may_handle(planted.accounts["wang"].id, local_date(MONDAY)) == frozenset(BY_CODE)


def test_no_hall_is_open_on_sunday_but_the_one_that_says_so(planted: City) -> None:
    sunday = local_date(MONDAY) + timedelta(days=6)
    for hall in Hall.objects.all():
        assert bool(open_spans(hall, sunday)) is (hall.code == ALWAYS_OPEN)


def test_two_weeks_behind_are_told_and_nothing_of_today(planted: City) -> None:
    hall, today = Hall.objects.get(code=ALWAYS_OPEN), local_date(MONDAY)
    assert not Ticket.objects.filter(day__gte=today).exists()
    told = {one.of.code: one for one in figures_of(hall.id, today - timedelta(days=14), today, now=MONDAY)}
    assert told["wait_p90"].n >= 12 * 20 and 0 < told["utilisation"].value < 100  # type: ignore[operator]
    assert told["wait_mean"].value > 0 and not told["on_the_spot"].small  # type: ignore[operator]


def test_the_quality_of_that_hall_has_something_open_and_a_week_to_name(city: City) -> None:
    staff(city, "lin", "clerk", "hongmei")
    staff(city, "meng", "hall_chief", "hongmei")
    plant(MONDAY)
    hall = Hall.objects.get(code=ALWAYS_OPEN)
    checks = queries.checks_of(hall, MONDAY)
    assert [one.due is None for one in checks] == [False, True] and checks[1].check.answered
    assert "missing" in [one.state for one in queries.weeks_of(hall, MONDAY, 60)]
    assert any(not one.tries for one in queries.tests_of(hall, "2026Q1", local_date(MONDAY)))
