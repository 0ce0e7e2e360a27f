"""In which order to walk, and what does not fit into the day: pure, over an optimisation library (OR-Tools).

Straight lines on the local map.  Every stop may be left out at a price that rises with its urgency, so a day that
is too full leaves out what can wait; each stop left out says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from onewindow.modules.rounds.stops import Point, Stop

SECONDS, SOLUTIONS = 0.8, 4000
"""Whichever comes first ends the search: 40 stops are good long before."""
FULL, CLOSED, MANY = "full", "closed", "many"
WHY = {
    FULL: "今天排满了，这一处可以晚些去",
    CLOSED: "今天能上门的时段已经赶不上",
    MANY: "今天要去的地方太多，这一处可以晚些去",
}


@dataclass(frozen=True, slots=True)
class Leg:
    """A stop of today and the minute of the day one gets there."""

    stop: Stop
    at: int


@dataclass(frozen=True, slots=True)
class Day:
    """The walk of one day: stops in order, metres walked, minutes at work, and what is left for another day."""

    legs: tuple[Leg, ...]
    left: tuple[tuple[Stop, str], ...]
    metres: int
    minutes: int


def walked(
    stops: Sequence[Stop], home: Point, *, now: datetime, begins: int, cap: int, speed: float, most: int = 40
) -> Day:
    """The best walk found from `home` at minute `begins`, at most `cap` minutes long."""
    soon = list(stops[:most])
    many = [(stop, MANY) for stop in stops[most:]]
    late = [(stop, CLOSED) for stop in soon if stop.closes <= begins]
    soon = [stop for stop in soon if stop.closes > begins]
    if not soon:
        return Day((), tuple(late + many), 0, 0)
    legs = _solved(soon, home, now, begins, cap, speed)
    there = {id(leg.stop) for leg in legs}
    full = [(stop, FULL) for stop in soon if id(stop) not in there]
    return Day(tuple(legs), tuple(full + late + many), _metres(legs, home), _minutes(legs, begins))


def metres_of(stops: Sequence[Stop], home: Point) -> int:
    """The length of this walk."""
    points = [home, *(stop.point for stop in stops)]
    return round(sum(a.metres(b) for a, b in zip(points, points[1:], strict=False)))


def _metres(legs: Sequence[Leg], home: Point) -> int:
    return metres_of([leg.stop for leg in legs], home)


def _minutes(legs: Sequence[Leg], begins: int) -> int:
    return legs[-1].at + legs[-1].stop.minutes - begins if legs else 0


def price(stop: Stop, now: datetime) -> int:
    """What leaving it out costs, in minutes of walking: what is due today or late is left out last."""
    if stop.due_at is None:
        return 60
    ahead = stop.due_at - now
    if ahead <= timedelta(0):
        return 2000 * len(stop.cases)
    if ahead <= timedelta(days=1):
        return 1000 * len(stop.cases)
    return max(90, 400 - 40 * ahead.days) * len(stop.cases)


def _solved(stops: Sequence[Stop], home: Point, now: datetime, begins: int, cap: int, speed: float) -> list[Leg]:
    points = [home, *(stop.point for stop in stops)]
    walk = [[round(10 * a.metres(b) / speed) for b in points] for a in points]  # tenths of a minute
    for row in walk:
        row[0] = 0  # the day ends where the last stop is
    work = [0, *(10 * stop.minutes for stop in stops)]
    manager = pywrapcp.RoutingIndexManager(len(points), 1, 0)
    routing = pywrapcp.RoutingModel(manager)
    routing.SetArcCostEvaluatorOfAllVehicles(routing.RegisterTransitMatrix(walk))
    busy = [[minutes + there for there in row] for minutes, row in zip(work, walk, strict=True)]
    transit = routing.RegisterTransitMatrix(busy)
    routing.AddDimension(transit, 10 * 1440, 10 * (begins + cap), False, "clock")
    clock = routing.GetDimensionOrDie("clock")
    clock.SetSpanCostCoefficientForAllVehicles(1)  # standing before a closed door is not free
    clock.CumulVar(routing.Start(0)).SetRange(10 * begins, 10 * begins)
    for nth, stop in enumerate(stops, start=1):
        index = manager.NodeToIndex(nth)
        clock.CumulVar(index).SetRange(10 * max(stop.opens, begins), 10 * max(stop.closes - 1, begins))
        routing.AddDisjunction([index], 10 * price(stop, now))
    routing.AddVariableMinimizedByFinalizer(clock.CumulVar(routing.End(0)))
    found = routing.SolveWithParameters(_search(len(stops)))
    return _legs(found, routing, manager, clock, stops) if found else []


def _search(count: int) -> Any:
    asked = pywrapcp.DefaultRoutingSearchParameters()
    asked.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PATH_CHEAPEST_ARC
    asked.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    asked.solution_limit = SOLUTIONS
    asked.time_limit.FromMilliseconds(int(1000 * (SECONDS if count > 8 else 0.1)))
    return asked


def _legs(found: Any, routing: Any, manager: Any, clock: Any, stops: Sequence[Stop]) -> list[Leg]:
    legs, index = [], routing.Start(0)
    while not routing.IsEnd(index):
        node = manager.IndexToNode(index)
        if node:
            legs.append(Leg(stops[node - 1], found.Value(clock.CumulVar(index)) // 10))
        index = found.Value(routing.NextVar(index))
    return legs
