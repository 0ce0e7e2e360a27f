"""When will it be my turn: the dispatcher played forward for the order, sixty drawn days for the spread.  Pure.

Minutes at a window vary like a lognormal with σ = 0.5 (our assumption: nothing is published but means).  The
days are drawn from one fixed seed, so that the same line always gives the same answer.  `tests/test_estimate.py`
holds the range against days in which the dispatcher itself is asked at every call.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import islice
from math import ceil, exp, floor, log, sqrt
from random import Random
from statistics import NormalDist

from onewindow.modules.windows.line.dispatch import Called, Counter, Dispatcher, Rules, Waiting
from onewindow.modules.windows.line.lanes import PRIVILEGED

SIGMA = 0.5
VARIES = exp(SIGMA**2) - 1  # variance over squared mean of one service
DRAWN, SEED = 60, 20260302
"""Days drawn for the spread: the edges of the range move by about a twentieth of it with another seed."""
FACTORS = [exp(SIGMA * NormalDist().inv_cdf((nth + 0.5) / 64) - SIGMA**2 / 2) for nth in range(64)]
"""One service over its mean, in 64 equally likely steps."""


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
    called: Called,
    calls: int,
    rules: Rules,
    coming: Coming = Coming(),
) -> dict[int, Estimate]:
    """An estimate for each ticket that one of these windows may call; the others are left out."""
    dispatcher = Dispatcher([one.counter for one in windows], rules)
    order = _order(dispatcher, waiting, windows, called, calls)
    days, draw = _Days(windows), Random(SEED)
    pools: dict[object, list[int]] = {}
    served, found = [0] * len(windows), {}
    for one, nth in order:
        kind = (one.needs, one.only_window)
        if kind not in pools:
            pools[kind] = [n for n, at in enumerate(windows) if dispatcher.able(one, at.counter)]
        pool = pools[kind]
        starts = days.next(pool, one.minutes)
        if one.lane not in PRIVILEGED and coming.per_minute:
            starts = _later(starts, coming, len(pool), rules, draw)
        found[one.id] = _estimate(sum(served[n] for n in pool), starts)
        served[nth] += 1
    return found


def soonest(
    waiting: Iterable[Waiting], windows: Sequence[Busy], called: Called, calls: int, rules: Rules, most: int
) -> list[int]:
    """The first few in the order of `forecast`, without its drawn days: what a screen needs after every call."""
    dispatcher = Dispatcher([one.counter for one in windows], rules)
    return [one.id for one, _ in islice(_order(dispatcher, waiting, windows, called, calls), most)]


def _order(
    dispatcher: Dispatcher, waiting: Iterable[Waiting], windows: Sequence[Busy], called: Called, calls: int
) -> Iterator[tuple[Waiting, int]]:
    """Who is called after whom and where, if everything takes as long as expected."""
    line, recent = _Line(waiting), dict(called)
    free = [(one.minutes, nth) for nth, one in enumerate(windows)]
    heapify(free)
    while free and line.groups:
        at, nth = heappop(free)
        chosen = dispatcher.choose(line.heads(), windows[nth].counter, recent, calls)
        if chosen is None:
            continue  # nobody is left for this window
        line.take(chosen)
        yield chosen, nth
        heappush(free, (at + chosen.minutes, nth))
        calls += 1
        window = windows[nth].counter.window
        recent[window] = [*recent.get(window, ())[-dispatcher.rules.of :], chosen.lane]


class _Days:
    """When each window is free again, in each of the drawn days."""

    def __init__(self, windows: Sequence[Busy]) -> None:
        self.draw = Random(SEED)
        self.free = [[_drawn(self.draw, one.minutes, one.variance) for one in windows] for _ in range(DRAWN)]

    def next(self, pool: list[int], minutes: float) -> list[float]:
        """The moment the first of these windows is free, in each day; it is busy for about so long from then."""
        starts = []
        for free in self.free:
            nth = min(pool, key=free.__getitem__)
            starts.append(free[nth])
            free[nth] += minutes * self.draw.choice(FACTORS)
        return starts


def _drawn(draw: Random, mean: float, variance: float) -> float:
    if mean <= 0:
        return 0.0
    wide = log(1 + variance / mean**2)
    return draw.lognormvariate(log(mean) - wide / 2, sqrt(wide)) if wide else mean


def _later(starts: list[float], coming: Coming, windows: int, rules: Rules, draw: Random) -> list[float]:
    """The privileged who have yet to come take their part of the windows, never more than their share."""
    part = min(coming.per_minute * coming.minutes / windows, rules.privileged_share)
    longer = [at / (1 - part) for at in starts]
    more = coming.minutes * (1 + VARIES) * part / windows
    return [max(before, at + draw.gauss(0, sqrt(more * at))) for before, at in zip(starts, longer, strict=True)]


def _estimate(ahead: int, starts: list[float]) -> Estimate:
    starts = sorted(starts)
    low, middle, high = (starts[round(part * (len(starts) - 1))] for part in (0.1, 0.5, 0.9))
    return Estimate(ahead, floor(low), round(middle), ceil(high))


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
