"""The bundle of a visit, locked for one act at a time, and the line that the act leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.handbook.roles import CLERK
from onewindow.kernel.journal import readings
from onewindow.kernel.journal.actions import Entry, write
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.models import Bundle, Hall, Piece, Ticket
from onewindow.modules.windows.models.visits import OVER
from onewindow.modules.windows.staffing.reach import hall_for

ROLES = frozenset({CLERK.code})
"""Who captures and sees what was captured; a guide does not see papers (`handbook.roles`)."""


TOGETHER = "采集了证件、照片和材料"
"""What the person reads in the place of each single capture, which may be another's of the family."""


class NoSuchVisit(Refusal):
    """The ticket is not there, or of a hall where the actor is no clerk: the same answer for both."""

    code = "no_such_visit"
    status = 404
    words = "没有找到这张排队票，或者它不在您的大厅。请从窗口叫号页面重新打开。"


class VisitOver(Refusal):
    """Nothing is captured for a visit that has ended, or of another day."""

    code = "visit_over"
    status = 409
    words = "排队票 {number} 已经结束，不能再采集。还要补材料的，请群众重新取号，说明是补材料。"


class NotOfThisVisit(Refusal):
    """A person who has not come, and for whom nobody has come."""

    code = "not_of_this_visit"
    status = 409
    words = "这个人不在排队票 {number} 的来办人和同行人里。请核对是不是放错了卡；确是同行的，请先在引导台补登。"


class NoSuchPiece(Refusal):
    """Not in this bundle, or replaced since."""

    code = "no_such_piece"
    status = 404
    words = "这份采集已经被新的替换，或者不在这张票里。请刷新页面再看。"


@dataclass(frozen=True, slots=True)
class Visit:
    """A ticket within reach and its hall."""

    ticket: Ticket
    hall: Hall

    @property
    def purpose(self) -> str:
        """What the resident reads in the list of looks."""
        return f"办理排队票 {self.ticket.number}"

    def people(self) -> list[int]:
        """The one who came first, then those for whom the visit is as well."""
        others = self.ticket.companions.order_by("id").values_list("person_id", flat=True)
        return [one for one in dict.fromkeys([self.ticket.person_id, *others]) if one is not None]


def visit_for(ticket_id: int, actor: Actor) -> Visit:
    """The visit, if the actor is a clerk of its hall."""
    ticket = Ticket.objects.select_related("hall").filter(id=ticket_id).first()
    if ticket is None:
        raise NoSuchVisit()
    return Visit(ticket, hall_for(ticket.hall.code, actor, ROLES))


def bundle_of(visit: Visit, *, actor: Actor, now: datetime) -> Bundle:
    """The bundle, locked and open, begun by the first act; inside the caller's transaction."""
    ticket = visit.ticket
    if ticket.state in OVER or ticket.day != local_date(now):
        raise VisitOver(number=ticket.number)
    Bundle.objects.get_or_create(ticket=ticket, defaults={"begun_at": now, "by_account": actor.id})
    bundle = Bundle.objects.select_for_update().get(ticket=ticket)
    if bundle.closed_at is not None:
        raise VisitOver(number=ticket.number)
    return bundle


def must_have_come(visit: Visit, person_id: int | None) -> None:
    """Refuse a person who is not of this visit; None is somebody not known yet."""
    if person_id is not None and person_id not in visit.people():
        raise NotOfThisVisit(number=visit.ticket.number)


def piece_in(bundle: Bundle, piece_id: int) -> Piece:
    """A piece of the bundle that nothing has replaced."""
    found = bundle.pieces.filter(id=piece_id, replaced_at__isnull=True).first()
    if found is None:
        raise NoSuchPiece()
    return found


def add_piece(bundle: Bundle, *, person_id: int | None, kind: str, actor: Actor, now: datetime, **told: Any) -> Piece:
    """A new piece; an earlier one of the same kind, person and title gives way."""
    title = told.get("title", "")
    bundle.pieces.filter(person_id=person_id, kind=kind, title=title, replaced_at__isnull=True).update(replaced_at=now)
    return Piece.objects.create(bundle=bundle, person_id=person_id, kind=kind, at=now, by_account=actor.id, **told)


def line(visit: Visit, title: str, *, actor: Actor, now: datetime) -> None:
    """One line in the journal of the visit; no personal data in it."""
    write(
        Entry(
            at=now,
            about="visit",
            subject_id=visit.ticket.id,
            act="capture",
            kind="windows",
            unit_path=visit.hall.unit_path,
            actor_id=actor.id,
            actor_name=actor.name,
            role=CLERK.code,
            facts={"title": title, "together": TOGETHER},
        )
    )


def looked(visit: Visit, *, actor: Actor, now: datetime, how: str, persons: list[int], what: tuple[str, ...]) -> None:
    """A clerk's look at what was captured is an act (个人信息保护法 第五十四条)."""
    held = next((one for one in actor.held if one.role in ROLES), actor.unit)
    readings.note(
        now=now,
        actor_id=actor.id,
        actor_name=actor.name,
        actor_unit=held.unit_name if held else "",
        actor_role=held.role if held else "",
        persons=persons,
        how=how,
        purpose=visit.purpose,
        what=what,
    )
