"""Where doors, communities and stations lie."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from onewindow.modules.rounds.models import Spot
from onewindow.modules.rounds.stops import Point


def points(keys: Iterable[str]) -> dict[str, Point]:
    """The points of these doors and communities, as far as they are known."""
    found = Spot.objects.filter(key__in=set(keys)).values_list("key", "x", "y")
    return {key: Point(x, y) for key, x, y in found}


def home_of(unit_path: str, places: Iterable[str]) -> Point:
    """Where the officer's day begins: the station, or the middle of the beat where nobody has said."""
    known = points([f"unit:{unit_path}", *places])
    station = known.pop(f"unit:{unit_path}", None)
    if station is not None:
        return station
    if not known:
        return Point(0, 0)
    return Point(sum(one.x for one in known.values()) / len(known), sum(one.y for one in known.values()) / len(known))


def learn(key: str, point: Point, *, source: str, now: datetime) -> None:
    """Keep where a door is, as somebody who stands there says."""
    Spot.objects.update_or_create(key=key, defaults={"x": point.x, "y": point.y, "source": source, "at": now})
