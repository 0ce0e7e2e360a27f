"""Where a parcel stands, the lock under which it changes, and the line each change leaves."""

from __future__ import annotations

from datetime import datetime

from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.handbook.roles import CLERK, HALL_CHIEF, SYSTEM
from onewindow.kernel.journal.actions import Entry, write
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.store.statements import one
from onewindow.modules.windows.models import Parcel, Ticket
from onewindow.modules.windows.staffing.reach import works_at

STATES = {
    "open": "等结果",
    "ready": "待领取",
    "sent": "已寄出",
    "taken": "已领走",
    "returned": "邮件退回",
    "unclaimed": "逾期转保管",
}
HERE = frozenset({"open", "ready", "returned", "unclaimed"})
"""Still in the house: a later result is put into it."""
SHELVED = "有办好的件放入待领柜"
"""What the family reads once for all of it: which thing of whose, and in which slot, is for the desk."""
FETCHABLE = frozenset({"ready", "returned", "unclaimed"})
ROLES = frozenset({CLERK.code, HALL_CHIEF.code})


class NoSuchParcel(Refusal):
    """Not there, or in a hall where this actor does not hand out."""

    code = "no_such_parcel"
    status = 404
    words = "没有找到这个件，或者它不在您的大厅。请核对取件码，或者请群众出示取号小票。"


class NotNow(Refusal):
    """The parcel stands where this cannot be done with it."""

    code = "parcel_not_now"
    status = 409
    words = "这个件现在是“{state}”，不能这样办。请刷新页面看最新情况。"


def locked(parcel_id: int, actor: Actor | None = None) -> Parcel:
    """The parcel under the lock of its visit; inside a transaction.  An actor must hand out in its hall."""
    found = Parcel.objects.filter(id=parcel_id).values_list("ticket_id", flat=True).first()
    if found is None:
        raise NoSuchParcel()
    lock_visit(found)
    parcel = Parcel.objects.select_related("ticket", "hall").filter(id=parcel_id).first()
    if parcel is None or (actor is not None and not works_at(parcel.hall, actor, ROLES)):
        raise NoSuchParcel()
    return parcel


def lock_visit(ticket_id: int) -> Ticket:
    """The lock that orders everything about the parcels of one visit."""
    one("select pg_advisory_xact_lock(hashtextextended('parcels', %s)) as held", (ticket_id,))
    return Ticket.objects.select_related("hall").get(id=ticket_id)


def lock_shelf(hall_id: int) -> None:
    """The lock under which slots and numbers of a hall are given; always after that of the visit."""
    one("select pg_advisory_xact_lock(hashtextextended('shelf', %s)) as held", (hall_id,))


def must_be(parcel: Parcel, *states: str) -> None:
    """Refuse a parcel that stands elsewhere."""
    if parcel.state not in states:
        raise NotNow(state=STATES[parcel.state])


def note(parcel: Parcel, act: str, title: str, *, now: datetime, actor: Actor | None = None) -> None:
    """The line of a change, in the timeline of the visit and of its cases; names no person of the parcel."""
    role = next((one.role for one in actor.held if one.role in ROLES), "") if actor else SYSTEM.code
    write(
        Entry(
            at=now,
            about="visit",
            subject_id=parcel.ticket_id,
            act=f"parcel_{act}",
            kind="windows",
            unit_path=parcel.hall.unit_path,
            actor_id=actor.id if actor else 0,
            actor_name=actor.name if actor else "系统",
            role=role,
            facts={"title": title, "parcel": parcel.id, **({"together": SHELVED} if act in ("put", "ready") else {})},
        )
    )


def of_actor(ticket_id: int, actor: Actor) -> Ticket:
    """A visit of a hall where this actor hands out."""
    ticket = Ticket.objects.select_related("hall").filter(id=ticket_id).first()
    if ticket is None or not works_at(ticket.hall, actor, ROLES):
        raise NoSuchParcel()
    return ticket
