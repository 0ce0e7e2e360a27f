"""What goes into a parcel: every result of a visit for one person, the house's own and the other systems'.

Runs as often as it likes: it compares what should be in the parcels with what is, and mends the difference.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from onewindow.kernel.people.actor import Actor
from onewindow.kernel.store.statements import rows
from onewindow.modules.windows.items import BY_CODE
from onewindow.modules.windows.models import Content, Matter, Parcel, Ticket
from onewindow.modules.windows.models.visits import OVER
from onewindow.modules.windows.parcels.readiness import make_ready, say_more
from onewindow.modules.windows.parcels.state import HERE, lock_visit, note

NOTHING_TO_GIVE = frozenset({"withdrawn", "discarded"})
"""Ends of a case that leave nothing to hand out; a refusal leaves its letter."""


def fill(ticket_id: int, *, now: datetime) -> None:
    """Bring the parcels of a visit up to date with its matters and their cases."""
    with transaction.atomic():
        ticket = lock_visit(ticket_id)
        awaited = list(Matter.objects.filter(ticket=ticket, outcome="accepted").order_by("id"))
        ends = ended({matter.case_id for matter in awaited if matter.case_id})
        for matter in awaited:
            _follow(matter, ticket, ends, now)
        for parcel in Parcel.objects.select_related("ticket", "hall").filter(ticket=ticket, state__in=HERE):
            settle(parcel, now=now)


def _follow(matter: Matter, ticket: Ticket, ends: dict[int, str], now: datetime) -> None:
    """One matter: expect its result, put it in when it is there, take it out when the case was opened again."""
    person = matter.person_id or ticket.person_id
    if person is None:
        return
    content = Content.objects.select_related("parcel").filter(matter=matter).first()
    end = ends.get(matter.case_id or 0)
    if end in NOTHING_TO_GIVE:
        if content and content.parcel.state in HERE:
            content.delete()
        return
    if content is None:
        content = Content(matter=matter, case_id=matter.case_id, title=BY_CODE[matter.item].title)
        content.parcel = parcel_for(ticket, person)
        content.save()
    if matter.case_id and content.parcel.state in HERE and (content.put_at is None) == (end is not None):
        put(content, now if end is not None else None, now=now)


def parcel_for(ticket: Ticket, person_id: int) -> Parcel:
    """The parcel of this visit and person that is still in the house; a new one when there is none."""
    found = Parcel.objects.filter(ticket=ticket, person_id=person_id, state__in=HERE).order_by("-id").first()
    return found or Parcel.objects.create(ticket=ticket, hall=ticket.hall, person_id=person_id, way="shelf")


def put(content: Content, at: datetime | None, *, now: datetime, actor: Actor | None = None) -> None:
    """Lay one result into its parcel, or (None) take it out again."""
    content.put_at = at
    content.save(update_fields=["put_at"])
    title = "1 件办好放入待领" if at else "1 件取出，重新办理"  # which one is not said: the family reads the same line
    note(content.parcel, "put" if at else "out", title, now=now, actor=actor)
    if at and content.parcel.state in ("ready", "unclaimed"):
        say_more(content.parcel, content, now=now)


def settle(parcel: Parcel, *, now: datetime) -> None:
    """Ready when the visit is over and everything is there; open again, or gone, when nothing is left in it."""
    there = list(parcel.contents.values_list("put_at", flat=True))
    if not there and parcel.state in ("open", "ready"):
        parcel.delete()
    elif parcel.state == "ready" and not any(there):
        parcel.state, parcel.slot, parcel.ready_at = "open", "", None
        parcel.save(update_fields=["state", "slot", "ready_at"])
    elif parcel.state == "open" and all(there) and parcel.ticket.state in OVER:
        make_ready(parcel, now=now)


def ended(case_ids: set[int]) -> dict[int, str]:
    """The state in which each of these cases ended; those at work are missing."""
    found = (
        rows("select id, state from cases_case where id = any(%s) and ended_at is not null", (sorted(case_ids),))
        if case_ids
        else []
    )
    return {row["id"]: row["state"] for row in found}
