"""How many trips merging saves: a synthetic month of one beat, walked duty by duty and walked by the list.  Pure.

Without a list an officer goes out for each duty as it comes, from the station and on to the next in the order of
arrival; with the list, duties at one door are one stop and stops are walked in order.  The month is drawn: doors
of a beat, duties a day, how often one door has several (numbers of ours, no city has published any).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from onewindow.modules.rounds.order import metres_of, walked
from onewindow.modules.rounds.stops import Point, Stop, Task, merged

SEED, DAYS, DOORS, WIDE = 20260301, 22, 160, 1800
A_DAY = (9, 22)  # duties that come in a day, least and most
AGAIN = 0.35  # how likely a duty is at a door that has one already
HOURS = {"first": 12, "more": 5, "opens": 510, "closes": 1170}


@dataclass(frozen=True, slots=True)
class SavedDay:
    """One day both ways: duties, trips and metres."""

    duties: int
    stops: int
    metres_each: int
    metres_list: int


def month(*, seed: int = SEED, days: int = DAYS, again: float = AGAIN, begins: datetime) -> list[SavedDay]:
    """Every day of the month, both ways."""
    draw = Random(seed)
    points = {f"addr:{nth}": Point(draw.uniform(-WIDE, WIDE), draw.uniform(-WIDE, WIDE)) for nth in range(DOORS)}
    return [_day(draw, points, again, begins + timedelta(days=nth)) for nth in range(days)]


def _day(draw: Random, points: dict[str, Point], again: float, now: datetime) -> SavedDay:
    doors: list[str] = []
    for _ in range(draw.randint(*A_DAY)):
        doors.append(draw.choice(doors) if doors and draw.random() < again else draw.choice(list(points)))
    tasks = [Task(nth, "", door, now + timedelta(days=draw.randint(0, 9))) for nth, door in enumerate(doors)]
    stops = merged(tasks, points, Point(0, 0), **HOURS)
    best = walked(stops, Point(0, 0), now=now, begins=540, cap=720, speed=70.0)
    each = [_single(task, points) for task in tasks]
    walked_stops = [leg.stop for leg in best.legs]
    left = [stop for stop, _ in best.left]
    return SavedDay(
        len(tasks), len(stops), metres_of(each, Point(0, 0)), metres_of([*walked_stops, *left], Point(0, 0))
    )


def _single(task: Task, points: dict[str, Point]) -> Stop:
    return Stop(task.door, points[task.door], (task.case_id,), 12, 0, 1440, task.due_at)


def summary(days: Sequence[SavedDay]) -> dict[str, Any]:
    """Duties, trips and kilometres of the month both ways, and the shares saved."""
    duties, stops = sum(one.duties for one in days), sum(one.stops for one in days)
    each, by_list = sum(one.metres_each for one in days), sum(one.metres_list for one in days)
    return {
        "days": len(days), "duties": duties, "stops": stops, "trips_saved": round(100 * (1 - stops / duties), 1),
        "km_each": round(each / 1000, 1), "km_list": round(by_list / 1000, 1),
        "km_saved": round(100 * (1 - by_list / each), 1),
    }  # fmt: skip
