"""Several calls about one event: one is worked on, the others lie with it, and either number finds the other."""

from __future__ import annotations

from onewindow.kernel.cases import actions, gate, queries
from onewindow.kernel.cases.effects import Change, only_decides
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.modules.incidents.call import CALL


def merge(change: Change) -> None:
    """Keep the number of the main call here, and this number there, in one transaction."""
    try:
        main = queries.case_by_number(str(change.given["into"]), actor=change.actor, now=change.now)
    except gate.NotFound:
        raise BadAnswers({"into": "没有这个编号的警情，请核对"}) from None
    if main.case_type != CALL.code or main.id == change.case.id:
        raise BadAnswers({"into": "请填另一件警情的编号"})
    try:
        actions.take(
            "absorb", case_id=main.id, actor=SYSTEM_ACTOR, now=change.now, given={"note": change.case.number},
            case_type=CALL.code, key=f"absorb:{change.case.id}",
        )  # fmt: skip
    except gate.NotNow:
        raise BadAnswers({"into": "那一件已经并入别的警情、转走或者无效，请填还在办的那一件"}) from None
    change.decide(merged_into=[main.number])


@only_decides
def absorb(change: Change) -> None:
    """The main call knows every number that came in."""
    change.decide(merged=[*change.case.facts.get("merged", []), change.given["note"]])


@only_decides
def follow(change: Change) -> None:
    """The call knows what it became, once of each kind."""
    became = {**change.case.facts.get("became", {}), change.given["matter"]: change.given["note"]}
    change.decide(became=became)
