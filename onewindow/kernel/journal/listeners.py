"""Who inside the house wants to be told after the fact: a plain list that the floors above fill at start."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import translate
from functools import lru_cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Told:
    """A line as a listener sees it.  `id` is the event id: a listener does the same thing only once.

    `now` is the time of telling; `facts` are the plain ones, `was_at` the unit before this line.
    """

    id: str
    line_id: int
    event: str
    at: datetime
    about: str
    subject_id: int
    version: int
    kind: str
    act: str
    from_state: str
    to_state: str
    actor_id: int | None
    unit_path: str
    facts: dict[str, Any]
    now: datetime


@dataclass(frozen=True)
class Listener:
    """`call` runs in a transaction of its own together with the tick that it was told.

    It is quick, speaks to the database only, and leaves slow work to a job: an open transaction
    holds back what everybody else is told.  `patterns` are events with `*`.
    """

    name: str
    patterns: tuple[str, ...]
    call: Callable[[Told], None]
    tries: int = 8
    wants: Callable[[str], bool] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "wants", matcher(self.patterns))


def matcher(patterns: Iterable[str]) -> Callable[[str], bool]:
    """A quick test whether an event fits one of these patterns; remembers its answers."""
    one_of = re.compile("|".join(translate(pattern) for pattern in patterns) or r"(?!)")
    return lru_cache(maxsize=4096)(lambda event: one_of.match(event) is not None)


_listeners: dict[str, Listener] = {}


def listen(name: str, patterns: Iterable[str], call: Callable[[Told], None], *, tries: int = 8) -> None:
    """Put a listener in place; the same name again replaces it.  The name is its place in the outbox."""
    _listeners[name] = Listener(name, tuple(patterns), call, tries)


def listeners() -> list[Listener]:
    """Everybody in place, in the order of registration."""
    return list(_listeners.values())


def forget(*names: str) -> None:
    """Take these away, all when none is named; their places in the outbox stay."""
    for name in names or tuple(_listeners):
        _listeners.pop(name, None)
