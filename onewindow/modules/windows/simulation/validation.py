"""The simulator held against Erlang C: one hall without end, Poisson arrivals, exponential times, reckoned twice.  Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean

from onewindow.modules.windows.simulation.arrivals import Visit
from onewindow.modules.windows.simulation.erlang import delayed, mean_wait, quantile
from onewindow.modules.windows.simulation.hall import run
from onewindow.modules.windows.simulation.measures import Estimate, estimate, rank
from onewindow.modules.windows.simulation.plans import EVERYTHING, Arrangement, Post

LONG = 12_000.0
"""Minutes of one stationary run; the first tenth only fills the hall."""
MINUTES = 8.0
RUNS = 10
HALLS = ((1, 0.6), (3, 0.75), (5, 0.75), (10, 0.7))
"""Windows, and the share of their time that is work."""


@dataclass(frozen=True, slots=True)
class Held:
    """What independent runs say of a hall, beside the closed form."""

    windows: int
    load: float
    mean: Estimate
    mean_expected: float
    p90: Estimate
    p90_expected: float
    delayed: Estimate
    delayed_expected: float
    visits: int


def held(windows: int, load: float, seeds: Sequence[int] = tuple(range(RUNS))) -> Held:
    """One hall of so many windows, so busy; every run is one independent value."""
    rate = load * windows / MINUTES
    runs = [sorted(stationary(windows, rate, seed)) for seed in seeds]
    return Held(
        windows,
        load,
        estimate([fmean(waits) for waits in runs]),
        mean_wait(rate, MINUTES, windows),
        estimate([rank(waits, 0.9) for waits in runs]),
        quantile(rate, MINUTES, windows, 0.9),
        estimate([sum(wait > 1e-9 for wait in waits) / len(waits) for waits in runs]),
        delayed(rate * MINUTES, windows),
        sum(len(waits) for waits in runs),
    )


def stationary(windows: int, rate: float, seed: int) -> list[float]:
    """Waits of one run, once the hall has filled; `rate` in visits per minute."""
    random, at = Random(seed), 0.0
    visits: list[Visit] = []
    while at < LONG:
        at += random.expovariate(rate)
        minutes = random.expovariate(1 / MINUTES)
        visits.append(Visit(len(visits) + 1, at, "ordinary", frozenset({"idcard.renew"}), minutes, 0.5))
    posts = tuple(Post(nth + 1, EVERYTHING, ((0, LONG),)) for nth in range(windows))
    day = run(visits, Arrangement("stationary", posts))
    return [one.wait for one in day.served if one.visit.at > LONG / 10]
