"""Where a ticket stands, and what a hall looks like now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from onewindow.modules.windows.models import Hall, Ticket


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the line.  Minutes are until the call: one in ten waits less than `low`, one in ten more than `high`.

    All None when no open window may do it now; `words` says everything in one Chinese sentence.
    """

    ahead: int
    low: int | None
    middle: int | None
    high: int | None
    open_windows: int
    words: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane of a hall now; `longest` is a wait in minutes."""

    code: str
    title: str
    waiting: int
    longest: int
    tickets: tuple[Ticket, ...]


@dataclass(frozen=True, slots=True)
class AtWindow:
    """One window: who sits there, in what state (open, away, closed), with which ticket (None: idle).

    `sitting_id` is the open sitting's; `idle_since` when it last had nobody, None while it has somebody.
    """

    window_id: int
    number: int
    kind: str
    name: str
    low: bool
    state: str
    why: str
    account_id: int | None
    account_name: str
    since: datetime | None
    ticket: Ticket | None
    sitting_id: int | None
    idle_since: datetime | None


@dataclass(frozen=True, slots=True)
class Day:
    """Counts of one hall's day by state, and its calls."""

    taken: int
    calls: int
    waiting: int
    held: int
    at_windows: int
    done: int
    left: int
    missed: int


def by_token(token: str) -> Ticket:
    """The ticket of a page that needs no sign-in; Refusal 404 when there is none."""
    raise NotImplementedError


def place_of(ticket: Ticket, now: datetime) -> Place:
    """How many are called before it, and when it will be called."""
    raise NotImplementedError


def line_of(hall: Hall, now: datetime) -> list[Lane]:
    """The lanes with anybody in them, in the order of line.lanes.LANES."""
    raise NotImplementedError


def at_windows(hall: Hall) -> list[AtWindow]:
    """Every window in use by its number, closed ones included."""
    raise NotImplementedError


def day_of(hall: Hall, day: date) -> Day:
    """Counts of that day."""
    raise NotImplementedError
