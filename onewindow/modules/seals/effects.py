"""What the chapter does with steps: a licence, its promise and its check are born together."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.kernel.cases.effects import Change, Question, Subject, only_decides
from onewindow.kernel.ground.local_time import local, local_date
from onewindow.kernel.registers.queries import ask
from onewindow.modules.seals import queries
from onewindow.modules.seals.models import Licence, Promise
from onewindow.modules.seals.promise import CURRENT, digest


def look_up_standing(question: Question) -> dict[str, Any]:
    """Whether the business licence stands, and what the credit register allows: verdicts only."""
    code = str(question.answers.get("firm_code", ""))
    firm = ask("business", code, now=question.now) or {}
    credit = ask("credit", code, now=question.now) or {}
    name = "".join(str(question.answers.get("firm_name", "")).split())
    return {
        "licence": firm.get("status", "unknown"),
        "same_name": _one_width(name) == _one_width(str(firm.get("name", ""))),
        "bad_record": bool(credit.get("bad_record")),
        "untrue_promise": bool(credit.get("untrue_promise")),
        "repaired": bool(credit.get("repaired")),
        "barred_until": credit.get("barred_until", ""),
    }


def _one_width(name: str) -> str:
    return "".join(name.split()).replace("(", "（").replace(")", "）")


def grant_on_promise(change: Change) -> None:
    """Licence, after-check and promise, in the transaction of the decision; none without the others."""
    licence = _written(change, "promise")
    answers = change.case.answers
    signed = digest(CURRENT, answers, case_number=change.case.number, signed_at=change.now)
    aftercheck = change.open_case(
        "seals.aftercheck",
        answers={
            "licence_case": str(change.case.id),
            "licence_number": licence.number,
            "firm_name": licence.firm_name,
            "firm_code": licence.firm_code,
            "site": licence.place,
            "promise_digest": signed,
        },
        reason=f"告知承诺许可 {licence.number} 的事后核查",
    )
    Promise.objects.create(
        case_id=change.case.id,
        aftercheck_id=aftercheck,
        licence=licence,
        edition=CURRENT.edition,
        text=CURRENT.as_data(),
        signature=str(answers["signature"]),
        signed_at=change.now,
        digest=signed,
    )
    change.decide(
        promise_edition=CURRENT.edition,
        promise_digest=signed,
        promised=[one.words for one in CURRENT.items],
        told=list(CURRENT.told),
        follows=list(CURRENT.follows),
        aftercheck_id=aftercheck,
    )


def grant(change: Change) -> None:
    """A licence given the ordinary way."""
    _written(change, "ordinary")


def _written(change: Change, way: str) -> Licence:
    today, answers = local_date(change.now), change.case.answers
    licence = Licence.objects.create(
        number=f"TX{str(answers['site'])[:6]}{today.year}{change.case.id:06d}",
        case_id=change.case.id,
        firm_code=str(answers["firm_code"]),
        firm_name=str(answers["firm_name"]),
        way=way,
        place=str(answers["site"]),
        issued=today,
    )
    change.decide(licence_number=licence.number, issued_on=today.isoformat(), trade="公章刻制业", way=way)
    return licence


@only_decides
def keep_inspection(change: Change) -> None:
    """Whether the last inspection found the conditions met, and on which day."""
    change.decide(inspected_fit=change.given["fit"] == "yes", inspected_on=local_date(change.now).isoformat())


def keep_check(change: Change) -> None:
    """The day on which the promise was found kept."""
    Licence.objects.filter(number=change.case.answers["licence_number"]).update(checked_on=local_date(change.now))


@only_decides
def keep_proposal(change: Change) -> None:
    """The day the firm was told: it may speak until its time is over."""
    change.decide(proposed_on=local_date(change.now).isoformat())


def revoke(change: Change) -> None:
    """The licence ends today (行政许可法 第六十九条)."""
    number = change.case.answers["licence_number"]
    Licence.objects.filter(number=number, revoked_on__isnull=True).update(
        revoked_on=local_date(change.now), revoked_by=change.case.id
    )
    change.decide(licence_number=number, revoked_on=local_date(change.now).isoformat())


def signed_words(case: Subject, *, now: datetime) -> dict[str, Any]:
    """The words of the promise on file: who signed, when, and the digest that binds it."""
    promise = queries.promise_of(case.id)
    if promise is None:
        return {}
    at = local(promise.signed_at)
    return {
        "words": [
            "{holder}选择以告知承诺方式申请公章刻制业特种行业许可，已知悉下列告知内容，并逐条作出承诺。",
            f"承诺人签名：{promise.signature}（{at:%Y-%m-%d %H:%M}）。承诺书摘要（SHA-256）：{promise.digest}。",
        ]
    }


def granted_words(case: Subject, *, now: datetime) -> dict[str, Any]:
    """The words of the licence, by the way it was had."""
    if case.facts.get("way") == "promise":
        return {"words": "经审查，申请材料和承诺书齐全，准予从事公章刻制业。承诺内容两个月内接受核查。"}
    return {"words": "经审查和现场核查，符合公章刻制业特种行业许可条件，准予许可。"}


WITH_STEP = {
    ("seals.licence", "grant_on_promise"): grant_on_promise,
    ("seals.licence", "issue"): grant,
    ("seals.licence", "inspect"): keep_inspection,
    ("seals.aftercheck", "pass_check"): keep_check,
    ("seals.aftercheck", "rectified"): keep_check,
    ("seals.aftercheck", "propose"): keep_proposal,
    ("seals.aftercheck", "revoke"): revoke,
}
LOOK_UP = {"seals.standing": look_up_standing}
DOCUMENT_FACTS = {
    ("seals.licence", "promise"): signed_words,
    ("seals.licence", "licence"): granted_words,
}
