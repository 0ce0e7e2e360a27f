"""What the revisits say: by kind and unit, each share with what was counted and how sure it is; and the draw audited."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from onewindow.kernel.ground.intervals import wilson
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.units import unit_named
from onewindow.modules.revisits import lot
from onewindow.modules.revisits.models import Revisit, Seed
from onewindow.modules.revisits.reach import to_read
from onewindow.modules.revisits.words import CONTENT

COUNTS = {
    "planned": Q(),
    "drawn": ~Q(state="passed"),
    "waiting": Q(state="open"),
    "reached": Q(state="reached"),
    "refused": Q(state="refused"),
    "not_reached": Q(state="not_reached"),
    "nobody": Q(state="nobody"),
    "dropped": Q(state="dropped"),
    "rated": Q(satisfied__isnull=False),
    "content": Q(satisfied__lte=CONTENT),
    "first_rated": Q(first=True, satisfied__isnull=False),
    "first_content": Q(first=True, satisfied__lte=CONTENT),
    "failed": Q(failed=True),
    "reopened": Q(reopened=True),
    "synthetic": Q(synthetic=True),
}


@dataclass(slots=True)
class Line:
    """Counts of one kind at one unit, or of several together; shares are (hits, n)."""

    case_type: str = ""
    unit: str = ""
    planned: int = 0
    drawn: int = 0
    waiting: int = 0
    reached: int = 0
    refused: int = 0
    not_reached: int = 0
    nobody: int = 0
    dropped: int = 0
    rated: int = 0
    content: int = 0
    first_rated: int = 0
    first_content: int = 0
    failed: int = 0
    reopened: int = 0
    synthetic: int = 0

    @property
    def answered(self) -> tuple[int, int]:
        """Reached, out of those that were called to an end."""
        return self.reached, self.reached + self.refused + self.not_reached

    @property
    def satisfied(self) -> tuple[int, int]:
        """Levels 1 to 3, out of those who gave one."""
        return self.content, self.rated

    @property
    def first_satisfied(self) -> tuple[int, int]:
        """The same at the first revisit of a case: 一次回访满意率."""
        return self.first_content, self.first_rated

    def add(self, other: Line) -> None:
        """Count the other in."""
        for one in fields(self)[2:]:
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its range; `value` is None on nothing."""

    hits: int
    n: int

    @property
    def value(self) -> float | None:
        """In per cent."""
        return 100 * self.hits / self.n if self.n else None

    @property
    def spread(self) -> tuple[float, float] | None:
        """Wilson, 95 %."""
        return wilson(self.hits, self.n)


def by_kind_and_unit(*, actor: Actor, since: datetime, until: datetime) -> list[Line]:
    """One line a kind and unit, over the cases that ended from `since` to before `until`."""
    found: Any = (
        Revisit.objects.filter(to_read(actor), ended_at__gte=since, ended_at__lt=until)
        .values("case_type", "unit_id")
        .annotate(**{name: Count("id", filter=of) if of else Count("id") for name, of in COUNTS.items()})
        .order_by("case_type", "unit_id")
    )
    return [Line(row["case_type"], unit_named(row["unit_id"]), **{name: row[name] for name in COUNTS}) for row in found]


def by_kind(lines: list[Line]) -> list[Line]:
    """One line a kind, of all its units."""
    kinds: dict[str, Line] = {}
    for one in lines:
        kinds.setdefault(one.case_type, Line(one.case_type)).add(one)
    return list(kinds.values())


def whole(lines: list[Line]) -> Line:
    """All of them together."""
    total = Line()
    for one in lines:
        total.add(one)
    return total


@dataclass(frozen=True, slots=True)
class Audit:
    """The draw of one month, reckoned again: `seed` is empty while the month runs."""

    month: str
    seed: str
    planned: int
    drawn: int
    expected: float  # the sum of the shares in force
    wrong: int


def audits(*, actor: Actor, now: datetime, months: int = 12) -> list[Audit]:
    """Each month within reach, newest first: every number reckoned anew and compared with what was kept."""
    seeds = {one.month: one.seed for one in Seed.objects.order_by("-month")[:months]}
    running, told = lot.month_of(now), []
    for month, seed in seeds.items():
        planned, drawn, expected, wrong = 0, 0, 0.0, 0
        kept = Revisit.objects.filter(to_read(actor), month=month)
        for number, nth, draw, share, state in kept.values_list("number", "nth", "draw", "share", "state").iterator():
            planned, drawn, expected = planned + 1, drawn + (state != "passed"), expected + share
            wrong += draw != lot.number(seed, number, nth) or lot.drawn(draw, share) != (state != "passed")
        told.append(Audit(month, seed if month < running else "", planned, drawn, expected, wrong))
    return told
