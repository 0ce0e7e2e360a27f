"""Reports for the tests: told by a resident or at the window, answered by a clerk who had no hand in it."""

from __future__ import annotations

from datetime import datetime, timedelta

from onewindow.kernel.cases import actions, drafts, queries
from onewindow.kernel.journal.listeners import Told
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.testing.city import MONDAY, XINHUA_PLACE, City
from onewindow.modules.unsolved.report import REPORT

DAY = timedelta(days=1)
TOLD = {
    "matter": "residence",
    "category": "04",
    "story": "窗口让补材料，来了三趟",
    "met": "window",
    "where": XINHUA_PLACE,
    "reporter_name": "李一一",
    "reporter_phone": "13800000001",
}
TAKEN_IN = {"nature": "paper", "way": "transfer", "entry": "residence.permit"}


def take(city: City, name: str, step: str, case_id: int, now: datetime = MONDAY, **given):
    actor = SYSTEM_ACTOR if name == "system" else city.actor(name, now)
    return actions.take(step, case_id=case_id, actor=actor, now=now, given=given)


def report(city: City, name: str = "li", now: datetime = MONDAY, **more) -> int:
    actor = city.actor(name, now)
    answers = {key: value for key, value in {**TOLD, **more}.items() if value}
    row = drafts.open_draft(REPORT.code, actor=actor, now=now, answers=answers)
    actions.take("report", case_id=row.id, actor=actor, now=now)
    return row.id


def answered(city: City, case_id: int, now: datetime = MONDAY) -> None:
    take(city, "ma", "push", case_id, now, **TAKEN_IN)
    take(city, "liu", "sign", case_id, now)
    take(city, "liu", "rectify", case_id, now, result="done", opinion="已经免交这份材料，当场办好")
    take(city, "ma", "pass", case_id, now)


def told(case_id: int, act: str, at: datetime) -> Told:
    return Told(
        f"e{case_id}{act}", 1, f"{REPORT.code}.{act}", at, "case", case_id, 2, REPORT.code, act, "", "", 0, "", {}, at
    )


def row_of(case_id: int):
    return queries.case(case_id, actor=SYSTEM_ACTOR, now=MONDAY)
