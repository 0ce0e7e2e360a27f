"""Weekly study and quarterly tests: written down by the hall's chief or the station's, every entry kept."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.journal.actions import Entry, write
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.models import Hall, QuarterTest, Study
from onewindow.modules.windows.staffing.planning import PLANNERS
from onewindow.modules.windows.staffing.queries import officers
from onewindow.modules.windows.staffing.reach import hall_for
from onewindow.modules.windows.values import values

LATEST = 31
"""Days after which a lesson or a test is no longer entered; our own value."""
FULL = 100


def study(
    *,
    hall: Hall,
    day: date | None,
    subject: str,
    minutes: int | None,
    there: Collection[int],
    actor: Actor,
    now: datetime,
) -> Study:
    """One lesson; several in a week add up."""
    hall_for(hall.code, actor, PLANNERS)
    errors = _day(day, local_date(now))
    if not 2 <= len(subject.strip()) <= 200:
        errors["subject"] = "请写学了什么，200 字以内"
    if minutes is None or not 1 <= minutes <= 600:
        errors["minutes"] = "请填学了几分钟，1 到 600"
    known = {one.id: one.name for one in officers(hall, day)} if day and not errors else {}
    if not there:
        errors["there"] = "请勾选谁参加了"
    elif known and not set(there) <= known.keys():
        errors["there"] = "只能勾选那天在本大厅的人"
    if errors or day is None:
        raise BadAnswers(errors)
    with transaction.atomic():
        made = Study.objects.create(
            hall=hall, day=day, subject=subject.strip(), minutes=minutes or 0,
            there={str(one): known[one] for one in sorted(set(there))}, by_account=actor.id, at=now,
        )  # fmt: skip
        _line(hall, "hall", hall.id, "study", actor, now, {"title": "登记每周学习", "study": made.id})
    return made


def quarter_test(
    *, hall: Hall, account_id: int, day: date | None, score: int | None, actor: Actor, now: datetime
) -> QuarterTest:
    """One try of one officer; passed when it reaches the mark in force now.  Nobody enters his own."""
    hall_for(hall.code, actor, PLANNERS)
    errors = _day(day, local_date(now))
    if score is None or not 0 <= score <= FULL:
        errors["score"] = f"请填分数，0 到 {FULL} 的整数"
    known = {one.id: one.name for one in officers(hall, day)} if day and "day" not in errors else {}
    if account_id == actor.id:
        errors["account"] = "不能登记自己的测试。请窗口长或所领导里的另一位登记"
    elif not errors and account_id not in known:
        errors["account"] = "请从列表里选那天在本大厅的人"
    if errors or day is None or score is None:
        raise BadAnswers(errors)
    mark = int(values(now)["test.pass_mark"])
    with transaction.atomic():
        made = QuarterTest.objects.create(
            hall=hall, account_id=account_id, account_name=known[account_id], quarter=quarter_of(day), day=day,
            score=score, pass_mark=mark, passed=score >= mark, by_account=actor.id, at=now,
        )  # fmt: skip
        facts = {"title": "登记季度测试", "quarter": made.quarter, "test": made.id}
        _line(hall, "officer", account_id, "quarter_test", actor, now, facts)
    return made


def quarter_of(day: date) -> str:
    """The quarter of a day: 2026Q4."""
    return f"{day.year}Q{(day.month + 2) // 3}"


def _day(day: date | None, today: date) -> dict[str, str]:
    if day is None:
        return {"day": "请填是哪天"}
    if day > today:
        return {"day": "日期不能在今天以后"}
    return {"day": f"只能补记最近 {LATEST} 天的"} if day < today - timedelta(days=LATEST) else {}


def _line(hall: Hall, about: str, ident: int, act: str, actor: Actor, now: datetime, facts: dict[str, Any]) -> None:
    write(
        Entry(
            at=now, about=about, subject_id=ident, act=act, kind="windows", unit_path=hall.unit_path,
            actor_id=actor.id, actor_name=actor.name, facts=facts,
        )
    )  # fmt: skip
