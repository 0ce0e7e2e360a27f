"""Duties at one door are one stop: pure.

A stop is a door (the keyed hash of a standard address), or the community where the case names no door.  It takes a
few minutes for its first duty and less for each more, and has the hours in which one may call there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Point:
    """Metres east and north of the city's zero."""

    x: float
    y: float

    def metres(self, other: Point) -> float:
        """Straight, as on the local map."""
        return float(((self.x - other.x) ** 2 + (self.y - other.y) ** 2) ** 0.5)


@dataclass(frozen=True, slots=True)
class Task:
    """One duty, as far as planning looks at it.  `opens`, `closes`: minutes of the day, when somebody is there."""

    case_id: int
    place: str
    door: str
    due_at: datetime | None = None
    opens: int = 0
    closes: int = 1440


@dataclass(frozen=True, slots=True)
class Stop:
    """Everything due at one door; `sure` is false when its point is the community's and not its own."""

    key: str
    point: Point
    cases: tuple[int, ...]
    minutes: int
    opens: int
    closes: int
    due_at: datetime | None
    sure: bool = True


def merged(
    tasks: Iterable[Task], points: Mapping[str, Point], home: Point, *, first: int, more: int, opens: int, closes: int
) -> list[Stop]:
    """The stops of these duties, most urgent first.

    `points` are known by door and by community; a community without one lies at `home`.  Duties at a door whose
    hours do not meet are two stops: one comes twice.
    """
    groups: dict[tuple[str, int, int], list[Task]] = {}
    for task in sorted(tasks, key=lambda one: (one.due_at is None, one.due_at, one.case_id)):
        key = task.door or task.place
        hours = (max(opens, task.opens), min(closes, task.closes))
        for (door, since, until), there in groups.items():
            both = max(since, hours[0]), min(until, hours[1])
            if door == key and both[0] < both[1]:
                groups.pop((door, since, until))
                groups[door, *both] = [*there, task]
                break
        else:
            groups.setdefault((key, *hours), []).append(task)
    found = [
        _stop(key, there, points, home, first, more, since, until) for (key, since, until), there in groups.items()
    ]
    return sorted(found, key=lambda one: (one.due_at is None, one.due_at, one.key))


def _stop(
    key: str, there: Sequence[Task], points: Mapping[str, Point], home: Point, first: int, more: int, opens: int,
    closes: int,
) -> Stop:  # fmt: skip
    dues = [one.due_at for one in there if one.due_at is not None]
    point = points.get(key)
    return Stop(
        key=key,
        point=point or points.get(there[0].place) or home,
        cases=tuple(one.case_id for one in there),
        minutes=first + more * (len(there) - 1),
        opens=opens,
        closes=closes,
        due_at=min(dues) if dues else None,
        sure=point is not None and bool(there[0].door),
    )
