"""Reading parcels: of a hall for its clerks, of a visit for whoever came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from onewindow.modules.windows.models import Parcel
from onewindow.modules.windows.parcels.state import STATES

LISTS = {
    "ready": ("待领取", Q(state="ready", way="shelf")),
    "mail": ("待寄出", Q(state="ready", way="mail")),
    "sent": ("在途和退回", Q(state__in=["sent", "returned"])),
    "open": ("等结果", Q(state="open")),
    "unclaimed": ("逾期保管", Q(state="unclaimed")),
    "taken": ("已领走", Q(state="taken")),
}
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Inside:
    """One result of a parcel, and since when it lies there (None: not yet)."""

    id: int
    title: str
    by_hand: bool
    put_at: datetime | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A parcel as pages show it."""

    id: int
    ticket_id: int
    number: str
    person_id: int
    state: str
    words: str
    way: str
    slot: str
    carrier: str
    waybill: str
    ready_at: datetime | None
    reminded: int
    taken_by: str
    ended_at: datetime | None
    contents: tuple[Inside, ...]

    @property
    def complete(self) -> bool:
        """Whether everything that is awaited lies in it."""
        return all(one.put_at for one in self.contents)


def of_visit(ticket_id: int) -> list[Shown]:
    """Every parcel of a visit, the first one first."""
    return _shown(Q(ticket_id=ticket_id), "id")


def of_hall(hall_id: int, which: str) -> list[Shown]:
    """A list of the hall: what waits longest first, what was fetched last first."""
    order = "-ended_at" if which == "taken" else "ready_at"
    return _shown(Q(hall_id=hall_id) & LISTS[which][1], order, "id")


def visit_of(parcel_id: int) -> int:
    """The visit a parcel belongs to; 0 when there is no such parcel."""
    return Parcel.objects.filter(id=parcel_id).values_list("ticket_id", flat=True).first() or 0


def counts(hall_id: int) -> dict[str, int]:
    """How many parcels stand in each list that asks for work."""
    asked = {code: Count("id", filter=where) for code, (_, where) in LISTS.items() if code != "taken"}
    return dict(Parcel.objects.filter(hall_id=hall_id).aggregate(**asked))


def _shown(where: Q, *order: str) -> list[Shown]:
    found = Parcel.objects.filter(where).select_related("ticket").prefetch_related("contents")
    return [
        Shown(
            one.id,
            one.ticket_id,
            one.ticket.number,
            one.person_id,
            one.state,
            STATES[one.state],
            one.way,
            one.slot,
            one.carrier,
            one.waybill,
            one.ready_at,
            one.reminded,
            one.taken_by,
            one.ended_at,
            tuple(
                Inside(inside.id, inside.title, inside.case_id is None, inside.put_at)
                for inside in sorted(one.contents.all(), key=lambda inside: inside.id)
            ),
        )
        for one in found.order_by(*order)[:SHOWN]
    ]
