"""One number, told whole: what it counts, out of what, how many, how sure.  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

SMALL = 30
Z95 = 1.959964


@dataclass(frozen=True, slots=True)
class Definition:
    """What a number means, in Chinese: its title, unit, and both sides of the division."""

    code: str
    title: str
    unit: str
    numerator: str
    denominator: str
    counted: str = "张票"
    """What `n` counts; it may be other than the denominator (a 90th percentile has none)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The number itself.  `n` says on how many observations it rests; `value` is None when there is nothing."""

    of: Definition
    value: float | None
    numerator: float | None
    denominator: float | None
    n: int

    @property
    def small(self) -> bool:
        """Too few to compare with another hall or month."""
        return self.n < SMALL

    @property
    def spread(self) -> tuple[float, float] | None:
        """The 95 % range (Wilson) of a share in per cent; None for anything else."""
        if self.of.unit != "%" or not self.n or self.numerator is None or self.denominator != self.n:
            return None
        return wilson(self.numerator, self.n)


def wilson(hits: float, n: int) -> tuple[float, float]:
    """The 95 % range of a share, in per cent; honest for few observations and near 0 or 1."""
    share, z2 = hits / n, Z95 * Z95
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return 100 * max(0.0, middle - half), 100 * min(1.0, middle + half)


def divided(of: Definition, numerator: float, denominator: float, n: int | None = None) -> Figure:
    """A quotient; shares in per cent."""
    times = 100 if of.unit == "%" else 1
    value = times * numerator / denominator if denominator else None
    return Figure(of, value, numerator, denominator, round(denominator) if n is None else n)


def quantile(of: Definition, value: float | None, n: int) -> Figure:
    """A percentile: no numerator, `n` observations in order."""
    return Figure(of, value, None, None, n)
