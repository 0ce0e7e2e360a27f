"""The demo's halls: planted once, planned a week ahead, and open to whoever tries them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.testing.city import MONDAY, City
from onewindow.modules.windows.demo import ALWAYS_OPEN, plant
from onewindow.modules.windows.items import BY_CODE
from onewindow.modules.windows.models import Hall, Seat, Shift, Window
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
    before = (Hall.objects.count(), Shift.objects.count())
    plant(MONDAY)
    assert (Hall.objects.count(), Shift.objects.count()) == before


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
