"""How many places a slot has: pure arithmetic over minutes of officers.

An officer gives to bookings at most the share of his minutes in the slot, and a visit needs officers who may handle
all of its items.  Visits that are held move to whoever can take them before a slot is called full: that is a
maximal flow from groups of officers to officers.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor

from onewindow.modules.windows.items import BY_CODE

Group = frozenset[int]
LEAST = 1e-9  # minutes: less is rounding


@dataclass(frozen=True, slots=True)
class Hand:
    """An officer in one slot, once: minutes at a window without breaks, and what he may handle."""

    officer: int
    minutes: float
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit by the items it comes for."""

    items: frozenset[str]

    @property
    def minutes(self) -> float:
        """How long its items take one after the other."""
        return sum(BY_CODE[code].minutes for code in self.items)


def places(hands: Sequence[Hand], held: Iterable[Visit], wanted: Visit, share: float, length: float) -> int:
    """How many visits like `wanted` still find a place beside those held; `length` is the slot's, in minutes.

    One at least where nothing is held by those officers yet and one of them is there for the whole visit, or for
    the whole slot: a long matter could otherwise never be booked in a small hall.
    """
    able = able_to(hands, wanted)
    if not able or share <= 0:
        return 0
    shared = Shared({one.officer: share * one.minutes for one in hands})
    everybody = frozenset(one.officer for one in hands)
    taken = [(able_to(hands, visit) or everybody, visit.minutes) for visit in held]
    for group, minutes in taken:
        shared.route(group, minutes)
    count = floor(shared.route(able, sum(one.minutes for one in hands)) / wanted.minutes + LEAST)
    if count == 0 and not any(able & group for group, _ in taken):
        longest = max(one.minutes for one in hands if one.officer in able)
        return int(longest + LEAST >= min(wanted.minutes, length))
    return count


def able_to(hands: Iterable[Hand], visit: Visit) -> Group:
    """Officers who are there and may handle everything the visit comes for."""
    return frozenset(one.officer for one in hands if one.minutes > 0 and visit.items <= one.may)


class Shared:
    """Minutes of officers, and who has been given how many of them."""

    def __init__(self, spare: dict[int, float]) -> None:
        self.spare = spare
        self.given: dict[Group, dict[int, float]] = {}

    def route(self, group: Group, minutes: float) -> float:
        """Give the group as much of these minutes as can be found; what others have may move, never shrink."""
        left = minutes
        while left > LEAST and (way := self._way(group)):
            amount = min(left, self.spare[way[-1][1]])
            for (_, officer), (holder, _) in zip(way, way[1:], strict=False):
                amount = min(amount, self.given[holder][officer])
            for n, (holder, officer) in enumerate(way):
                mine = self.given.setdefault(holder, {})
                mine[officer] = mine.get(officer, 0.0) + amount
                if n:
                    mine[way[n - 1][1]] -= amount
            self.spare[way[-1][1]] -= amount
            left -= amount
        return minutes - left

    def _way(self, group: Group) -> list[tuple[Group, int]]:
        """The shortest way to spare minutes: (who takes, from which officer); each next one gives up for the last."""
        ways: deque[list[tuple[Group, int]]] = deque([(group, officer)] for officer in sorted(group))
        seen: set[int] = set(group)
        while ways:
            way = ways.popleft()
            officer = way[-1][1]
            if self.spare[officer] > LEAST:
                return way
            for holder, mine in self.given.items():
                if mine.get(officer, 0.0) > LEAST:
                    for further in sorted(holder - seen):
                        seen.add(further)
                        ways.append([*way, (holder, further)])
        return []
