"""The cheapest staffing of a day that keeps the 90th percentile of the wait within a target.

Erlang C gives a first need of windows by half hour; it takes each half hour as if it lasted, so it asks for too much,
and parts of it are tried first.  CP-SAT covers a need with shifts, the simulator says whether that is enough; then half
hours are lowered one by one and tried again, a bounded number of times.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

from onewindow.modules.windows.line.dispatch import Rules
from onewindow.modules.windows.simulation.arrivals import HALF_HOUR, OPEN_MINUTES, Demand
from onewindow.modules.windows.simulation.erlang import windows_for
from onewindow.modules.windows.simulation.experiments import compare, never, synthetic
from onewindow.modules.windows.simulation.measures import Estimate, estimate
from onewindow.modules.windows.simulation.plans import EVERYTHING, Arrangement, Post

SLOTS = OPEN_MINUTES // HALF_HOUR
MOST_WINDOWS = 20
ROUNDS = 40
PARTS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Of the first need, tried in this order."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One kind of shift: a code, and the half hours worked, all of them paid."""

    code: str
    slots: frozenset[int]

    @property
    def words(self) -> str:
        """When one works: 9:00–12:00、13:00–17:00."""
        return "、".join(f"{clock(begin // HALF_HOUR)}–{clock(end // HALF_HOUR)}" for begin, end in self.spans)

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The same in minutes since opening."""
        ordered = sorted(self.slots)
        starts = [one for one in ordered if one - 1 not in self.slots]
        ends = [one + 1 for one in ordered if one + 1 not in self.slots]
        return tuple((start * HALF_HOUR, end * HALF_HOUR) for start, end in zip(starts, ends, strict=True))


def _whole_day(lunch: int) -> Pattern:
    whole = frozenset(range(SLOTS)) - {lunch, lunch + 1}
    return Pattern(f"day-{lunch}", whole)


def clock(slot: int) -> str:
    """The time a half hour begins at, as words."""
    minutes = 9 * 60 + slot * HALF_HOUR
    return f"{minutes // 60}:{minutes % 60:02d}"


PATTERNS = (
    *(_whole_day(lunch) for lunch in (5, 6, 7, 8)),
    Pattern("morning", frozenset(range(0, 8))),
    Pattern("peak", frozenset(range(0, 6))),
    Pattern("noon", frozenset(range(4, 12))),
    Pattern("afternoon", frozenset(range(8, 16))),
)


@dataclass(frozen=True, slots=True)
class Staffing:
    """How many of each pattern; what the simulator says of it; `met` when the target is kept.

    `searched`: to the end; otherwise the time was over and something cheaper may be left.
    """

    counts: tuple[tuple[Pattern, int], ...]
    need: tuple[int, ...]
    p90: Estimate
    met: bool
    searched: bool = True

    @property
    def hours(self) -> float:
        """Paid officer-hours."""
        return sum(len(pattern.slots) * count for pattern, count in self.counts) * HALF_HOUR / 60

    @property
    def people(self) -> int:
        return sum(count for _, count in self.counts)

    @property
    def by_slot(self) -> list[int]:
        """Officers on duty in each half hour."""
        return [sum(count for one, count in self.counts if slot in one.slots) for slot in range(SLOTS)]


def cover(need: Sequence[int], patterns: Sequence[Pattern] = PATTERNS) -> tuple[tuple[Pattern, int], ...]:
    """The fewest paid half hours, then the fewest people, that cover the need; never more windows than there are."""
    cp_model: Any = import_module("ortools.sat.python.cp_model")  # half a second, only for those who plan
    model = cp_model.CpModel()
    counts = [model.new_int_var(0, MOST_WINDOWS, one.code) for one in patterns]
    for slot, wanted in enumerate(need):
        there = sum(count for count, one in zip(counts, patterns, strict=True) if slot in one.slots)
        model.add(there >= min(wanted, MOST_WINDOWS))
    model.minimize(sum(count * (100 * len(one.slots) + 1) for count, one in zip(counts, patterns, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = 2
    status = solver.solve(model)
    assert status in (cp_model.OPTIMAL, cp_model.FEASIBLE), "patterns cover every half hour"
    found = [(one, solver.value(count)) for count, one in zip(counts, patterns, strict=True)]
    return tuple((one, count) for one, count in found if count)


def arrangement_of(counts: Sequence[tuple[Pattern, int]], pace: float, device_share: float = 0.0) -> Arrangement:
    """Combined windows staffed by these shifts."""
    spans = [pattern.spans for pattern, count in counts for _ in range(count)]
    posts = tuple(Post(nth + 1, EVERYTHING, one, pace) for nth, one in enumerate(spans))
    return Arrangement("建议的排班", posts, device_share)


def need_by_erlang(demand: Demand, target: float, minutes: float, weekday: int | None = None) -> list[int]:
    """Windows by half hour, each half hour taken as if it lasted."""
    return [windows_for(count / HALF_HOUR, minutes, target) for count in demand.by_half_hour(weekday)]


def cheapest(
    demand: Demand, *, target: float, seed: int, days: int, pace: float = 1.0, device_share: float = 0.0,
    weekday: int | None = None, rules: Rules = Rules(), enough: Callable[[], bool] = never,  # noqa: B008
) -> Staffing:  # fmt: skip
    """The cheapest staffing found, held against days it was not chosen on; a stricter aim when it fails there."""
    draw = synthetic(demand, weekday)
    minutes = demand.mean_minutes() * pace * Arrangement("", (), device_share).at_window

    known: dict[Any, tuple[Estimate, bool]] = {}

    def trial(need: Sequence[int], aim: float, luck: int) -> Staffing:
        counts = cover(need)
        key = (luck, tuple((one.code, count) for one, count in counts))  # many needs are covered alike
        if key not in known:
            done = compare([arrangement_of(counts, pace, device_share)], draw, seed=luck, days=days, rules=rules)[0]
            known[key] = estimate([one.p90 for one in done]), not any(one.unserved for one in done)
        p90, served = known[key]
        return Staffing(counts, tuple(need), p90, served and p90.mean <= aim)

    found = None
    need = need_by_erlang(demand, target, minutes, weekday)
    for strictness in (1.0, 0.85, 0.7):
        aim = target * strictness
        best = _lowered(need, lambda wanted, aim=aim: trial(wanted, aim, seed), enough)  # type: ignore[misc]
        found = trial(best.need, target, seed + 1)
        if found.met or enough():
            break
    assert found is not None, "at least one aim is tried"
    return replace(found, searched=not enough())


def _lowered(need: Sequence[int], trial: Callable[[Sequence[int]], Staffing], enough: Callable[[], bool]) -> Staffing:
    """The least part that keeps the aim, raised if none does, then half hours lowered while it is kept and no dearer."""
    parts = [[max(1, round(one * part)) for one in need] for part in PARTS]
    best, rounds = trial(parts[0]), 1
    for part in parts[1:]:
        if not best.met and not enough():
            best, rounds = trial(part), rounds + 1
    while not best.met and rounds < ROUNDS and not enough():
        best, rounds = trial([one + 1 for one in best.need]), rounds + 1
    for slot in sorted(range(SLOTS), key=lambda one: -best.need[one]) * 2:
        if rounds >= ROUNDS or enough() or not best.met:
            break
        if best.need[slot] > 1:
            other = trial([count - (nth == slot) for nth, count in enumerate(best.need)])
            rounds += 1
            if other.met and (other.hours, other.people) <= (best.hours, best.people):
                best = other
    return best
