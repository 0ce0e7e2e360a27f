"""What the chapter does with steps: count who is unique, seal what is told, hand it to the paper."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from onewindow.kernel.cases.effects import Change, Question, Subject, only_decides
from onewindow.kernel.cases.oneself import confirm
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.store.vault import seal_json
from onewindow.modules.lawyers import queries, rules
from onewindow.modules.lawyers.models import Result

KEPT = timedelta(days=7)


def look_up_match(question: Question) -> dict[str, Any]:
    """How many lines name exactly one person, and how much this licence has asked today; no data."""
    found = queries.answer(question.answers, now=question.now)
    licence = str(question.answers.get("licence_no", ""))
    before = queries.asked_today(licence, local_date(question.now))
    return {"asked": len(found), "unique": sum(one is not None for one in found), "asked_today": before + len(found)}


@only_decides
def is_oneself(change: Change) -> None:
    """The lawyer signs in as oneself; nobody asks in another lawyer's name."""
    confirm(change, "lawyer_id", "申请人公民身份号码", proved=True)


def seal_result(change: Change) -> None:
    """Ask once more, seal the answer for a week, keep the counts and the digest with the case."""
    answers = change.case.answers
    wants = str(answers["wants"])
    read, _ = rules.lines(answers.get("persons"), local_date(change.now))
    found = [queries.found(line, wants, now=change.now) for line in read]
    body = {
        "rows": [one or {"name": line.name, "note": rules.NOT_UNIQUE} for line, one in zip(read, found, strict=True)],
        "wants": wants,
    }
    digest = hashlib.sha256(json.dumps(body, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    until = change.now + KEPT
    Result.objects.update_or_create(
        case_id=change.case.id,
        defaults={
            "licence_hash": queries.licence_hash(str(answers["licence_no"])),
            "docket": str(answers["docket"]),
            "persons": sorted(queries.person_hash(str(one["id_no"])) for one in found if one),
            "asked": len(read),
            "body": seal_json(body, queries.bound(change.case.id)),
            "digest": digest,
            "at": change.now,
            "until": until,
        },
    )
    change.decide(
        document_title=rules.TITLES[wants],
        docket=answers["docket"],
        asked=len(read),
        unique=sum(one is not None for one in found),
        result_digest=digest,
        until=until.isoformat(),
        watermark=f"{answers['lawyer_name']} {answers['docket']} {change.now:%Y-%m-%d %H:%M} 仅用于本案",
    )


def approve_amount(change: Change) -> None:
    """A reviewer has looked at the purpose: the daily amount does not stop this case."""
    change.decide(amount_approved=True)


def told(case: Subject, *, now: datetime) -> dict[str, Any]:
    """The rows of the paper, unsealed for the moment it is drawn, and the words around them."""
    body = queries.told(case.id, now=now)
    words = f"因办理{case.facts.get('docket', '')}案件需要，经查询，结果如下。不能唯一确定一个人的，不予出具。"
    return {"rows": body.get("rows", []), "words": words, "document_holder": case.answers.get("lawyer_name", "")}


def nothing(case: Subject, *, now: datetime) -> dict[str, Any]:
    """The reason of a no, the same whether there was nobody, somebody else or more than one."""
    return {"words": f"{rules.NOT_UNIQUE}。", "document_holder": case.answers.get("lawyer_name", "")}


WITH_STEP = {
    ("lawyers.inquiry", "submit"): is_oneself,
    ("lawyers.inquiry", "supply"): is_oneself,
    ("lawyers.inquiry", "answer"): seal_result,
    ("lawyers.inquiry", "approve_amount"): approve_amount,
}
LOOK_UP = {"lawyers.match": look_up_match}
DOCUMENT_FACTS = {("lawyers.inquiry", "result"): told, ("lawyers.inquiry", "nothing"): nothing}
