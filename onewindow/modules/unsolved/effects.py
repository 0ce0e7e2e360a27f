"""What the chapter does: the source of rule defects, the word to the unit above, and the proof that a rule changed."""

from __future__ import annotations

from onewindow.kernel.cases.effects import Change, WithStep, only_decides
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import Refusal
from onewindow.modules.unsolved.demo import plant
from onewindow.modules.unsolved.handbook_lines import changes, lines_of
from onewindow.modules.unsolved.source import propose_defect, tell_above

MOST = 20  # lines of a change that are told


class NothingChanged(Refusal):
    """The entry reads today as it read when the defect was assessed."""

    code = "handbook_unchanged"
    status = 409
    words = "手册里的“{entry}”和评估时一样，一行也没有变。请先改声明或参数，再来登记；决定不改的，请说明理由。"


@only_decides
def keep_lines(change: Change) -> None:
    """How the entry reads now, to compare with later."""
    entry = str(change.given["entry"])
    change.decide(before=lines_of(entry, local_date(change.now)))


@only_decides
def prove_change(change: Change) -> None:
    """Which lines of the handbook are other than they were; refuse when none is."""
    entry = str(change.case.answers.get("entry", ""))
    found = changes(change.case.facts.get("before", {}), lines_of(entry, local_date(change.now)))
    if not found:
        raise NothingChanged(entry=entry)
    change.decide(changed="；".join(found[:MOST]), changed_lines=len(found))


WITH_STEP: dict[tuple[str, str], WithStep] = {
    ("unsolved.defect", "assess"): keep_lines,
    ("unsolved.defect", "change"): prove_change,
}
LISTENERS = (
    ("unsolved-kinds", ("unsolved.report.push",), propose_defect),
    ("unsolved-repeats", ("unsolved.report.report",), tell_above),
)
DEMO = (plant,)
