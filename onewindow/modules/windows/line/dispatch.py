"""Who is called next: pure, and the same for the hall and for the simulator.

Within a lane the longest wait goes first.  Privileged lanes go before the ordinary one until they had their
share of the last calls; then somebody ordinary is next, so that nobody starves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onewindow.modules.windows.line.lanes import FIRST, HELPS, PRIVILEGED


@dataclass(frozen=True, slots=True)
class Waiting:
    """One ticket in the line.  `rank` orders within a lane, in any unit; `needs` are the items it came for."""

    id: int
    lane: str
    rank: float
    needs: frozenset[str]
    not_before_call: int = 0
    only_window: int | None = None


@dataclass(frozen=True, slots=True)
class Counter:
    """A window that is free: what its officer may handle today."""

    window: int
    kind: str
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """How much of the last `of` calls may be privileged while somebody ordinary waits."""

    privileged_share: float = 0.5
    of: int = 10


def choose(
    waiting: Iterable[Waiting], counter: Counter, called: Sequence[str], calls: int, rules: Rules
) -> Waiting | None:
    """The next ticket of this window, or None.

    `called` are the lanes of the hall's last calls, oldest first; `calls` how many the hall has called today.
    """
    able = [one for one in waiting if _able(one, counter, calls)]
    if not able:
        return None
    own = [one for one in able if one.only_window == counter.window]
    order = FIRST[counter.kind]
    fit = own or [one for one in able if one.lane in order]
    if not fit:
        if counter.kind not in HELPS:
            return None
        fit, order = able, FIRST["combined"]
    ordinary = [one for one in fit if one.lane not in PRIVILEGED]
    if ordinary and used_up(called, rules):
        fit = ordinary
    return min(fit, key=lambda one: (order.index(one.lane) if one.lane in order else len(order), one.rank, one.id))


def used_up(called: Sequence[str], rules: Rules) -> bool:
    """Whether the privileged lanes have had their share of the last calls."""
    last = called[-rules.of :]
    privileged = sum(1 for lane in last if lane in PRIVILEGED)
    return privileged + 1 > rules.privileged_share * max(len(last) + 1, rules.of)


def _able(one: Waiting, counter: Counter, calls: int) -> bool:
    if one.only_window not in (None, counter.window) or one.not_before_call > calls:
        return False
    return one.needs <= counter.may and (one.lane != "unsolved" or counter.kind == "unsolved")
