"""The cheapest staffing: CP-SAT covers the need, the simulator holds it to the target."""

import pytest

from onewindow.modules.windows.simulation.arrivals import Demand
from onewindow.modules.windows.simulation.measures import Estimate
from onewindow.modules.windows.simulation.shifts import PATTERNS, SLOTS, Staffing, cheapest, cover, need_by_erlang


def staffing(counts) -> Staffing:
    return Staffing(tuple(counts), (), Estimate(0, 0), True)


def test_a_flat_need_is_covered_and_nothing_cheaper_covers_it():
    counts = cover([2] * SLOTS)
    assert all(there >= 2 for there in staffing(counts).by_slot)
    assert staffing(counts).hours == 16  # two mornings and two afternoons; nobody rests on duty


def test_a_peak_in_the_morning_takes_short_shifts():
    need = [4] * 6 + [1] * 10
    counts = staffing(cover(need))
    assert all(there >= wanted for there, wanted in zip(counts.by_slot, need, strict=True))
    assert counts.hours <= 4 * 3 + 5 + 1  # three more until noon would be nine hours; all day, twenty-one


def test_every_pattern_says_when_it_is():
    assert {one.words for one in PATTERNS} >= {"9:00–12:00、13:00–17:00", "9:00–13:00", "11:00–15:00"}
    assert len({one.code for one in PATTERNS}) == len(PATTERNS)


def test_the_first_need_follows_the_arrivals():
    need = need_by_erlang(Demand(140), 15, 10)
    assert need[0] == max(need) and min(need) == need[-1]


@pytest.mark.slow
def test_the_staffing_found_keeps_the_target_on_days_it_was_not_chosen_on():
    found = cheapest(Demand(100), target=15, seed=1, days=12)
    assert found.met and found.p90.mean <= 15
    assert all(there >= 1 for there in found.by_slot)
    assert found.hours < 5 * 7  # five people all day would do; it costs less
