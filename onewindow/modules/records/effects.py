"""What the chapter does with steps: one word from the platform, a finding kept sealed, a paper dated."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.kernel.cases.effects import Change, Question, Subject, only_decides
from onewindow.kernel.cases.oneself import confirm
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.store.vault import seal_json
from onewindow.modules.records import grounds, queries, rules
from onewindow.modules.records.models import Finding, Told


class NotForAUnit(Refusal):
    """A resident files for a unit without being its agent."""

    code = "not_for_a_unit"
    status = 422
    words = "单位查询要由单位授权的经办人以单位名义申请。请单位先授权给您，再选择您代表的单位；也可以请本人自己查。"


def look_up_verdict(question: Question) -> dict[str, Any]:
    """The verdict and nothing else: no desk, no journal line and no page ever holds a hit."""
    return {"verdict": queries.verdict(question.answers, now=question.now)}


@only_decides
def is_oneself(change: Change) -> None:
    """Nobody asks about another person online: the subject, the agent named, or a unit with its clause."""
    who = change.case.answers.get("who", "person")
    if who == "person":
        confirm(change, "subject_id", "被查询人公民身份号码", proved=True)
    elif who == "agent":
        confirm(change, "agent_id", "受托人公民身份号码", proved=True)
    elif not change.actor.staff and not change.case.organisation_id:
        raise NotForAUnit()


def keep_finding(change: Change) -> None:
    """Seal what the check found; the certificate is decided by it."""
    answers = change.case.answers
    body = seal_json({"found": change.given["found"], "basis": change.given["basis"]}, queries.bound(change.case.id))
    Finding.objects.update_or_create(
        case_id=change.case.id,
        defaults={"person_hash": queries.person_hash(str(answers["subject_id"])), "body": body, "at": change.now},
    )


@only_decides
def date_it(change: Change) -> None:
    """The day up to which the platform was asked: the certificate has no other term (第三条)."""
    change.decide(as_of=local_date(change.now).isoformat(), since=change.case.answers.get("since", ""))


def tell_unit(change: Change) -> None:
    """Date the letter and name the clause; the verdict it tells is sealed, not kept with the case."""
    date_it(change)
    answers = change.case.answers
    cited = {one.code: one.law.cited for one in grounds.GROUNDS}
    change.decide(clause=cited.get(str(answers.get("clause", "")), answers.get("clause_text", "")))
    body = seal_json({"verdict": change.facts["record"]["verdict"]}, queries.told_bound(change.case.id))
    Told.objects.update_or_create(case_id=change.case.id, defaults={"body": body, "at": change.now})


NO_RECORD, A_RECORD = "截至查询日，未发现被查询人有犯罪记录。", "截至查询日，被查询人有犯罪记录。"


def letter(case: Subject, *, now: datetime) -> dict[str, Any]:
    """The sentences of the letter to a unit: whether there is a record, never which."""
    unit, post, clause = case.answers.get("unit_name", ""), case.answers.get("post", ""), case.facts.get("clause", "")
    asked = f"{unit}：你单位因“{post}”岗位，依据{clause}申请查询{{holder}}（公民身份号码：{{id_no}}）的犯罪记录。"
    words = [asked + "经查询，现函告如下。"]
    finding = A_RECORD if queries.told(case.id) == rules.RECORDED else NO_RECORD
    return {"words": words, "finding": finding + ONLY_SO_FAR}


ONLY_SO_FAR = "查询结果只反映查询时平台已录入的信息，仅供本次用途，请依法保密。"


def certificate(case: Subject, *, now: datetime) -> dict[str, Any]:
    """The sentences of the certificate: what was asked, and that nothing was found."""
    words = "经查询，截至{day}，未发现{holder}（公民身份号码：{id_no}）有犯罪记录。"
    return {"words": [words, "本证明只反映查询时平台已录入的信息。"]}


def refusal(case: Subject, *, now: datetime) -> dict[str, Any]:
    """The reason of a no: for the person alone, without any detail of a record."""
    return {"words": "经查询，按照《公安机关办理犯罪记录查询工作规定》，不能出具证明。认为结果不对的，请申请复查。"}


WITH_STEP = {
    ("records.certificate", "submit"): is_oneself,
    ("records.certificate", "supply"): is_oneself,
    ("records.recheck", "submit"): is_oneself,
    ("records.recheck", "supply"): is_oneself,
    ("records.certificate", "certify"): date_it,
    ("records.certificate", "inform"): tell_unit,
    ("records.certificate", "not_certify"): date_it,
    ("records.certificate", "checked"): keep_finding,
}
LOOK_UP = {"records.verdict": look_up_verdict}
DOCUMENT_FACTS = {
    ("records.certificate", "certificate"): certificate,
    ("records.certificate", "letter"): letter,
    ("records.certificate", "not_certified"): refusal,
}
