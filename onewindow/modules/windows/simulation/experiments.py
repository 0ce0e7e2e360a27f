"""Many days of one arrangement, on the same visits for every arrangement.  Pure and repeatable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations
from random import Random
from statistics import fmean

from onewindow.modules.windows.line.dispatch import Rules
from onewindow.modules.windows.simulation.arrivals import Demand, Visit, again
from onewindow.modules.windows.simulation.hall import Day, run
from onewindow.modules.windows.simulation.measures import PROMISED, Figures, figures
from onewindow.modules.windows.simulation.plans import Arrangement

Draw = Callable[[Random], list[Visit]]


def never() -> bool:
    """No reason to stop early."""
    return False


def synthetic(demand: Demand, weekday: int | None = None) -> Draw:
    """Days of this demand."""
    return lambda random: demand.day(random, weekday)


def recorded(visits: list[Visit]) -> Draw:
    """Days like the recorded one."""
    return lambda random: again(visits, random)


def days_of(
    arrangements: Sequence[Arrangement], draw: Draw, *, seed: int, days: int, rules: Rules = Rules(),  # noqa: B008
    enough: Callable[[], bool] = never,
) -> list[list[tuple[Arrangement, Day]]]:  # fmt: skip
    """Each day under every arrangement; at least two days, then until `days` or `enough`."""
    done = []
    for nth in range(days):
        if nth >= 2 and enough():
            break
        visits = draw(Random(f"{seed}/{nth}"))
        done.append([(one, run(visits, one, rules)) for one in arrangements])
    return done


def compare(
    arrangements: Sequence[Arrangement], draw: Draw, *, seed: int, days: int, rules: Rules = Rules(),  # noqa: B008
    enough: Callable[[], bool] = never,
) -> list[list[Figures]]:  # fmt: skip
    """Figures by arrangement, day beside day."""
    done = days_of(arrangements, draw, seed=seed, days=days, rules=rules, enough=enough)
    return [[figures(day[nth][1], one) for day in done] for nth, one in enumerate(arrangements)]


def capacity(arrangement: Arrangement, demand: Demand, *, seed: int, days: int, wait: float = PROMISED) -> int:
    """The most visits a day with which the mean wait stays within `wait` minutes: doubled, then halved, to 2 visits."""

    def bearable(per_day: int) -> bool:
        draw = synthetic(replace(demand, per_day=per_day))
        done = [run(draw(Random(f"{seed}/{nth}")), arrangement) for nth in range(days)]
        waits = [one.wait for day in done for one in day.served]
        return not any(day.left for day in done) and (not waits or fmean(waits) <= wait)

    low, high = 0, 64
    while bearable(high):
        low, high = high, 2 * high
    while high - low > 2:
        middle = (low + high) // 2
        low, high = (middle, high) if bearable(middle) else (low, middle)
    return low


def saturated_ratio(before: Arrangement, after: Arrangement, demand: Demand) -> float:
    """How many times as many visits of this mix the hall bears afterwards with endless lines, in closed form."""
    return _limit(after, demand) / _limit(before, demand)


def _limit(arrangement: Arrangement, demand: Demand) -> float:
    """Visits per minute: no set of items may bring more work than the windows that may take any of them can do."""
    items = [item for item, _ in demand.mix]
    sets = [frozenset(some) for size in range(1, len(items) + 1) for some in combinations(items, size)]
    share = arrangement.at_window * (1 - arrangement.self_service)
    return min(
        sum(1 / post.pace for post in arrangement.posts if post.may & some) / (demand.load(some) * share)
        for some in sets
    )
