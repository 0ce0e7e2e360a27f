"""When will it be my turn: the dispatcher played forward on expected minutes, with an honest spread.  Pure.

Minutes at a window vary like a lognormal with σ = 0.5 (our assumption: nothing is published but means); the
spread follows from how much uncertain work lies before the ticket at the windows that may serve it, and from
privileged tickets that have yet to come.  `tests/test_estimate.py` holds it against drawn days.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import ceil, exp, floor, log, sqrt

from onewindow.modules.windows.line.dispatch import Counter, Dispatcher, Rules, Waiting
from onewindow.modules.windows.line.lanes import PRIVILEGED

SIGMA = 0.5
VARIES = exp(SIGMA**2) - 1  # variance over squared mean of one service
ONE_IN_TEN = 1.2816  # of the standard normal


@dataclass(frozen=True, slots=True)
class Busy:
    """A window that calls, how many minutes until it is free, and the variance of that."""

    counter: Counter
    minutes: float = 0.0
    variance: float = 0.0


@dataclass(frozen=True, slots=True)
class Coming:
    """Privileged tickets that arrive while one waits: how many a minute, and their minutes at the window."""

    per_minute: float = 0.0
    minutes: float = 10.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """Minutes until the call: one in ten waits less than `low`, half less than `middle`, one in ten over `high`."""

    ahead: int
    low: int
    middle: int
    high: int


def still_busy(expected: float, passed: float) -> tuple[float, float]:
    """Mean and variance of the minutes left of a service; one that has taken long takes longer still."""
    left = max(expected - passed, 0.4 * expected)
    return left, VARIES * expected**2 * (left / expected if expected else 0.0)


def forecast(
    waiting: Iterable[Waiting],
    windows: Sequence[Busy],
    called: Sequence[str],
    calls: int,
    rules: Rules,
    coming: Coming = Coming(),
) -> dict[int, Estimate]:
    """An estimate for each ticket that one of these windows may call; the others are left out."""
    dispatcher = Dispatcher([one.counter for one in windows], rules)
    line = _Line(waiting)
    pools: dict[tuple[str, frozenset[str], int | None], list[int]] = {}
    variance, served = [one.variance for one in windows], [0] * len(windows)
    free = [(one.minutes, nth) for nth, one in enumerate(windows)]
    heapify(free)
    recent, found = list(called), {}
    while free and line.groups:
        at, nth = heappop(free)
        chosen = dispatcher.choose(line.heads(), windows[nth].counter, recent, calls)
        if chosen is None:
            continue  # nobody is left for this window
        line.take(chosen)
        kind = (chosen.lane, chosen.needs, chosen.only_window)
        if kind not in pools:
            pools[kind] = [n for n, one in enumerate(windows) if dispatcher.able(chosen, one.counter)]
        pool = pools[kind]
        extra = coming if chosen.lane not in PRIVILEGED else Coming()
        found[chosen.id] = _estimate(
            sum(served[n] for n in pool), at, sum(variance[n] for n in pool) / len(pool) ** 2, len(pool), extra, rules
        )
        served[nth] += 1
        variance[nth] += VARIES * chosen.minutes**2
        heappush(free, (at + chosen.minutes, nth))
        calls += 1
        recent.append(chosen.lane)
    return found


class _Line:
    """Tickets by kind, each kind in order: the dispatcher need only see the first of each."""

    def __init__(self, waiting: Iterable[Waiting]) -> None:
        self.groups: dict[object, deque[Waiting]] = {}
        for one in sorted(waiting, key=lambda one: (one.rank, one.id)):
            self.groups.setdefault(_kind(one), deque()).append(one)

    def heads(self) -> list[Waiting]:
        return [group[0] for group in self.groups.values()]

    def take(self, one: Waiting) -> None:
        group = self.groups[_kind(one)]
        group.popleft()
        if not group:
            del self.groups[_kind(one)]


def _kind(one: Waiting) -> object:
    return one.lane, one.needs, one.only_window, one.not_before_call


def _estimate(ahead: int, mean: float, variance: float, windows: int, coming: Coming, rules: Rules) -> Estimate:
    """The privileged who have yet to come take their part of the windows, never more than their share."""
    if mean <= 0:
        return Estimate(ahead, 0, 0, 0)
    part = min(coming.per_minute * coming.minutes / windows, rules.privileged_share)
    longer = mean / (1 - part)
    variance = variance / (1 - part) ** 2 + part * longer * coming.minutes * (1 + VARIES) / windows
    sigma = sqrt(log(1 + variance / longer**2))
    middle = longer * exp(-(sigma**2) / 2)
    return Estimate(
        ahead,
        floor(middle * exp(-ONE_IN_TEN * sigma)),
        round(middle),
        ceil(middle * exp(ONE_IN_TEN * sigma)),
    )
