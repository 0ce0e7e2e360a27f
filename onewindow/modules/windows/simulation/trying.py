"""One question tried: both arrangements over the same days, for a few seconds at most."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from onewindow.modules.windows.line.dispatch import Rules
from onewindow.modules.windows.simulation.arrivals import HALF_HOUR, OPEN_MINUTES
from onewindow.modules.windows.simulation.asking import Asking
from onewindow.modules.windows.simulation.experiments import Draw, days_of, never, synthetic
from onewindow.modules.windows.simulation.hall import Day
from onewindow.modules.windows.simulation.measures import Estimate, change, estimates, figures, rank
from onewindow.modules.windows.simulation.shifts import Staffing, cheapest

SEED = 1
DAYS = 60
STAFFING_DAYS = 20


@dataclass(frozen=True, slots=True)
class Tried:
    """What came out: figures of both, the change of the mean wait, the wait by half hour, how many days there were."""

    before: dict[str, Estimate]
    after: dict[str, Estimate]
    change: Estimate
    by_half_hour: tuple[list[float], list[float]]
    days: int


def tried(
    asking: Asking, titles: tuple[str, str], rules: Rules, draw: Draw | None = None, enough: Callable[[], bool] = never
) -> Tried:
    """Both arrangements on the same days: synthetic ones, or those that `draw` gives."""
    weekday = 1 if asking.monday else None
    arrangements = [asking.arrangement(side, title) for side, title in zip("ab", titles, strict=True)]
    days = days_of(
        arrangements, draw or synthetic(asking.demand, weekday), seed=SEED, days=DAYS, rules=rules, enough=enough
    )
    both = [[day[nth][1] for day in days] for nth in range(2)]
    early, late = ([figures(day, one) for day in side] for one, side in zip(arrangements, both, strict=True))
    return Tried(
        estimates(early),
        estimates(late),
        change([one.mean for one in early], [one.mean for one in late]),
        (by_half_hour(both[0]), by_half_hour(both[1])),
        len(days),
    )


def by_half_hour(days: Sequence[Day]) -> list[float]:
    """The wait that nine of ten who came in a half hour did not exceed, over all days."""
    waits: list[list[float]] = [[] for _ in range(OPEN_MINUTES // HALF_HOUR)]
    for day in days:
        for one in day.served:
            waits[min(int(one.visit.at // HALF_HOUR), len(waits) - 1)].append(one.wait)
    return [rank(sorted(some), 0.9) for some in waits]


def proposed(asking: Asking, rules: Rules, enough: Callable[[], bool] = never) -> Staffing:
    """The cheapest staffing of combined windows for the day that was asked, without those who go to the machines."""
    coming = asking.demand.per_day * (1 - asking.numbers["b_self"] / 100)
    return cheapest(
        replace(asking.demand, per_day=coming),
        target=asking.numbers["target"],
        seed=SEED,
        days=STAFFING_DAYS,
        pace=asking.pace,
        device_share=asking.numbers["b_device"] / 100,
        weekday=1 if asking.monday else None,
        rules=rules,
        enough=enough,
    )
