"""Who is called next: pure, and the same for the hall, for the estimate and for the simulator.

Within a lane the longest wait goes first.  Privileged lanes go before the others until they had their share of
the last calls of the window; among themselves the more urgent goes first, but whoever has waited longest is passed
over twice at most.  Lanes without privilege are one line.  So nobody starves.  The share is each window's own: a
share of the hall would be eaten by a window for enterprises, and the booked at the next one would wait for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from onewindow.modules.windows.line.lanes import FIRST, HELPS, PRIVILEGED

PASSED_OVER = 2
Called = Mapping[int, Sequence[str]]
"""The lanes of the last calls of each window, oldest first, as many as the rules look at."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One ticket in the line.  `rank` orders within a lane, in any unit; `needs` are the items it came for.

    `only_window`: passed on to that very window.  `minutes` at the window are expected, for the forecast alone.
    """

    id: int
    lane: str
    rank: float
    needs: frozenset[str]
    not_before_call: int = 0
    only_window: int | None = None
    minutes: float = 10.0


@dataclass(frozen=True, slots=True)
class Counter:
    """A window with somebody at it: what that officer may handle today."""

    window: int
    kind: str
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """How much of any `of` calls of a window in a row may be privileged while others wait; one of them always may."""

    privileged_share: float = 0.5
    of: int = 10

    @property
    def most(self) -> int:
        """Privileged calls among `of`."""
        return max(1, int(self.privileged_share * self.of + 1e-9))

    def allowed(self, calls: int) -> int:
        """Privileged calls among the first so many: spread over the day from its first call, not used up at once."""
        return max(1, min(self.most, ceil(self.privileged_share * calls - 1e-9)))


def choose(
    waiting: Iterable[Waiting],
    counter: Counter,
    called: Called,
    calls: int,
    rules: Rules,
    others: Sequence[Counter] = (),
) -> Waiting | None:
    """The next ticket of this window, or None.

    `called` are the lanes of each window's last calls, oldest first; `calls` how many the hall has called today;
    `others` the other windows with somebody at them, who may be fitter for a ticket than this one.
    """
    return Dispatcher((counter, *others), rules).choose(waiting, counter, called, calls)


class Dispatcher:
    """The rules over the windows of one moment; it remembers what each may do for which kind of ticket."""

    def __init__(self, counters: Sequence[Counter], rules: Rules) -> None:
        self.counters, self.rules = tuple(counters), rules
        self._whole: dict[frozenset[str], bool] = {}
        self._served: dict[tuple[str, frozenset[str]], bool] = {}

    def choose(self, waiting: Iterable[Waiting], counter: Counter, called: Called, calls: int) -> Waiting | None:
        """See the function of that name."""
        able = [one for one in waiting if self.able(one, counter)]
        ready = [one for one in able if one.not_before_call <= calls]
        last = called.get(counter.window, ())
        # One who was missed waits for some other calls; where nobody else is left, they come at once.
        return self._of(ready, counter, last) or self._of(able, counter, last)

    def able(self, one: Waiting, counter: Counter) -> bool:
        """Whether this window may call the ticket at all: all of it, or a part when nobody here may do all."""
        if one.only_window is not None:
            return one.only_window == counter.window and bool(one.needs & counter.may)
        if self._all_by_one(one.needs):
            return one.needs <= counter.may
        return bool(one.needs & counter.may)

    def _of(self, able: list[Waiting], counter: Counter, called: Sequence[str]) -> Waiting | None:
        own = [one for one in able if one.only_window == counter.window]
        if own:
            return min(own, key=_longest)
        order = FIRST[counter.kind]
        fit = [one for one in able if one.lane in order or not self._served_elsewhere(one)]
        if not fit and counter.kind in HELPS:
            fit, order = [one for one in able if one.lane != "unsolved"], FIRST["combined"]
        if not fit:
            return None
        privileged = [one for one in fit if one.lane in PRIVILEGED]
        rest = [one for one in fit if one.lane not in PRIVILEGED]
        if not privileged or (rest and used_up(called, self.rules)):
            return min(rest, key=_longest)
        return _most_urgent(privileged, order, called)

    def _all_by_one(self, needs: frozenset[str]) -> bool:
        if needs not in self._whole:
            self._whole[needs] = any(needs <= one.may for one in self.counters)
        return self._whole[needs]

    def _served_elsewhere(self, one: Waiting) -> bool:
        """Whether some window is there for this lane; if none is, every window that may takes it as its own."""
        key = (one.lane, one.needs)
        if key not in self._served:
            self._served[key] = any(one.lane in FIRST[at.kind] and self.able(one, at) for at in self.counters)
        return self._served[key]


def used_up(called: Sequence[str], rules: Rules) -> bool:
    """Whether one more privileged call would be more than their share of the last calls."""
    last = called[-(rules.of - 1) :] if rules.of > 1 else ()
    return sum(1 for lane in last if lane in PRIVILEGED) >= rules.allowed(len(last) + 1)


def _most_urgent(privileged: list[Waiting], order: tuple[str, ...], called: Sequence[str]) -> Waiting:
    everywhere = FIRST["combined"]

    def place(lane: str) -> int:
        return order.index(lane) if lane in order else len(order) + everywhere.index(lane)

    longest = min(privileged, key=_longest)
    last = [lane for lane in called if lane in PRIVILEGED][-PASSED_OVER:]
    if len(last) == PASSED_OVER and all(place(lane) < place(longest.lane) for lane in last):
        return longest
    return min(privileged, key=lambda one: (place(one.lane), *_longest(one)))


def _longest(one: Waiting) -> tuple[float, int]:
    return one.rank, one.id
