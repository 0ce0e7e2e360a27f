"""At the window: begin, pause for a paper, pass on, end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.models import Sitting, Ticket


def start(*, ticket_id: int, actor: Actor, now: datetime) -> Sitting:
    """The one called has come; the sitting begins."""
    raise NotImplementedError


def hold(*, ticket_id: int, missing: Sequence[str], actor: Actor, now: datetime) -> Ticket:
    """A paper is missing: the window is free for others, the ticket waits to be resumed.  `missing`: titles."""
    raise NotImplementedError


def resume(*, ticket_id: int, actor: Actor, now: datetime) -> Ticket:
    """The paper is there: back in the line at the old place.  By a clerk, the guide or the hall's chief."""
    raise NotImplementedError


def transfer(*, ticket_id: int, to_window: int, reason: str, actor: Actor, now: datetime) -> Ticket:
    """To that very window, before everybody else there; `to_window` is an id."""
    raise NotImplementedError


def finish(*, ticket_id: int, actor: Actor, now: datetime, outcome: str = "done") -> Ticket:
    """The visit is over at the window."""
    raise NotImplementedError
