"""Synthetic and recorded days: their shape, and the same visits for every arrangement."""

from random import Random
from statistics import fmean

import pytest

from onewindow.modules.windows.items import BY_CODE
from onewindow.modules.windows.simulation.arrivals import CHANGZHOU_2024, EVEN, OPEN_MINUTES, Demand, again


def many(demand: Demand, weekday: int | None = None, days: int = 150):
    return [demand.day(Random(f"day/{nth}"), weekday) for nth in range(days)]


@pytest.mark.parametrize("mix", [CHANGZHOU_2024, EVEN])
def test_the_shares_of_the_mixes_add_up(mix):
    assert sum(share for _, share in mix) == pytest.approx(1)


def test_the_mean_day_has_as_many_as_asked_and_the_published_times():
    days = many(Demand(140))
    assert fmean(len(day) for day in days) == pytest.approx(140, rel=0.03)
    minutes = [one.minutes for day in days for one in day if one.items == {"household.move"}]
    assert fmean(minutes) == pytest.approx(BY_CODE["household.move"].minutes, rel=0.03) == pytest.approx(30, rel=0.03)


def test_the_first_hour_is_the_fullest_and_noon_the_emptiest():
    hours = [0] * 8
    for day in many(Demand(140)):
        for one in day:
            assert 0 <= one.at < OPEN_MINUTES
            hours[int(one.at // 60)] += 1
    assert hours.index(max(hours)) == 0 and hours.index(min(hours[:-1])) == 3


def test_mondays_are_fuller_and_the_week_keeps_its_mean():
    demand = Demand(140)
    assert demand.on(1) == pytest.approx(182)
    assert fmean(demand.on(weekday) for weekday in range(1, 6)) == pytest.approx(140)
    assert fmean(len(day) for day in many(demand, 1)) == pytest.approx(182, rel=0.03)


def test_the_same_seed_is_the_same_day_and_another_is_not():
    assert Demand().day(Random("a")) == Demand().day(Random("a")) != Demand().day(Random("b"))


def test_a_recorded_day_is_drawn_anew_from_its_own_visits():
    recorded = Demand(60).day(Random("recorded"))
    drawn = again(recorded, Random(1))
    assert len(drawn) == len(recorded) and [one.id for one in drawn] == list(range(1, len(drawn) + 1))
    assert {one.minutes for one in drawn} < {one.minutes for one in recorded}
    assert [one.at for one in drawn] == sorted(one.at for one in drawn) and min(one.at for one in drawn) >= 0
    assert again([], Random(1)) == []
