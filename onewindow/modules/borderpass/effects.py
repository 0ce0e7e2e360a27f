"""What the chapter does with steps: a pass is written and the one before it voided."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.kernel.cases.effects import Change, Question, Subject, only_decides
from onewindow.kernel.cases.oneself import confirm
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.registers.queries import ask
from onewindow.modules.borderpass import queries, rules
from onewindow.modules.borderpass.models import Pass


def look_up_switch(question: Question) -> dict[str, Any]:
    """Whether the chosen destinations are closed now or during the journey."""
    areas = question.answers.get("destinations") or ()
    return {"closed": queries.closures(areas, local_date(question.now))}


def look_up_household(question: Question) -> dict[str, Any]:
    """The county of the household, nothing else."""
    person = ask("population", str(question.answers.get("holder_id", "")), now=question.now) or {}
    return {"area": person.get("household_area", "")}


@only_decides
def is_oneself(change: Change) -> None:
    """Who fills it in online is the holder; others have no citizen's number and come with their document."""
    if change.case.answers.get("kind") in rules.MAINLAND:
        confirm(change, "holder_id", "公民身份号码")


def write_pass(change: Change) -> None:
    """The new pass; the one before it is void from today, in the same transaction."""
    today, answers = local_date(change.now), change.case.answers
    holder = queries.holder_hash(answers)
    voided = Pass.objects.filter(holder_hash=holder, void_on__isnull=True).update(
        void_on=today, void_reason="新证签发，旧证失效"
    )
    written = Pass.objects.create(
        number=f"BJ{str(answers['station_place'])[:6]}{today.year}{change.case.id:06d}",
        case_id=change.case.id,
        edition=change.case.edition,
        person_id=change.case.person_id,
        holder_hash=holder,
        destinations=list(answers["destinations"]),
        valid_from=answers["from_day"],
        valid_until=answers["to_day"],
        issued=today,
    )
    change.decide(
        permit_number=written.number,
        issued_on=today.isoformat(),
        valid_from=answers["from_day"],
        valid_until=answers["to_day"],
        destinations=[rules.AREAS.get(area, area) for area in answers["destinations"]],
        voided=voided,
        document_kind="711",
    )


def printed(case: Subject, *, now: datetime) -> dict[str, Any]:
    """The words of the pass: what goes with it, who goes along; the document of who has no citizen's number."""
    words = ["本证与有效身份证件同时使用，可以打印。新证签发后旧证失效。"]
    named = [name for name, _ in rules.children(case.answers.get("children"))]
    if named:
        words.append(f"偕行未满16周岁子女：{'、'.join(named)}。")
    return {"words": words, "document_no": case.answers.get("document_no", "")}


WITH_STEP = {
    ("borderpass.pass", "submit"): is_oneself,
    ("borderpass.pass", "supply"): is_oneself,
    ("borderpass.pass", "issue"): write_pass,
    ("borderpass.pass", "issue_now"): write_pass,
}
LOOK_UP = {"borderpass.switch": look_up_switch, "borderpass.household": look_up_household}
DOCUMENT_FACTS = {("borderpass.pass", "pass"): printed}
