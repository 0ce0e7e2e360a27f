"""Reports of the demo city, all invented: 83 got done in a year, as a published figure goes; one kind too often."""

from __future__ import annotations

from datetime import datetime, timedelta

from onewindow.kernel.cases.many import Filing, Moment, file_many
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.store.statements import one
from onewindow.modules.unsolved.defect import DEFECT
from onewindow.modules.unsolved.report import CATEGORY, MATTER, REPORT
from onewindow.modules.unsolved.source import kind_words

PLACE = "320402004001"
WHY = "演示：合成历史"
CLOSED, DECLINED = 83, 3
ROAD = (
    ("found", "report", 0),
    ("pushed", "push", 5),
    ("signed", "sign", 22),
    ("rectified", "rectify", 150),
    ("closed", "pass", 190),
)
"""The state, the step and the hours since it came in."""
KIND = "04:residence.permit"


def plant(now: datetime) -> None:
    """The history once."""
    if one("select 1 as there from cases_case where case_type = %s limit 1", (REPORT.code,)):
        return
    old = [_report(nth, now - timedelta(days=20 + nth * 4), ROAD) for nth in range(CLOSED)]
    no = [_declined(nth, now - timedelta(days=30 + nth * 60)) for nth in range(DECLINED)]
    fresh = [
        _report(nth, now - timedelta(hours=30 * nth + 8), ROAD[: 3 - nth % 3], category="04", matter="residence",
                **({"nature": "paper", "way": "transfer", "entry": "residence.permit"} if nth % 3 < 2 else {}))
        for nth in range(4)
    ]  # fmt: skip
    file_many([*old, *no, *fresh, *_defects(now)], actor=SYSTEM_ACTOR, now=now, reason=WHY, act="bring_in")


def _answers(nth: int, **more: str) -> dict[str, str]:
    return {
        "category": CATEGORY.choices[nth % 5].code,
        "matter": MATTER.choices[nth % 8].code,
        "story": "（合成）窗口说少一份材料，回去补了，又说还少一份。",
        "met": "window" if nth % 3 else "online",
        "where": PLACE,
        "reporter_phone": f"139{nth:08d}",
        **more,
    }


def _report(nth: int, at: datetime, road: tuple[tuple[str, str, int], ...], **more: str) -> Filing:
    past = [Moment(state, at + timedelta(hours=hours), step) for state, step, hours in road]
    kept = {"nature": "rule", "way": "spot" if nth % 2 else "transfer", "result": "done"} if len(road) == 5 else {}
    return Filing(REPORT.code, {**_answers(nth, **kept), **more}, past=past)


def _declined(nth: int, at: datetime) -> Filing:
    kept = {"scope": ("court", "private", "petition")[nth % 3], "remedy": ("court", "12345", "petition")[nth % 3]}
    past = [Moment("found", at, "report"), Moment("dismissed", at + timedelta(hours=20), "dismiss")]
    return Filing(REPORT.code, _answers(nth + 90, **kept), past=past)


def _defects(now: datetime) -> list[Filing]:
    """One of an earlier month that was changed after nine days, one that is being assessed."""
    found = []
    for kind, days_ago, road in (
        ("01:records.certificate", 70, (("proposed", 0), ("assessed", 3), ("changed", 9))),
        (KIND, 6, (("proposed", 0),)),
    ):
        at = now - timedelta(days=days_ago)
        answers = {"kind": kind, "kind_words": kind_words(kind), "month": f"{at:%Y-%m}", "count": 3,
                   "cases": "（合成）见当月反映", "entry": kind.partition(":")[2]}  # fmt: skip
        past = [Moment(state, at + timedelta(days=days), {"proposed": "propose", "assessed": "assess"}.get(state, "change"))
                for state, days in road]  # fmt: skip
        facts = {"changed": "（合成）papers.id_card: 复印件 → 免提交", "changed_lines": 1} if len(road) == 3 else {}
        found.append(Filing(DEFECT.code, answers, past=past, facts=facts))
    return found
