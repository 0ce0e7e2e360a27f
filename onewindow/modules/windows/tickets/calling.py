"""Numbers are called to windows: each to one, in the order of line.dispatch."""

from __future__ import annotations

from datetime import datetime

from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.models import Ticket


def call_next(*, window_id: int, actor: Actor, now: datetime) -> Ticket | None:
    """The next ticket of this window, called; None when nobody waits whom this officer may serve."""
    raise NotImplementedError


def recall(*, ticket_id: int, actor: Actor, now: datetime) -> Ticket:
    """Call once more; refused too soon and too often (queue.recall_seconds, queue.recall)."""
    raise NotImplementedError


def miss(*, ticket_id: int, actor: Actor, now: datetime) -> Ticket:
    """Nobody came: back in the line once, after queue.return_after more calls; the second time it is over."""
    raise NotImplementedError
