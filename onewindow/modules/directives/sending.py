"""Drafting a directive and sending it out: one to hundreds of communities, in one transaction or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from onewindow.kernel.cases import actions
from onewindow.kernel.cases.effects import Change
from onewindow.kernel.cases.many import Filing, Moment, file_many
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.people.actor import Actor, Held
from onewindow.kernel.store.statements import one, rows
from onewindow.modules.directives import bundles
from onewindow.modules.directives.areas import SENDERS, Area, chosen, within
from onewindow.modules.directives.directive import DIRECTIVE, SECRET
from onewindow.modules.directives.intake.reasons import in_duty
from onewindow.modules.directives.rules import is_in_duty
from onewindow.modules.directives.values import values

KEPT = ("title", "source", "category", "level", "text", "basis")
OPEN_CHILDREN = (
    "select id, case_type from cases_case where parent_id = %s and ended_at is null and state = any(%s) order by id"
)
SAME = (
    "select distinct place from cases_case where place = any(%s) and place <> '' and submitted_at is not null "
    "and ended_at is null and case_type in ('directives.directive', 'directives.secret') "
    "and answers->>'category' = %s and answers->>'title' = %s"
)


class NotASender(Refusal):
    """Directives are drafted at the centre or by a chief."""

    code = "not_a_sender"
    status = 403
    words = "指令由指挥室或者所队长拟办。您的岗位不能拟办。"


class NobodyThere(Refusal):
    """A secret directive goes to officers by name, and here is none."""

    code = "nobody_there"
    status = 422
    words = "有 {n} 个社区没有责任民警，密办指令发不到人。请先配责任民警，或者缩小范围：{some}"


class StillOpen(Refusal):
    """Not every community is done."""

    code = "children_open"
    status = 409
    words = "还有 {n} 个社区没有办完，不能全部办结。请先看超期的。"


def seat(actor: Actor) -> Held:
    """The unit at which this actor drafts and sends."""
    found = next((held for held in actor.held if held.role in SENDERS), None)
    if found is None:
        raise NotASender()
    return found


def draft(answers: dict[str, Any], *, secret: bool, actor: Actor, now: datetime, batch_id: int | None = None) -> int:
    """A new directive, waiting for another hand's approval; its case id."""
    here = seat(actor)
    unit = one("select code from people_unit where id = %s", (here.unit_id,))
    assert unit is not None
    if answers.get("source") and answers.get("category") and not in_duty(answers["source"], answers["category"]):
        raise BadAnswers({"category": is_in_duty.words})
    facts: dict[str, Any] = {"batch": batch_id} if batch_id else {}
    filing = Filing(
        (SECRET if secret else DIRECTIVE).code, answers, unit=unit["code"], facts=facts,
        past=[Moment("drafted", now, "submit", actor.id)],
    )  # fmt: skip
    if answers.get("scope") == "many":
        addressed(answers, batch_id, here.unit_path, secret=secret, now=now)
    filed = file_many([filing], actor=actor, now=now, reason="拟办指令", act="submit", channel="window")
    if filed.refused:
        raise BadAnswers(filed.refused[0])
    assert filed.ids[0] is not None
    return filed.ids[0]


def addressed(
    answers: dict[str, Any], batch_id: int | None, unit_path: str, *, secret: bool, now: datetime
) -> list[Area]:
    """The communities that these answers name, below the sending unit; a secret one needs an officer in each."""
    here = within([unit_path], today=local_date(now))
    pushed = bundles.places_of(batch_id) if batch_id else ()
    found = chosen(here, str(answers.get("which") or ""), str(answers.get("codes") or ""), pushed)
    if not batch_id:
        found = _not_yet_there(found, answers)
    if secret and (without := [area.name for area in found if area.officer_id is None]):
        raise NobodyThere(n=len(without), some="、".join(without[:5]))
    return found


def _not_yet_there(areas: list[Area], answers: dict[str, Any]) -> list[Area]:
    """Without the communities that have the very task already: it is merged into the one that is open."""
    there = already_open([area.code for area in areas], answers)
    if len(there) == len(areas):
        raise BadAnswers({"which": "选定的社区都已有同样的任务在办，不用再发"})
    return [area for area in areas if area.code not in there]


def already_open(places: list[str], answers: dict[str, Any]) -> set[str]:
    """Those of these communities that have an open task of the same category and title."""
    found = rows(SAME, (places, str(answers.get("category")), str(answers.get("title"))))
    return {row["place"] for row in found}


def send(change: Change) -> None:
    """With the step `issue`: a task for every community (or every bundle of pushes), all in this transaction."""
    case, secret = change.case, change.case.case_type == SECRET.code
    batch_id = case.facts.get("batch")
    areas = {
        area.code: area for area in addressed(case.answers, batch_id, case.unit_path, secret=secret, now=change.now)
    }
    own = one("select code from people_unit where id = %s", (case.unit_id,)) if secret else None
    tasks: list[tuple[Area, dict[str, Any], list[int]]] = []
    if batch_id:
        for bundle in bundles.bundles(batch_id, int(values(change.now)["bundle.most"])):
            if bundle.place in areas:
                more = {"category": bundle.category, "count": len(bundle.ids), "objects": bundle.objects}
                tasks.append((areas[bundle.place], more, bundle.ids))
    else:
        tasks = [(area, {}, []) for area in areas.values()]
    first = {code: case.answers[code] for code in KEPT}
    filings = [_task(case.case_type, case.id, area, {**first, **more}, own, change) for area, more, _ in tasks]
    filed = file_many(filings, actor=change.actor, now=change.now, reason=f"分发自{case.number}", act="issue_one")
    if filed.refused:
        raise BadAnswers(next(iter(filed.refused.values())))
    pairs = [(push, case_id) for (_, _, ids), case_id in zip(tasks, filed.ids, strict=True) for push in ids if case_id]
    if pairs:
        bundles.tie([push for push, _ in pairs], [case_id for _, case_id in pairs])
    change.decide(sent=len(filings), areas=len({area.code for area, _, _ in tasks}))


def _task(
    case_type: str, parent_id: int, area: Area, answers: dict[str, Any], own: dict[str, Any] | None, change: Change
) -> Filing:
    """As if sent to this one alone, so that its officer (or the station) is told; a secret one stays in the sending unit."""
    return Filing(
        case_type, {**answers, "scope": "area", "area": area.code}, unit=own["code"] if own else area.unit_code,
        parent_id=parent_id, assignee_id=area.officer_id, past=[Moment("issued", change.now, "issue_one", change.actor.id)],
    )  # fmt: skip


def withdraw(change: Change) -> None:
    """With the step `cancel`: what was sent out is withdrawn as well; its pushes may come again."""
    bundles.settle([change.case.id], answered=False, now=change.now)
    for child in _open(change.case.id, ("issued", "signed", "fed_back")):
        actions.take(
            "cancel", case_id=child["id"], actor=change.actor, now=change.now, given=change.given,
            case_type=child["case_type"],
        )  # fmt: skip


def all_done(change: Change) -> None:
    """With the step `finish`: no community may be left."""
    left = _open(change.case.id, ("issued", "signed", "fed_back", "verified"))
    if left:
        raise StillOpen(n=len(left))


def _open(parent_id: int, states: Sequence[str]) -> list[dict[str, Any]]:
    return rows(OPEN_CHILDREN, (parent_id, list(states)))


def answer(change: Change) -> None:
    """With the step `close`: its pushes are answered by what we now hold."""
    bundles.settle([change.case.id], answered=True, now=change.now)


def go_on(change: Change) -> None:
    """With the step `reopen`: its pushes are open once more."""
    bundles.taken_up_again(change.case.id)
