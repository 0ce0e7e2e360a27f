"""The kernel acts: what claim, delegate, hand over, countersign, urge, extend … change in the row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from onewindow.kernel.cases.models import Countersign
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.handbook.steps import Step
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.help import ask_help, end_help
from onewindow.kernel.people.units import officer_at, unit_by_code
from onewindow.kernel.store.statements import execute, one


class AlreadyUrged(Refusal):
    """Urged today already."""

    code = "already_urged"
    status = 409
    words = "今天已经催过一次，承办人已收到提醒。明天还没有进展可以再催。"


class NothingAsked(Refusal):
    """No opinion is waited for from this unit."""

    code = "nothing_asked"
    status = 409
    words = "没有等待您单位答复的会签。"


class TooLong(Refusal):
    """More than the law allows to extend."""

    code = "too_long"
    status = 422
    words = "“{deadline}”依法最多延长{most}，现在已经延长{used}日。"


class NotExtendable(Refusal):
    """No running deadline of this case may be extended."""

    code = "not_extendable"
    status = 409
    words = "这件事没有可以延长的期限。需要调查核实的，请用对应的步骤暂停计时。"


Apply = Callable[[CaseRow, Step, dict[str, Any], Actor, datetime], None]


def apply(row: CaseRow, step: Step, given: dict[str, Any], actor: Actor, now: datetime) -> None:
    """What this step's act changes in the row, before it is written."""
    act = ACTS.get(step.does)
    if act:
        act(row, step, given, actor, now)


def keep(row: CaseRow, step: Step, given: dict[str, Any]) -> None:
    """What this step leaves with the case: its kept answers, and one answer a rung higher."""
    if step.keeps:
        row.answers = {**row.answers, **{code: given[code] for code in step.keeps if code in given}}
    if step.lifts:
        code, ladder = step.lifts
        if (now_at := row.answers.get(code)) in ladder[:-1]:
            row.answers = {**row.answers, code: ladder[ladder.index(str(now_at)) + 1]}


def _claim(row: CaseRow, step: Step, given: dict[str, Any], actor: Actor, now: datetime) -> None:
    row.assignee_id = actor.id


def _delegate(row: CaseRow, step: Step, given: dict[str, Any], actor: Actor, now: datetime) -> None:
    officer = officer_at(str(given["to_officer"]), row.unit_path, day=local_date(now))
    if officer is None:
        raise BadAnswers({"to_officer": "本单位没有这位民警，请从列表里选"})
    row.assignee_id = officer


def _hand_over(row: CaseRow, step: Step, given: dict[str, Any], actor: Actor, now: datetime) -> None:
    unit = unit_by_code(str(given["to_unit"]))
    if unit is None or unit.path == row.unit_path:
        raise BadAnswers({"to_unit": "请选择另一个现有的单位"})
    row.unit_id, row.unit_path, row.assignee_id = unit.id, unit.path, None


def _countersign(row: CaseRow, step: Step, given: dict[str, Any], actor: Actor, now: datetime) -> None:
    unit = unit_by_code(str(given["to_unit"]))
    if unit is None or unit.path == row.unit_path:
        raise BadAnswers({"to_unit": "请选择另一个现有的单位"})
    Countersign.objects.create(
        case_id=row.id,
        unit_id=unit.id,
        unit_path=unit.path,
        asked_by=actor.id,
        asked_at=now,
        reason=str(given.get("reason", "")),
    )
    ask_help(row.id, unit.path, now=now)


def _countersigned(row: CaseRow, step: Step, given: dict[str, Any], actor: Actor, now: datetime) -> None:
    paths = [held.unit_path for held in actor.held]
    done = execute(
        "update cases_countersign set answered_by = %s, answered_at = %s, opinion = %s "
        "where case_id = %s and unit_path = any(%s) and answered_at is null",
        (actor.id, now, given["opinion"], row.id, paths),
    )
    if not done:
        raise NothingAsked()
    end_help(row.id, paths, now=now)


def _urge(row: CaseRow, step: Step, given: dict[str, Any], actor: Actor, now: datetime) -> None:
    last = one(
        "select max(at) as at from journal_line where about = 'case' and subject_id = %s and act = 'urge' "
        "and actor_id = %s",
        (row.id, actor.id),
    )
    if last and last["at"] and local_date(last["at"]) == local_date(now):
        raise AlreadyUrged()


def _extend(row: CaseRow, step: Step, given: dict[str, Any], actor: Actor, now: datetime) -> None:
    running = [d for d in row.entry.deadlines if d.extension and d.code in row.dues and not row.dues[d.code]["met"]]
    if not running:
        raise NotExtendable()
    deadline = running[0]
    assert deadline.extension is not None
    if not actor.holds(deadline.extension.approver.code):
        raise NotExtendable()
    used = sum(int(days) for code, days, *_ in row.extensions if code == deadline.code)
    days = int(given["days"])
    if used + days > deadline.extension.at_most.value:
        raise TooLong(deadline=deadline.title, most=str(deadline.extension.at_most), used=used)
    row.extensions = [*row.extensions, [deadline.code, days, given["reason"], now.isoformat()]]


def _move_edition(row: CaseRow, step: Step, given: dict[str, Any], actor: Actor, now: datetime) -> None:
    newest = shelf().entry(row.case_type)
    if newest.edition == row.edition:
        raise BadAnswers({"reason": "这一件已经按现行规定办理"})
    if row.state not in newest.state:
        raise BadAnswers({"reason": f"现行规定里没有“{row.entry.state[row.state].title}”这个状态，请先办完这一步"})
    row.edition = newest.edition


def _ask_papers(row: CaseRow, step: Step, given: dict[str, Any], actor: Actor, now: datetime) -> None:
    known = set(row.entry.fields) | {f"paper_{paper.code}" for paper in row.entry.papers}
    wrong = [code for code in given.get("fields", ()) if code not in known]
    if wrong:
        raise BadAnswers({"fields": f"没有这些栏目或材料：{'、'.join(wrong)}"})
    row.marks = {code: given["reason"] for code in given.get("fields", ())}


def _pass_on(row: CaseRow, step: Step, given: dict[str, Any], actor: Actor, now: datetime) -> None:
    """To the unit named; without one it stays where it is."""
    row.assignee_id = None
    if code := str(given.get("to_unit") or ""):
        unit = unit_by_code(code)
        if unit is None:
            raise BadAnswers({"to_unit": "请选择一个现有的单位"})
        row.unit_id, row.unit_path = unit.id, unit.path


def _remind(row: CaseRow, step: Step, given: dict[str, Any], actor: Actor, now: datetime) -> None:
    """Keep for which missed limit it was done, so that it is done once."""
    row.facts = {**row.facts, "reminded": {**row.facts.get("reminded", {}), step.code: missed(row)}}


def _escalate(row: CaseRow, step: Step, given: dict[str, Any], actor: Actor, now: datetime) -> None:
    _remind(row, step, given, actor, now)
    row.facts = {**row.facts, "escalated": int(row.facts.get("escalated", 0)) + 1}


def missed(row: CaseRow) -> str:
    """The limit that is missed: its code and its instant."""
    return f"{row.due_code} {row.due_at.isoformat()}" if row.due_at else ""


ELSEWHERE = frozenset({"countersign", "countersigned"})  # acts that write more than the row
ACTS: dict[str, Apply] = {
    "claim": _claim,
    "delegate": _delegate,
    "hand_over": _hand_over,
    "countersign": _countersign,
    "countersigned": _countersigned,
    "urge": _urge,
    "extend": _extend,
    "move_edition": _move_edition,
    "ask_papers": _ask_papers,
    "pass_on": _pass_on,
    "remind": _remind,
    "escalate": _escalate,
}
