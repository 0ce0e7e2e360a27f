"""Taking one revisit for a while, so that two do not call the same person; and putting it back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext

from onewindow.kernel.cases import blind
from onewindow.kernel.ground.local_time import local, local_date
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.journal.actions import Entry, write
from onewindow.kernel.people.actor import Actor
from onewindow.modules.revisits.models import Revisit
from onewindow.modules.revisits.reach import ASKERS, to_ask
from onewindow.modules.revisits.values import values
from onewindow.modules.revisits.words import STATES


class NoSuchRevisit(Refusal):
    """Not there, not drawn, or beyond reach: a stranger cannot tell which."""

    code = "no_such_revisit"
    status = 404
    words = "没有找到这次回访。请回到回访台，从列表里选。"


class Over(Refusal):
    """Asked already, or the case is open again."""

    code = "revisit_over"
    status = 409
    words = "这次回访已经结束：{state}。请回到回访台，换一件。"


class NotYet(Refusal):
    """The day to ask has not come, or the last call is too fresh."""

    code = "revisit_not_yet"
    status = 409
    words = "还没到回访的时间，{at}以后再打。"


class Taken(Refusal):
    """Somebody else has it in hand."""

    code = "revisit_taken"
    status = 409
    words = "{who}正在回访这一件，保留到{until}。请先换一件。"


def take(revisit_id: int, *, actor: Actor, now: datetime) -> Revisit:
    """Keep it for this asker for a while; again prolongs it."""
    with transaction.atomic():
        one = mine(revisit_id, actor=actor, now=now)
        before = one.taken_by
        one.taken_by, one.taken_name = actor.id, actor.name
        one.taken_until = now + timedelta(minutes=int(values(now)["lock.minutes"]))
        one.save(update_fields=["taken_by", "taken_name", "taken_until"])
        if before != actor.id:
            line(one, "take", actor, now)
    return one


def put_back(revisit_id: int, *, actor: Actor, now: datetime) -> None:
    """Free for the next; of what another holds nothing is changed."""
    with transaction.atomic():
        if Revisit.objects.filter(to_ask(actor), pk=revisit_id, taken_by=actor.id, state="open").update(
            taken_by=None, taken_until=None
        ):
            line(Revisit.objects.get(pk=revisit_id), "put_back", actor, now)


def mine(revisit_id: int, *, actor: Actor, now: datetime) -> Revisit:
    """The revisit, locked, if this asker may ask it now; every no has a class."""
    found = Revisit.objects.select_for_update().filter(to_ask(actor), pk=revisit_id).exclude(state="passed").first()
    if found is None:
        raise NoSuchRevisit()
    if found.state != "open":
        raise Over(state=gettext(STATES[found.state]))
    if actor.id in blind.hands_on([found.case_id])[found.case_id]:
        raise blind.YourOwn()
    if found.due_at is None or local_date(found.due_at) > local_date(now):
        raise NotYet(at=_said(found.due_at))
    if found.not_before and found.not_before > now:
        raise NotYet(at=_said(found.not_before))
    if held_by_another(found, actor, now):
        assert found.taken_until is not None  # by the question above
        raise Taken(who=found.taken_name, until=f"{local(found.taken_until):%H:%M}")
    return found


def held_by_another(one: Revisit, actor: Actor, now: datetime) -> bool:
    """Whether somebody else is calling just now."""
    return one.taken_by not in (None, actor.id) and one.taken_until is not None and one.taken_until > now


def _said(at: datetime | None) -> str:
    return f"{local(at):%Y-%m-%d}" if at else gettext("节假日安排公布")


def line(one: Revisit, act: str, actor: Actor, now: datetime, **facts: object) -> None:
    """What was done, in the journal, without anything the person said."""
    unit = next((held for held in actor.held if held.role in ASKERS), None)
    write(
        Entry(
            at=now, about="revisit", subject_id=one.pk, act=act, kind=one.case_type, event=f"revisit.{act}",
            to_state=one.state, actor_id=actor.id, actor_name=actor.name, role=ASKERS[0],
            unit_path=unit.unit_path if unit else one.unit_path, facts={"case": one.number, "nth": one.nth, **facts},
        )
    )  # fmt: skip
