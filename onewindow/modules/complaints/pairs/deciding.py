"""Saying whether two complaints are one: merged with a reason and both numbers, or told apart; never by itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from onewindow.kernel.cases import actions, queries
from onewindow.kernel.cases.gate import NotFound
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.people.actor import Actor
from onewindow.modules.complaints.models import Pair


class AlreadyDecided(Refusal):
    """Somebody was faster."""

    code = "pair_decided"
    status = 409
    words = "这一对已经有人看过了，请刷新页面。"


def merge(pair_id: int, *, keep: str, reason: str, actor: Actor, now: datetime) -> None:
    """End the other one with the number of the one that is kept, and note on the kept one what came in."""
    _reasoned(reason)
    with transaction.atomic():
        pair, first, second = _open(pair_id, actor, now)
        numbers = {first.number: (first, second), second.number: (second, first)}
        if keep not in numbers:
            raise BadAnswers({"keep": "请选择留下哪一件"})
        kept, dropped = numbers[keep]
        if kept.ended_at:
            raise BadAnswers({"keep": f"{kept.number}已经办结，请留下还在办的一件"})
        given = {"ground": "merged", "into": kept.number, "reason": reason}
        actions.take("dismiss", case_id=dropped.id, actor=actor, now=now, given=given)
        actions.take("note", case_id=kept.id, actor=actor, now=now, given={"note": _noted(dropped, reason)})
        _decided(pair, "merged", reason, actor, now)


def keep_apart(pair_id: int, *, reason: str, actor: Actor, now: datetime) -> None:
    """They are two matters; said once, they are not suggested again."""
    _reasoned(reason)
    with transaction.atomic():
        pair, *_ = _open(pair_id, actor, now)
        _decided(pair, "apart", reason, actor, now)


def _open(pair_id: int, actor: Actor, now: datetime) -> tuple[Pair, CaseRow, CaseRow]:
    """The pair, locked, with both complaints within the actor's reach."""
    pair = Pair.objects.select_for_update().filter(id=pair_id).first()
    if pair is None:
        raise NotFound()
    first, second = (queries.case(one, actor=actor, now=now) for one in (pair.first_id, pair.second_id))
    if pair.state != "open":
        raise AlreadyDecided()
    return pair, first, second


def _reasoned(reason: str) -> None:
    if len(reason.strip()) < 5:
        raise BadAnswers({"reason": "请写明理由，至少五个字"})


def _noted(dropped: CaseRow, reason: str) -> str:
    theirs = dropped.answers.get("source_number") or "无"
    return f"并入{dropped.number}（来件编号：{theirs}）：{reason}"[:1000]


def _decided(pair: Pair, state: str, reason: str, actor: Actor, now: datetime) -> None:
    pair.state, pair.reason, pair.decided_by, pair.decided_at = state, reason.strip()[:500], actor.id, now
    pair.save(update_fields=["state", "reason", "decided_by", "decided_at"])
