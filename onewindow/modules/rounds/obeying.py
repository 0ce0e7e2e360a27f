"""Commands of a phone: each is done once, whatever the network does; what cannot be done is kept and told.

A command and its step are written in one transaction.  Sent again, it is answered with what it came to the first
time.  A command that comes too late (somebody was faster, the case stands elsewhere) is a conflict: it stays on
the officer's page until they have looked at it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from onewindow.kernel.cases import actions
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.store.vault import seal_json, unseal_json
from onewindow.modules.rounds.models import Command

DONE, CONFLICT, REFUSED, SETTLED = "done", "conflict", "refused", "settled"


class NotYourCommand(Refusal):
    """The identifier was used by somebody else or for something else."""

    code = "not_your_command"
    status = 409
    words = "这条操作的编号已经用过，内容不一样。请刷新清单再办一次。"


@dataclass(frozen=True, slots=True)
class Order:
    """What the phone asks for.  `version` is the case as the phone knew it; `id` is the phone's own."""

    id: UUID
    case_id: int
    step: str
    device_at: datetime
    given: dict[str, Any] = field(default_factory=dict)
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What came of it; `errors` by field where an answer was wrong."""

    id: UUID
    result: str
    words: str = ""
    errors: dict[str, str] = field(default_factory=dict)


def obey(orders: Sequence[Order], *, actor: Actor, now: datetime) -> list[Told]:
    """Carry them out in their order; one that fails does not stop the next."""
    return [_one(order, actor, now) for order in orders]


def _one(order: Order, actor: Actor, now: datetime) -> Told:
    if before := _before(order, actor):
        return before
    try:
        with transaction.atomic():
            actions.take(
                order.step, case_id=order.case_id, actor=actor, now=now, given=order.given, version=order.version,
                key=str(order.id),
            )  # fmt: skip
            _keep(order, actor, now, DONE, "")
        return Told(order.id, DONE)
    except IntegrityError:  # the same command came twice at once
        again = _before(order, actor)
        if again is None:
            raise
        return again
    except BadAnswers as wrong:
        return Told(order.id, REFUSED, wrong.sentence, wrong.errors)  # not kept: the phone asks the officer again
    except Refusal as refusal:
        _keep(order, actor, now, CONFLICT, refusal.sentence)
        return Told(order.id, CONFLICT, refusal.sentence)


def _before(order: Order, actor: Actor) -> Told | None:
    kept = Command.objects.filter(id=order.id).first()
    if kept is None:
        return None
    if (kept.account_id, kept.case_id, kept.step) != (actor.id, order.case_id, order.step):
        raise NotYourCommand()
    return Told(kept.id, kept.result, kept.words)


def _keep(order: Order, actor: Actor, now: datetime, result: str, words: str) -> None:
    Command.objects.create(
        id=order.id, account_id=actor.id, case_id=order.case_id, step=order.step, version=order.version,
        sealed=seal_json(order.given, f"command:{order.id}"), device_at=order.device_at, received_at=now,
        result=result, words=words,
    )  # fmt: skip


def conflicts(actor: Actor) -> list[Command]:
    """What this officer's phone asked for and could not be done, not looked at yet."""
    return list(Command.objects.filter(account_id=actor.id, result=CONFLICT).order_by("received_at"))


def given_of(command: Command) -> dict[str, Any]:
    """What the officer had written, so that it is not typed again."""
    return dict(unseal_json(command.sealed, f"command:{command.id}"))


def settle(command_id: UUID, *, actor: Actor, now: datetime) -> None:
    """The officer has seen the conflict."""
    Command.objects.filter(id=command_id, account_id=actor.id, result=CONFLICT).update(result=SETTLED, settled_at=now)
