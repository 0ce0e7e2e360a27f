"""The filter as a pure function: every push is stopped, merged or issued, whatever order they come in.

The statements in `filtering` do the same for hundreds of thousands; a test holds one against the other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from onewindow.modules.directives.intake.reasons import RANK, in_duty


@dataclass(frozen=True, slots=True)
class Pushed:
    """A push as the filter sees it: hashes of what it is about, and of all it says."""

    row_no: int
    source: str
    category: str
    level: str
    place: str
    matter: bytes
    payload: bytes
    basis: str
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What we hold before the batch: places, pushes received, duties open, matters answered of late."""

    places: Collection[str]
    received: Collection[bytes] = ()
    opened: Mapping[bytes, int] = field(default_factory=dict)
    answered: Collection[bytes] = ()


@dataclass(frozen=True, slots=True)
class Sorted:
    """What became of one push.  `into` is the id of an open duty, `with_row` the row of this batch it went into."""

    outcome: str
    reason: str = ""
    into: int | None = None
    with_row: int | None = None


def sort_out(batch: Sequence[Pushed], held: Held, now: datetime) -> dict[int, Sorted]:
    """The outcome of every push of the batch, by row."""
    found: dict[int, Sorted] = {}
    seen: set[bytes] = set()
    groups: dict[bytes, list[Pushed]] = {}
    for one in sorted(batch, key=lambda push: push.row_no):
        reason = stopped(one, held, now) or ("again" if one.payload in held.received or one.payload in seen else "")
        seen.add(one.payload)
        if not reason and one.matter in held.answered:
            reason = "known"
        if reason:
            found[one.row_no] = Sorted("stopped", reason)
        elif one.matter in held.opened:
            found[one.row_no] = Sorted("merged", into=held.opened[one.matter])
        else:
            groups.setdefault(one.matter, []).append(one)
    for several in groups.values():
        first = min(several, key=_urgency)
        for one in several:
            found[one.row_no] = Sorted("issued") if one is first else Sorted("merged", with_row=first.row_no)
    return found


def stopped(one: Pushed, held: Held, now: datetime) -> str:
    """Why this push goes no further, whatever else was pushed; empty when nothing is against it."""
    if not one.basis.strip():
        return "no_basis"
    if not in_duty(one.source, one.category):
        return "beyond_duty"
    if one.place not in held.places:
        return "no_such_place"
    if one.due_at is not None and one.due_at <= now:
        return "expired"
    return ""


def _urgency(one: Pushed) -> tuple[int, bool, float, bytes]:
    """The most urgent first; then the earliest due, then the digest: nothing depends on the order of rows."""
    return -RANK[one.level], one.due_at is None, one.due_at.timestamp() if one.due_at else 0.0, one.payload
