"""What is handed over by hand: written down with who sees to it and by when, and done with a word."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.journal.actions import Entry, write
from onewindow.kernel.people.actor import Actor
from onewindow.modules.handover import queries
from onewindow.modules.handover.models import Item
from onewindow.modules.handover.policy import KINDS

NUMBERS = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dXx])(?!\d)")
MOST, SHORT = 500, 60


class NoShift(Refusal):
    """Nothing is written into a book that nobody keeps."""

    code = "no_shift"
    status = 409
    words = "本单位现在没有人值班。请先点“开始值班”。"


class NoSuchItem(Refusal):
    """Done already, or another unit's."""

    code = "no_such_item"
    status = 404
    words = "没有这一项，或者已经办完。请刷新页面再看。"


def add(
    unit_id: int, *, kind: str, content: str, in_charge: str, limit_at: datetime | None, actor: Actor, now: datetime
) -> Item:
    """One more thing for whoever has the shift, now and next."""
    unit = queries.unit_of(actor, unit_id)
    with transaction.atomic():
        shift = queries.running(unit_id)
        if shift is None:
            raise NoShift()
        if errors := _faults(kind, content, in_charge, limit_at, now):
            raise BadAnswers(errors)
        made = Item.objects.create(
            shift=shift, kind=kind, content=content.strip(), in_charge=in_charge.strip(), limit_at=limit_at,
            made_at=now, made_by=actor.name,
        )  # fmt: skip
        _line(made, "add", unit.unit_path, actor, now)
    return made


def finish(item_id: int, *, words: str, actor: Actor, now: datetime) -> None:
    """It is done; what was done is said."""
    with transaction.atomic():
        one = Item.objects.select_for_update(of=("self",)).select_related("shift").filter(pk=item_id).first()
        if one is None or one.done_at:
            raise NoSuchItem()
        unit = queries.unit_of(actor, one.shift.unit_id)
        if len(words.strip()) < 2:
            raise BadAnswers({"words": "请写一句怎么办的"})
        one.done_at, one.done_by, one.done_words = now, actor.name, words.strip()[:MOST]
        one.save()
        _line(one, "done", unit.unit_path, actor, now)


def _faults(kind: str, content: str, in_charge: str, limit_at: datetime | None, now: datetime) -> dict[str, str]:
    errors = {}
    if kind not in KINDS:
        errors["kind"] = "请选择哪一类"
    if not 2 <= len(content.strip()) <= MOST:
        errors["content"] = "请写明是什么、在哪里，五百字以内"
    elif NUMBERS.search(content):
        errors["content"] = "不要写电话和证件号；要用的话写办件编号"
    if not 1 <= len(in_charge.strip()) <= SHORT:
        errors["in_charge"] = "请写由谁负责"
    if limit_at is not None and limit_at <= now:
        errors["limit"] = "期限要在现在之后"
    return errors


def _line(one: Item, act: str, unit_path: str, actor: Actor, now: datetime) -> None:
    write(
        Entry(
            at=now, about="shift", subject_id=one.shift_id, act=f"item_{act}", event=f"shift.item_{act}",
            actor_id=actor.id, actor_name=actor.name, unit_path=unit_path, facts={"item": one.pk, "kind": one.kind},
        )
    )  # fmt: skip
