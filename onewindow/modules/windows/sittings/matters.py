"""Matters of a sitting: one item for one person, from the desk into its department."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.items import BY_CODE, Item
from onewindow.modules.windows.models import Matter, Sitting
from onewindow.modules.windows.sittings.family import relations_of
from onewindow.modules.windows.sittings.holding import in_hand, matter_in_hand, must_be_authorised, noted
from onewindow.modules.windows.sittings.standing import check_standing


class AlreadyThere(Refusal):
    """The same item for the same person is in this visit already."""

    code = "matter_already_there"
    status = 409
    words = "“{item}”已经为这个人登记过了，请在事项列表里接着办。"


class NotInVisit(Refusal):
    """A person who is not of this visit."""

    code = "person_not_in_visit"
    status = 422
    words = "这个人不在这次来访里。请先在家人一栏登记。"


class Begun(Refusal):
    """There is a case, a number or an outcome already."""

    code = "matter_begun"
    status = 409
    words = "“{item}”已经办了一部分，不能去掉。没有办成的，请写明结果。"


def item_of(code: str) -> Item:
    """The item of this code."""
    if code not in BY_CODE:
        raise BadAnswers({"item": "请从列表里选择事项"})
    return BY_CODE[code]


def add(ticket_id: int, *, item: str, person_id: int, actor: Actor, now: datetime) -> Matter:
    """One more item for one person of the visit."""
    wanted = item_of(item)
    with transaction.atomic():
        sitting = in_hand(ticket_id, actor)
        return _added(sitting, wanted, person_id, actor, now)


def add_planned(ticket_id: int, *, actor: Actor, now: datetime) -> list[Matter]:
    """What the ticket was taken for, for whoever holds it; what is there already is left alone."""
    with transaction.atomic():
        sitting = in_hand(ticket_id, actor)
        person_id = sitting.ticket.person_id
        if person_id is None:
            raise NotInVisit()
        there = set(Matter.objects.filter(ticket_id=ticket_id).values_list("item", flat=True))
        planned = [item_of(code) for code in sitting.ticket.items if code not in there]
        return [_added(sitting, one, person_id, actor, now) for one in planned]


def _added(sitting: Sitting, item: Item, person_id: int, actor: Actor, now: datetime) -> Matter:
    must_be_authorised(item, sitting, now=now)
    relations = relations_of(sitting.ticket)
    if person_id not in relations:
        raise NotInVisit()
    relation, paper = relations[person_id]
    check_standing(item, relation, paper=bool(paper))
    if Matter.objects.filter(ticket=sitting.ticket, item=item.code, person_id=person_id).exists():
        raise AlreadyThere(item=item.title)
    made = Matter.objects.create(sitting=sitting, ticket=sitting.ticket, item=item.code, person_id=person_id, at=now)
    noted(sitting.ticket, "matter", actor=actor, now=now, matter=made.id, item=item.code)
    return made


def drop(matter_id: int, *, actor: Actor, now: datetime) -> None:
    """Take away what was added by mistake and not begun."""
    with transaction.atomic():
        matter, sitting = matter_in_hand(matter_id, actor)
        if matter.case_id or matter.outside_number or matter.outcome:
            raise Begun(item=item_of(matter.item).title)
        matter.delete()
        noted(sitting.ticket, "matter_dropped", actor=actor, now=now, matter=matter_id)
