"""Cases from one bundle: each matter of the house becomes a case of its department, all of one visit."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from onewindow.kernel.cases import actions, drafts
from onewindow.kernel.cases.visits import standing
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.people import persons
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.capture.queries import papers, portrait, prefill
from onewindow.modules.windows.items import DEPARTMENTS
from onewindow.modules.windows.models import Matter, Sitting
from onewindow.modules.windows.sittings.bundle import answers_of, papers_for
from onewindow.modules.windows.sittings.family import phone_of, relations_of
from onewindow.modules.windows.sittings.holding import in_hand, matter_in_hand, must_be_authorised, purpose
from onewindow.modules.windows.sittings.matters import item_of
from onewindow.modules.windows.sittings.standing import check_standing


class NotOurs(Refusal):
    """The item is done in the department's own system."""

    code = "matter_not_ours"
    status = 409
    words = "“{item}”在{department}的业务系统里办，这里不开件。办完请把那边的编号填回来。"


class NotOpened(Refusal):
    """There is no case to hand in yet."""

    code = "matter_not_opened"
    status = 409
    words = "“{item}”还没有开件，请先按“开件”。"


def open_one(matter_id: int, *, actor: Actor, now: datetime) -> str:
    """The number of the draft of this matter, filled from the bundle; the same one when it is there already."""
    with transaction.atomic():
        matter, sitting = matter_in_hand(matter_id, actor)
        return _opened(matter, sitting, actor, now)


def open_all(ticket_id: int, *, actor: Actor, now: datetime) -> list[str]:
    """Every matter of the house that has no case yet, in one transaction: all of them or none."""
    with transaction.atomic():
        sitting = in_hand(ticket_id, actor)
        waiting = Matter.objects.select_for_update().filter(ticket_id=ticket_id, case_id=None).order_by("id")
        return [_opened(one, sitting, actor, now) for one in waiting if item_of(one.item).case_type]


def _opened(matter: Matter, sitting: Sitting, actor: Actor, now: datetime) -> str:
    item = item_of(matter.item)
    if not item.case_type:
        raise NotOurs(item=item.title, department=DEPARTMENTS[item.department])
    if matter.case_id:
        return standing([matter.case_id])[matter.case_id].number
    must_be_authorised(item, sitting, now=now)
    relation, paper = relations_of(sitting.ticket).get(matter.person_id or 0, ("self", ""))
    check_standing(item, relation, paper=bool(paper))
    entry = shelf().entry(item.case_type)
    agent_id = sitting.ticket.person_id if relation in ("child", "ward", "principal") else None
    row = drafts.open_draft(
        item.case_type,
        actor=actor,
        now=now,
        channel="window",
        person_id=matter.person_id,
        answers=answers_of(
            entry,
            _known(matter.ticket_id, matter.person_id),
            _known(matter.ticket_id, agent_id) if agent_id else None,
        ),
        visit=matter.ticket_id,
        key=f"windows:matter:{matter.id}",
    )
    read = [one for one in (matter.person_id, agent_id) if one]
    persons.note(read, actor, now, how="open", purpose=purpose(sitting.ticket), case_id=row.id, what=("phone",))
    _lay_in(row.id, matter, relation, paper, actor, now)
    Matter.objects.filter(id=matter.id).update(case_id=row.id, sitting=sitting, at=now)
    return row.number


def _known(ticket_id: int, person_id: int | None) -> dict[str, str]:
    """What was confirmed at the devices, and the phone we hold: nobody says it twice."""
    return {"phone": phone_of(person_id), **prefill(ticket_id, person_id)}


def _lay_in(case_id: int, matter: Matter, relation: str, paper: str, actor: Actor, now: datetime) -> None:
    """Portrait and scans; a file that is not this person's is left out, the clerk is asked for it by the form."""
    entry, of = shelf().entry(item_of(matter.item).case_type), (matter.ticket_id, matter.person_id)
    photo = answers_of(entry, {}, portrait=portrait(*of))
    scans = papers_for(entry, papers(*of), relation, paper)
    for answers, files in ((photo, {}), ({}, scans)):
        if answers or files:
            try:
                drafts.save_draft(case_id, actor=actor, now=now, answers=answers, papers=files)
            except BadAnswers:
                continue


def hand_in(matter_id: int, *, actor: Actor, now: datetime) -> actions.Taken:
    """Submit the case to the unit responsible, and accept it where that is this very window.

    A case that went to another unit, or that asks more of who accepts it, stays handed in.
    """
    with transaction.atomic():
        matter, sitting = matter_in_hand(matter_id, actor)
        item = item_of(matter.item)
        if not matter.case_id:
            raise NotOpened(item=item.title)
        must_be_authorised(item, sitting, now=now)
        here = standing([matter.case_id])[matter.case_id]
        step = "submit" if here.submitted_at is None else "supply"
        taken = actions.take(step, case_id=here.id, actor=actor, now=now, case_type=here.case_type)
        Matter.objects.filter(id=matter.id).update(sitting=sitting, outcome="accepted", note="", at=now)
    try:
        return actions.take("accept", case_id=here.id, actor=actor, now=now, case_type=here.case_type)
    except Refusal:
        return taken
