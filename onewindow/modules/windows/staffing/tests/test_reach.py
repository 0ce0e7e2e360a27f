"""Whose hall it is."""

from __future__ import annotations

import pytest

from onewindow.modules.windows.staffing.reach import NoSuchHall, hall_for, halls_for
from onewindow.modules.windows.staffing.tests.small_hall import small_hall


@pytest.fixture
def hall(city):
    return small_hall(city)


def test_a_clerk_finds_the_hall_of_the_own_station(city, hall):
    assert hall_for("hm", city.actor("wang"), {"clerk"}) == hall


def test_a_clerk_next_door_gets_404(city, hall):
    with pytest.raises(NoSuchHall) as refused:
        hall_for("hm", city.actor("zhao"), {"clerk"})
    assert refused.value.status == 404


def test_a_role_one_does_not_hold_there_opens_nothing(city, hall):
    with pytest.raises(NoSuchHall):
        hall_for("hm", city.actor("wang"), {"hall_chief", "chief"})


def test_chiefs_and_supervisors_above_reach_down_and_reviewers_above_do_not(city, hall):
    assert hall_for("hm", city.actor("he"), {"chief"}) == hall
    assert hall_for("hm", city.actor("xu"), {"supervisor"}) == hall
    with pytest.raises(NoSuchHall):
        hall_for("hm", city.actor("chen"), {"reviewer"})


def test_a_hall_that_is_not_there_answers_like_a_strangers(city, hall):
    with pytest.raises(NoSuchHall):
        hall_for("nowhere", city.actor("sun"), {"chief"})


def test_the_list_holds_the_halls_in_use_within_reach(city, hall):
    other = small_hall(city, "sanjing", "sj")
    assert halls_for(city.actor("he"), {"chief"}) == sorted([hall, other], key=lambda one: one.name)
    assert halls_for(city.actor("sun"), {"chief"}) == [hall]
    assert halls_for(city.actor("li"), {"chief"}) == []
    hall.active = False
    hall.save()
    assert halls_for(city.actor("sun"), {"chief"}) == []
