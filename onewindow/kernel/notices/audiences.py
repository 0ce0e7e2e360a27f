"""Who is to be told what after a step: the notice the handbook declares, and what the kernel acts tell staff."""

from __future__ import annotations

from dataclasses import dataclass

from onewindow.kernel.cases.afterwards import Afterwards
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.handbook.steps import Notice, Step
from onewindow.kernel.people.units import above, unit_by_code

STAFF_TOLD: dict[str, tuple[Notice, ...]] = {
    "urge": (Notice("{case}（{number}）被催办：{reason}。", "assignee"),),
    "delegate": (Notice("{case}（{number}）交给您办理：{reason}。", "assignee"),),
    "hand_over": (Notice("{case}（{number}）转到本单位办理：{reason}。", "unit"),),
    "countersign": (Notice("{case}（{number}）请您单位会签：{reason}。", "helper"),),
    "countersigned": (Notice("{case}（{number}）的会签意见已回。", "assignee"),),
}


@dataclass(frozen=True, slots=True)
class Receiver:
    """Where a message goes.  All empty means that nobody can be reached inside the house."""

    person_id: int | None = None
    account_id: int | None = None
    unit_path: str = ""

    @property
    def has_inbox(self) -> bool:
        return bool(self.person_id or self.account_id or self.unit_path)


def notices_of(step: Step) -> tuple[Notice, ...]:
    """Every notice that follows a step, one an audience."""
    own = (step.notice,) if step.notice else ()
    return own + STAFF_TOLD.get(step.does, ())


def concerns(case_type: str, act: str) -> bool:
    """Whether any edition of this matter tells somebody after this act."""
    entries = shelf().editions.get(case_type, {}).values()
    return any(act in entry.step and notices_of(entry.step[act]) for entry in entries)


def declared() -> list[tuple[str, str, str, str]]:
    """Every (case type, edition, act, audience) that has to be told."""
    return [
        (code, edition, step.code, notice.audience)
        for code, editions in shelf().editions.items()
        for edition, entry in editions.items()
        for step in entry.steps
        for notice in notices_of(step)
    ]


def receiver(after: Afterwards, audience: str) -> Receiver:
    """Who that is for this case, as the step left it."""
    row = after.row
    if audience == "applicant":
        return Receiver(person_id=row.person_id)
    if audience == "helper":
        asked = unit_by_code(str(after.given.get("to_unit", "")))
        return Receiver(unit_path=asked.path if asked else "")
    if audience == "assignee" and row.assignee_id:
        return Receiver(account_id=row.assignee_id)
    if audience == "above":
        return Receiver(unit_path=above(after.unit_path))
    return Receiver(unit_path=after.unit_path)
