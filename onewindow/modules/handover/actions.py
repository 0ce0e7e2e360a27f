"""Beginning a shift, handing it over, signing for it: two people, two signatures; unsigned it stays where it was."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.journal.actions import Entry, write
from onewindow.kernel.people.actor import Actor, Held
from onewindow.kernel.people.queries import actor_by_account
from onewindow.modules.handover import queries
from onewindow.modules.handover.models import Handover, Item, Shift
from onewindow.modules.handover.telling import tell_offered, tell_signed


class AlreadyOnDuty(Refusal):
    """Somebody has the shift, and is still there."""

    code = "already_on_duty"
    status = 409
    words = "本单位现在由{name}值班。请由{name}交班，您再签收。"


class NotYourShift(Refusal):
    """Only whoever has the shift hands it over."""

    code = "not_your_shift"
    status = 409
    words = "这一班不在您手上。请刷新页面，看现在由谁值班。"


class NotForYou(Refusal):
    """The second signature is the other person's."""

    code = "not_for_you"
    status = 403
    words = "这份交接要由{name}本人登录来签，不能代签。"


class NothingOffered(Refusal):
    """Signed, withdrawn, or never offered."""

    code = "nothing_offered"
    status = 409
    words = "这份交接已经签收或者撤回了。请刷新页面再看。"


def begin(unit_id: int, *, actor: Actor, now: datetime) -> Shift:
    """The first shift of a unit, or the next one after somebody who has left: then everything of theirs comes along."""
    unit = queries.unit_of(actor, unit_id)
    try:
        with transaction.atomic():
            before = _locked(unit_id)
            if before is not None and not queries.has_left(before, unit, now=now):
                raise AlreadyOnDuty(name=before.name)
            if before is not None:
                Handover.objects.filter(shift=before, in_at=None, withdrawn_at=None).update(withdrawn_at=now)
            return _next(before, unit, actor, now, "stepped_in" if before else "begun")
    except IntegrityError:  # two began at once
        there = queries.running(unit_id)
        raise AlreadyOnDuty(name=there.name if there else "") from None


def offer(unit_id: int, *, to: int, name: str, note: str = "", actor: Actor, now: datetime) -> Handover:
    """The first signature: whoever has the shift names who takes it; nothing changes hands yet."""
    unit = queries.unit_of(actor, unit_id)
    with transaction.atomic():
        shift = _mine(unit_id, actor)
        others = queries.colleagues(unit, now=now)
        errors = _signature(name, actor)
        if to not in others or _same_person(to, actor, now):
            errors["to"] = "请从列表里选一位接班的同事，不能交给自己"
        if errors:
            raise BadAnswers(errors)
        if queries.offered(shift):
            raise NothingOffered()
        made = Handover.objects.create(
            shift=shift, out_id=actor.id, out_name=name.strip(), out_at=now, note=note.strip()[:1000], in_id=to,
            in_name=others[to],
        )  # fmt: skip
        _line(made, shift, "offer", actor, now)
        tell_offered(made, now=now)
    return made


def withdraw(handover_id: int, *, actor: Actor, now: datetime) -> None:
    """Take the offer back while it is unsigned."""
    with transaction.atomic():
        one = _open(handover_id)
        if one.out_id != actor.id:
            raise NotYourShift()
        one.withdrawn_at = now
        one.save(update_fields=["withdrawn_at"])
        _line(one, one.shift, "withdraw", actor, now)


def sign(handover_id: int, *, name: str, actor: Actor, now: datetime) -> Shift:
    """The second signature: the list is frozen, the old shift ends, the new one has everything that is open."""
    with transaction.atomic():
        one = _open(handover_id)
        if one.in_id != actor.id:
            raise NotForYou(name=one.in_name)
        unit = queries.unit_of(actor, one.shift.unit_id)
        if errors := _signature(name, actor):
            raise BadAnswers(errors)
        one.cases = queries.frozen(queries.cases_of(unit, actor=actor, now=now))
        one.items = queries.frozen_items(queries.items_of(one.shift))
        one.in_name, one.in_at = name.strip(), now
        one.save()
        shift = _next(one.shift, unit, actor, now, "handed")
        _line(one, shift, "sign", actor, now, cases=len(one.cases), items=len(one.items))
        tell_signed(one, now=now)
    return shift


def _locked(unit_id: int) -> Shift | None:
    return Shift.objects.select_for_update().filter(unit_id=unit_id, ended_at=None).first()


def _mine(unit_id: int, actor: Actor) -> Shift:
    shift = _locked(unit_id)
    if shift is None or shift.account_id != actor.id:
        raise NotYourShift()
    return shift


def _open(handover_id: int) -> Handover:
    """The handover with its shift locked, while it may still be signed."""
    found = Handover.objects.filter(pk=handover_id).first()
    if found is None:
        raise NothingOffered()
    shift = Shift.objects.select_for_update().get(pk=found.shift_id)
    found.refresh_from_db()
    if found.in_at or found.withdrawn_at or shift.ended_at:
        raise NothingOffered()
    return found


def _next(before: Shift | None, unit: Held, actor: Actor, now: datetime, how: str) -> Shift:
    """End the old shift and begin the new one in the same instant; what is not done moves over."""
    if before is not None:
        Shift.objects.filter(pk=before.pk).update(ended_at=now)
    made = Shift.objects.create(
        unit_id=unit.unit_id, unit_path=unit.unit_path, account_id=actor.id, name=actor.name, began_at=now, how=how
    )
    if before is not None:
        Item.objects.filter(shift=before, done_at=None).update(shift=made)
    write(
        Entry(
            at=now, about="shift", subject_id=made.pk, act=how, event=f"shift.{how}", actor_id=actor.id,
            actor_name=actor.name, role=unit.role, unit_path=unit.unit_path,
            facts={"before": before.pk if before else None},
        )
    )  # fmt: skip
    return made


def _same_person(account_id: int, actor: Actor, now: datetime) -> bool:
    """One's own account, or another account of one's own."""
    other = actor_by_account(account_id, now)
    return account_id == actor.id or bool(other and other.person_id and other.person_id == actor.person_id)


def _signature(name: str, actor: Actor) -> dict[str, str]:
    """A signature is one's own name, typed."""
    return {} if name.strip() == actor.name else {"name": "请输入您自己的姓名，作为签名"}


def _line(one: Handover, shift: Shift, act: str, actor: Actor, now: datetime, **facts: object) -> None:
    write(
        Entry(
            at=now, about="handover", subject_id=one.pk, act=act, event=f"handover.{act}", actor_id=actor.id,
            actor_name=actor.name, unit_path=shift.unit_path, facts={"from": one.out_id, "to": one.in_id, **facts},
        )
    )  # fmt: skip
