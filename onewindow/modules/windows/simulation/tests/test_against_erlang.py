"""The simulator against the closed forms of M/M/c: the same hall, reckoned twice."""

import math
from random import Random

import pytest

from onewindow.modules.windows.simulation.arrivals import Visit
from onewindow.modules.windows.simulation.erlang import delayed, mean_wait, quantile, windows_for
from onewindow.modules.windows.simulation.hall import run
from onewindow.modules.windows.simulation.measures import estimate, rank
from onewindow.modules.windows.simulation.plans import EVERYTHING, Arrangement, Post

LONG = 12_000.0
"""Minutes of one stationary run; the first tenth only fills the hall."""


def stationary(windows: int, rate: float, minutes: float, seed: int) -> list[float]:
    random, at, visits = Random(seed), 0.0, []
    while at < LONG:
        at += random.expovariate(rate)
        items = frozenset({"idcard.renew"})
        visits.append(Visit(len(visits) + 1, at, "ordinary", items, random.expovariate(1 / minutes), 0.5))
    posts = tuple(Post(nth + 1, EVERYTHING, ((0, LONG),)) for nth in range(windows))
    day = run(visits, Arrangement("stationary", posts))
    return [one.wait for one in day.served if one.visit.at > LONG / 10]


@pytest.mark.parametrize(("windows", "load"), [(1, 0.6), (3, 0.75), (5, 0.75), (10, 0.7)])
def test_the_mean_wait_is_erlangs(windows, load):
    minutes = 8.0
    rate = load * windows / minutes
    runs = [stationary(windows, rate, minutes, seed) for seed in range(8)]
    found = estimate([sum(waits) / len(waits) for waits in runs])
    expected = mean_wait(rate, minutes, windows)
    assert abs(found.mean - expected) < 1.6 * found.half  # about 99.8 %: fixed seeds, but honest ones
    assert found.half < 0.35 * expected


def test_the_ninetieth_percentile_and_the_chance_to_wait_are_erlangs():
    waits = sorted(wait for seed in range(10) for wait in stationary(5, 0.4, 8, seed))
    assert rank(waits, 0.9) == pytest.approx(quantile(0.4, 8, 5, 0.9), rel=0.1)
    assert sum(wait > 1e-9 for wait in waits) / len(waits) == pytest.approx(delayed(3.2, 5), rel=0.05)


def test_the_known_values_of_erlang_c():
    assert delayed(4, 5) == pytest.approx(0.5541, abs=1e-4)
    assert delayed(0.6, 1) == pytest.approx(0.6)  # one window: the load itself
    assert mean_wait(0.6 / 8, 8, 1) == pytest.approx(0.6 * 8 / 0.4)


def test_more_than_can_be_served_waits_for_ever():
    assert mean_wait(1, 8, 5) == math.inf
    assert quantile(1, 8, 5, 0.9) == math.inf


def test_the_fewest_windows_keep_the_target_and_one_fewer_does_not():
    windows = windows_for(0.5, 8, 10)
    assert quantile(0.5, 8, windows, 0.9) <= 10 < quantile(0.5, 8, windows - 1, 0.9)
    assert windows_for(0, 8, 10) == 1
