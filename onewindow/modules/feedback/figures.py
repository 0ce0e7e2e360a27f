"""The figures of ratings: each with what is counted, out of what, and how sure it is.  Pure.

A case nobody rated is in one denominator only, that of the share of rated ones; it is never satisfied by silence.
Units are told in the order of the tree and persons are not told at all: no ranking is drawn from this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onewindow.kernel.cases.rated import Rated
from onewindow.kernel.ground.intervals import wilson
from onewindow.modules.feedback.definitions import ASKED, BAD, GOOD, Definition


@dataclass(frozen=True, slots=True)
class Share:
    """One share.  `few` says that only its range is to be shown."""

    of: Definition
    numerator: int
    denominator: int
    few: bool

    @property
    def value(self) -> float | None:
        """In per cent; None on nothing and on few."""
        return None if self.few or not self.denominator else 100 * self.numerator / self.denominator

    @property
    def range(self) -> tuple[float, float] | None:
        """The 95 % range (Wilson), in per cent."""
        return wilson(self.numerator, self.denominator)


def shares(of: Rated, few: int) -> list[Share]:
    """Of one unit, or of a sum of units."""
    counts = ((ASKED, of.rated, of.ended), (GOOD, of.good, of.n), (BAD, of.bad, of.n))
    return [Share(definition, hits, n, n < few) for definition, hits, n in counts]


def together(units: Sequence[Rated]) -> Rated:
    """The sum of these units."""
    names = ("ended", "rated", "flagged", "struck", "good", "bad", "follow_ups")
    return Rated(None, "", **{name: sum(getattr(one, name) for one in units) for name in names})
