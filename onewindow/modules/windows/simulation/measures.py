"""Figures of a simulated day, and their means over many days with 95 % confidence intervals.  Pure."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, fields
from statistics import fmean, stdev

from onewindow.modules.windows.simulation.arrivals import OPEN_MINUTES
from onewindow.modules.windows.simulation.hall import Day
from onewindow.modules.windows.simulation.plans import Arrangement

STUDENT = (12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13, 2.12, 2.11,
           2.10, 2.09, 2.09, 2.08, 2.07, 2.07, 2.06, 2.06, 2.06, 2.05, 2.05, 2.05, 2.04)  # fmt: skip
"""Two-sided 95 % points of Student's t for 1 to 30 degrees of freedom; 1.96 + 2.4 / n comes close beyond."""
PROMISED = 15
"""Minutes within which a visitor should be called."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One day.  Waits in minutes, of those who came to a window; shares 0 to 1; `peak` is the fullest hour's finished
    visits, machines included; `overtime` in officer-minutes after closing; `unserved` had no window that may."""

    mean: float
    p90: float
    prompt: float
    peak: float
    busy: float
    overtime: float
    visits: float
    unserved: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean and half the width of its 95 % interval."""

    mean: float
    half: float

    @property
    def low(self) -> float:
        return self.mean - self.half

    @property
    def high(self) -> float:
        return self.mean + self.half


def figures(day: Day, arrangement: Arrangement) -> Figures:
    """The figures of one day."""
    waits = sorted(one.wait for one in day.served)
    late = sum(max(0.0, one.ended - max(OPEN_MINUTES, one.called)) for one in day.served)
    on_duty = sum(post.minutes for post in arrangement.posts) + late
    return Figures(
        mean=fmean(waits) if waits else 0.0,
        p90=rank(waits, 0.9),
        prompt=bisect_right(waits, PROMISED) / (len(waits) + len(day.left)) if waits else 1.0,
        peak=fullest([*(one.ended for one in day.served), *(one.at for one in day.at_machines)]),
        busy=sum(one.ended - one.called for one in day.served) / on_duty if on_duty else 0.0,
        overtime=late,
        visits=len(waits) + len(day.at_machines) + len(day.left),
        unserved=len(day.left),
    )


def rank(ordered: Sequence[float], share: float) -> float:
    """The value that `share` of them do not exceed; 0 of nothing."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0


def fullest(moments: Sequence[float], minutes: float = 60) -> int:
    """The most moments within any hour."""
    ordered = sorted(moments)
    return max((nth + 1 - bisect_right(ordered, at - minutes) for nth, at in enumerate(ordered)), default=0)


def estimate(values: Sequence[float]) -> Estimate:
    """Mean and interval over independent days; one day alone has an infinite interval."""
    if len(values) < 2:
        return Estimate(fmean(values) if values else 0.0, math.inf)
    freedom = len(values) - 1
    student = STUDENT[freedom - 1] if freedom <= len(STUDENT) else 1.96 + 2.4 / freedom
    return Estimate(fmean(values), student * stdev(values) / math.sqrt(len(values)))


def estimates(days: Sequence[Figures]) -> dict[str, Estimate]:
    """Every figure over these days."""
    return {one.name: estimate([getattr(day, one.name) for day in days]) for one in fields(Figures)}


def change(before: Sequence[float], after: Sequence[float]) -> Estimate:
    """The relative change of the mean, day by day on the same visits: −0.5 is half.

    A ratio estimator: the interval is that of what the ratio leaves unexplained on each day.
    """
    base = fmean(before)
    if base <= 0:
        return Estimate(0.0, math.inf)
    ratio = fmean(after) / base
    left = estimate([late - ratio * early for early, late in zip(before, after, strict=True)])
    return Estimate(ratio - 1, left.half / base)
