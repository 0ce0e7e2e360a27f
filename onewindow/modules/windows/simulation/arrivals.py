"""Synthetic days: who comes when, for what, and how long it takes.  Pure, and repeatable from a seed.

What an arrangement changes is not drawn here: the same visits come to every arrangement (common random numbers).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from onewindow.modules.windows.items import BY_CODE

HALF_HOUR = 30
OPEN_MINUTES = 480
"""09:00 to 17:00, open at noon."""
SHAPE = (1.7, 1.6, 1.3, 1.3, 1.1, 0.8, 0.5, 0.5, 0.9, 1.1, 1.2, 1.1, 1.0, 0.9, 0.6, 0.4)
"""Arrivals by half hour, relative: the first hour is the fullest, noon the emptiest.  Ours: nothing is published."""
MONDAY = 1.3
"""Mondays against the mean of the five weekdays.  Ours."""
SPREAD = 0.5
"""Sigma of the logarithm of a service time."""
CHANGZHOU_2024 = (
    ("idcard.renew", 0.837 * 0.85),
    ("household.move", 0.837 * 0.15),
    ("licence.renew", 0.079),
    ("passport.ordinary", 0.084),
)
"""Shares of 户政, 车驾管, 出入境 at the stations' windows (常州日报, 种子 000); 15 % hard household matters is ours."""
EVEN = (
    ("idcard.renew", 0.4 * 0.85),
    ("household.move", 0.4 * 0.15),
    ("licence.renew", 0.3),
    ("passport.ordinary", 0.3),
)
"""A hall where the three departments are about equally busy."""
LANES = (("elder", 0.12), ("priority", 0.03))
"""Share of visits in privileged lanes; the rest is ordinary.  Ours."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visitor.  `at` in minutes since opening; `minutes` at a window of one department without any device.

    `draw`, evenly between 0 and 1, decides whether a self-service machine would do.
    """

    id: int
    at: float
    lane: str
    items: frozenset[str]
    minutes: float
    draw: float


@dataclass(frozen=True, slots=True)
class Demand:
    """What comes to a hall on an ordinary weekday: `per_day` visits in the mean of the five."""

    per_day: float = 140
    mix: tuple[tuple[str, float], ...] = CHANGZHOU_2024
    spread: float = SPREAD
    shape: tuple[float, ...] = SHAPE
    monday: float = MONDAY
    lanes: tuple[tuple[str, float], ...] = LANES

    def on(self, weekday: int | None) -> float:
        """Expected visits of a weekday (1 is Monday); None is the mean day."""
        if weekday is None:
            return self.per_day
        return self.per_day * (self.monday if weekday == 1 else (5 - self.monday) / 4)

    def by_half_hour(self, weekday: int | None = None) -> list[float]:
        """Expected visits of each half hour."""
        whole = sum(self.shape)
        return [self.on(weekday) * one / whole for one in self.shape]

    def mean_minutes(self) -> float:
        """Mean service time over the mix."""
        return sum(share * BY_CODE[item].minutes for item, share in self.mix)

    def load(self, items: frozenset[str]) -> float:
        """Minutes of work that one visit of the mix brings for these items, in the mean."""
        return sum(share * BY_CODE[item].minutes for item, share in self.mix if item in items)

    def day(self, random: Random, weekday: int | None = None) -> list[Visit]:
        """One day: a Poisson process of this shape, each visit with its item, lane and time."""
        codes = [item for item, _ in self.mix]
        shares = [share for _, share in self.mix]
        visits = []
        for nth, at in enumerate(_moments(self.by_half_hour(weekday), random)):
            item = random.choices(codes, shares)[0]
            factor = math.exp(random.gauss(0, 1) * self.spread - self.spread**2 / 2)
            lane, draw = self._lane(random.random()), random.random()
            visits.append(Visit(nth + 1, at, lane, frozenset({item}), BY_CODE[item].minutes * factor, draw))
        return visits

    def _lane(self, draw: float) -> str:
        for lane, share in self.lanes:
            if draw < share:
                return lane
            draw -= share
        return "ordinary"


def _moments(expected: list[float], random: Random) -> Iterator[float]:
    """Arrival moments: unit-rate steps through the cumulated expectation, so that a busier day is the same, denser."""
    reached, start = random.expovariate(1), 0.0
    for half_hour, count in enumerate(expected):
        while reached < start + count:
            yield (half_hour + (reached - start) / count) * HALF_HOUR
            reached += random.expovariate(1)
        start += count


def again(visits: list[Visit], random: Random, jitter: float = 5) -> list[Visit]:
    """A recorded day drawn anew: visits with replacement, each some minutes earlier or later."""
    drawn = random.choices(visits, k=len(visits)) if visits else []
    moved = sorted(
        ((max(0.0, one.at + random.uniform(-jitter, jitter)), one) for one in drawn), key=lambda pair: pair[0]
    )
    return [replace(one, id=nth + 1, at=at, draw=random.random()) for nth, (at, one) in enumerate(moved)]
