"""Comparing arrangements: paired, repeatable, and the capacity agrees with the closed form."""

import math
from random import Random
from statistics import fmean

import pytest

from onewindow.modules.windows.simulation.arrivals import EVEN, Demand
from onewindow.modules.windows.simulation.experiments import capacity, compare, recorded, saturated_ratio, synthetic
from onewindow.modules.windows.simulation.measures import change, estimate, fullest, rank
from onewindow.modules.windows.simulation.plans import VEHICLE, Arrangement, also, combined, specialised
from onewindow.modules.windows.simulation.proof import SETUPS


def test_every_arrangement_gets_the_same_visits():
    before, after = compare([SETUPS["s433"], SETUPS["c5"]], synthetic(Demand(100)), seed=3, days=4)
    assert [one.visits for one in before] == [one.visits for one in after]
    again, _ = compare([SETUPS["s433"], SETUPS["c5"]], synthetic(Demand(100)), seed=3, days=4)
    assert again == before


def test_the_same_visits_make_the_comparison_sharper():
    before, after = compare([SETUPS["s433"], SETUPS["c5"]], synthetic(Demand(200)), seed=3, days=30)
    _, other = compare([SETUPS["s433"], SETUPS["c5"]], synthetic(Demand(200)), seed=4, days=30)
    early, late = [one.mean for one in before], [one.mean for one in after]
    assert change(early, late).half < 0.5 * change(early, [one.mean for one in other]).half


def test_enough_stops_after_two_days_at_least():
    assert len(compare([SETUPS["c5"]], synthetic(Demand(50)), seed=1, days=30, enough=lambda: True)[0]) == 2


def test_the_capacity_found_agrees_with_the_closed_form():
    found = capacity(SETUPS["c5"], Demand(), seed=7, days=5) / capacity(SETUPS["s433"], Demand(), seed=7, days=5)
    assert found == pytest.approx(saturated_ratio(SETUPS["s433"], SETUPS["c5"], Demand()), rel=0.12)


def test_the_closed_form_by_hand():
    household = 0.837 * (0.85 * 8 + 0.15 * 30)
    whole = household + 5 * (0.079 + 0.084)
    ratio = saturated_ratio(SETUPS["s433"], SETUPS["c5"], Demand())
    assert ratio == pytest.approx((5 / whole) / (4 / household))
    assert ratio == pytest.approx(1.15, abs=0.01)
    lone = Arrangement("", specialised(7, 2, 1))
    more = Arrangement("", also(specialised(7, 2, 1), 2, VEHICLE))
    assert saturated_ratio(lone, more, Demand(mix=EVEN)) > 1.5


def test_five_windows_that_share_beat_five_that_do_not():
    apart, shared = compare(
        [Arrangement("3/1/1", specialised(3, 1, 1)), Arrangement("5", combined(5))],
        synthetic(Demand(120)), seed=5, days=10,
    )  # fmt: skip
    assert fmean(one.mean for one in shared) < fmean(one.mean for one in apart)


def test_a_recorded_day_is_replayed_under_another_arrangement():
    visits = Demand(100).day(Random(1))
    few, many = compare([Arrangement("3", combined(3)), SETUPS["c5"]], recorded(visits), seed=1, days=6)
    assert fmean(one.p90 for one in many) < fmean(one.p90 for one in few)


def test_an_interval_needs_two_days_and_shrinks_with_more():
    assert estimate([4.0]).half == math.inf and estimate([]).mean == 0
    assert estimate([1.0, 3.0]).half == pytest.approx(12.71)
    assert estimate([1.0, 3.0] * 40).half < estimate([1.0, 3.0] * 4).half


def test_ranks_and_fullest_hours():
    assert rank([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9) == 9 and rank([], 0.9) == 0
    assert fullest([0, 10, 59, 61, 119]) == 3 and fullest([]) == 0
