"""One step for many cases: each in its own transaction, each answered for itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onewindow.kernel.cases.actions import take
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.people.actor import Actor


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case: its new state, or the refusal."""

    case_id: int
    state: str = ""
    refusal: Refusal | None = None


def take_many(
    step: str, *, case_ids: list[int], actor: Actor, now: datetime, given: dict[str, Any] | None = None
) -> list[Outcome]:
    """Take the step of each case once, in the order given; a refusal of one stops no other."""
    outcomes = []
    for case_id in dict.fromkeys(case_ids):
        try:
            outcomes.append(Outcome(case_id, take(step, case_id=case_id, actor=actor, now=now, given=given).state))
        except Refusal as refusal:
            outcomes.append(Outcome(case_id, refusal=refusal))
    return outcomes
