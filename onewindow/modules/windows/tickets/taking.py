"""A number is taken, or given back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.models import Booking, Hall, Ticket


@dataclass(frozen=True, slots=True)
class Along:
    """Somebody for whom the visit is as well; `relation` as in models.Companion."""

    person_id: int
    relation: str
    paper_file: str = ""


def take(
    *,
    hall: Hall,
    items: Sequence[str],
    source: str,
    now: datetime,
    actor: Actor | None = None,
    reason: str = "",
    person_id: int | None = None,
    companions: Sequence[Along] = (),
    enterprise: bool = False,
    age: int | None = None,
    booking: Booking | None = None,
    key: str | None = None,
) -> Ticket:
    """A ticket in the lane that fits; the same one when `key` or the booking was used before.

    `source`: phone | kiosk | guide | booking.  `reason`: a code of line.lanes.REASONS.
    """
    raise NotImplementedError


def leave(*, token: str, now: datetime, actor: Actor | None = None) -> Ticket:
    """The one who waits goes home; nobody is called for nothing."""
    raise NotImplementedError
