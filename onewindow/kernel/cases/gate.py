"""The gate inside the action: reach, moment, hands, answers, papers, rules; every no has a class."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from onewindow.kernel.cases.intake import held_registers
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.checks import check
from onewindow.kernel.handbook.fields import Field
from onewindow.kernel.handbook.papers import Paper
from onewindow.kernel.handbook.rules import Matter
from onewindow.kernel.handbook.steps import Step
from onewindow.kernel.parameters.queries import in_force


class NotFound(Refusal):
    """Beyond reach, or not there: a stranger cannot tell which."""

    code = "not_found"
    status = 404
    words = "没有找到这件事。请核对编号；如果确实是您的办件，请用申请时的手机号登录再看。"


class NotYours(Refusal):
    """Seen, but this step belongs to another role."""

    code = "not_yours"
    status = 403
    words = "“{step}”要由{who}来办。您可以把这件事转给对应岗位。"


class NotNow(Refusal):
    """The case stands elsewhere."""

    code = "not_now"
    status = 409
    words = "这件事现在是“{state}”，不能“{step}”。{last}请刷新页面再看。"


class Changed(Refusal):
    """Somebody else was faster."""

    code = "changed"
    status = 409
    words = "在您打开之后，{last}您的操作没有生效，请看过最新情况再决定。"


class SameHand(Refusal):
    """Two hands are required and one was offered."""

    code = "same_hand"
    status = 409
    words = "“{step}”不能由办理“{other}”的同一个人来做，请转给另一位民警。"


class NotMet(Refusal):
    """A rule of the law is not met."""

    code = "not_met"
    status = 422
    words = "{words}"


class NoSuchStep(Refusal):
    """The matter has no such step."""

    code = "no_such_step"
    status = 404
    words = "这个事项没有“{step}”这一步。"


def step_of(entry: CaseType, code: str) -> Step:
    """The step of this entry, or a refusal."""
    step = entry.step.get(code)
    if step is None or step.retired:
        raise NoSuchStep(step=code)
    return step


def moment(row: CaseRow, step: Step, last: Callable[[CaseRow], str]) -> None:
    """Refuse when the case stands where this step does not start; `last` tells who moved it."""
    if not step.arrow.starts_in(row.state):
        raise NotNow(state=row.entry.state[row.state].title, step=step.title, last=last(row))


class HandsBefore(Refusal):
    """Who worked on the matter itself does not look into it."""

    code = "hands_before"
    status = 409
    words = "您办过它所反映的那件事，“{step}”要由没有经手的人来做，请转给另一位同事。"


def hands(row: CaseRow, step: Step, actor_id: int) -> None:
    """Refuse the same person where the law or the handbook wants two."""
    if step.fresh_hand and actor_id in row.facts.get("hands_before", ()):
        raise HandsBefore(step=step.title)
    for other in step.another_hand_than:
        if row.hands.get(other) == actor_id:
            raise SameHand(step=step.title, other=row.entry.step[other].title)


def answers(step: Step, given: dict[str, Any], today: date, also: dict[str, Any]) -> dict[str, Any]:
    """The answers of the step, cleaned; `also` are the answers of the case for conditions."""
    clean, errors = check(step.asks, given, today, also=also)
    unknown = set(given) - {one.code for one in step.asks}
    errors |= {code: "这一步没有这个栏目" for code in unknown}
    if errors:
        raise BadAnswers(errors)
    return clean


def form(entry: CaseType, given: dict[str, Any], today: date) -> dict[str, Any]:
    """The answers of the whole form, cleaned and complete."""
    fields: tuple[Field, ...] = tuple(entry.fields.values())
    clean, errors = check(fields, given, today)
    if errors:
        raise BadAnswers(errors)
    return clean


def missing_papers(entry: CaseType, row: CaseRow) -> list[Paper]:
    """Papers still to bring: required here, not given, not held by us."""
    missing = [
        paper
        for paper in entry.papers
        if paper.required and not row.papers.get(paper.code) and (paper.when is None or paper.when.holds(row.answers))
    ]
    if any(paper.held_by for paper in missing):
        held = held_registers(row.person_id, row.organisation_id)
        missing = [paper for paper in missing if paper.held_by not in held]
    return missing


def papers(entry: CaseType, row: CaseRow) -> None:
    """Refuse with every missing paper at once."""
    missing = missing_papers(entry, row)
    if missing:
        raise BadAnswers({f"paper_{paper.code}": f"还缺“{paper.title}”，请拍照或上传" for paper in missing})


def rules(row: CaseRow, step: Step, given: dict[str, Any], facts: dict[str, Any], today: date) -> None:
    """Refuse with the first rule that is not met, its words and its article."""
    if not step.needs:
        return
    matter = Matter({**row.answers, **given}, today, {**row.facts, **facts}, in_force(row.entry, today))
    for rule in step.needs:
        words = rule.unmet(matter)
        if words:
            cited = rule.law.cited if rule.law else ""
            raise NotMet(words=f"{words}（依据：{cited}）" if cited else words, rule=rule.code, law=cited)
