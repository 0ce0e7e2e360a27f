"""Arrangements of a hall: which window is staffed when, for what, how fast, with which machines.  Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from onewindow.modules.windows.items import ITEMS
from onewindow.modules.windows.simulation.arrivals import OPEN_MINUTES

Span = tuple[float, float]
WHOLE_DAY: tuple[Span, ...] = ((0, OPEN_MINUTES),)
NOON = 180
"""Minutes from opening to 12:00."""


def items_of(*departments: str) -> frozenset[str]:
    """Codes of all items of these departments."""
    return frozenset(one.code for one in ITEMS if one.department in departments)


HOUSEHOLD = items_of("household", "legal", "security")
EXIT_ENTRY = items_of("exit_entry")
VEHICLE = items_of("vehicle")
EVERYTHING = frozenset(one.code for one in ITEMS)


@dataclass(frozen=True, slots=True)
class Post:
    """One window with one officer: what may be handled there, the spans on duty, and `pace` times the usual minutes."""

    window: int
    may: frozenset[str]
    spans: tuple[Span, ...] = WHOLE_DAY
    pace: float = 1.0
    kind: str = "combined"

    @property
    def minutes(self) -> float:
        """Minutes on duty."""
        return sum(end - begin for begin, end in self.spans)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The windows, the share of a service that one device makes `device_speed` times faster, the share at machines."""

    title: str
    posts: tuple[Post, ...]
    device_share: float = 0.0
    device_speed: float = 3.0
    self_service: float = 0.0

    @property
    def at_window(self) -> float:
        """What the device leaves of a service time."""
        return 1 - self.device_share * (1 - 1 / self.device_speed)


def specialised(household: int, exit_entry: int, vehicle: int) -> tuple[Post, ...]:
    """Windows by department."""
    kinds = (HOUSEHOLD,) * household + (EXIT_ENTRY,) * exit_entry + (VEHICLE,) * vehicle
    return tuple(Post(nth + 1, may) for nth, may in enumerate(kinds))


def combined(windows: int, pace: float = 1.0) -> tuple[Post, ...]:
    """Windows where everything is handled; `pace` 1.15 is 15 % slower than a specialist."""
    return tuple(Post(nth + 1, EVERYTHING, pace=pace) for nth in range(windows))


def also(posts: tuple[Post, ...], count: int, more: frozenset[str]) -> tuple[Post, ...]:
    """The same windows after `count` more of their officers were authorised for `more`."""
    lack = [post.window for post in posts if not more <= post.may][:count]
    return tuple(replace(post, may=post.may | more) if post.window in lack else post for post in posts)


def with_lunch(posts: tuple[Post, ...], minutes: float, shifts: int) -> tuple[Post, ...]:
    """Breaks from noon on, in so many shifts one after another; one shift closes the hall."""
    return tuple(
        replace(post, spans=tuple(_without(post.spans, NOON + nth % shifts * minutes, minutes)))
        for nth, post in enumerate(posts)
    )


def _without(spans: Iterable[Span], begin: float, minutes: float) -> Iterable[Span]:
    for start, end in spans:
        if start < min(begin, end):
            yield start, min(begin, end)
        if max(begin + minutes, start) < end:
            yield max(begin + minutes, start), end
