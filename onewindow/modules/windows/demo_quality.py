"""Spot checks, lessons and tests of the demo's hall, so that no section of its page is empty; all of it invented."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from onewindow.kernel.ground.local_time import local_date
from onewindow.modules.windows.models import Hall, QuarterTest, Recheck, SpotCheck, Study, Window
from onewindow.modules.windows.quality.lessons import quarter_of
from onewindow.modules.windows.quality.points import POINTS
from onewindow.modules.windows.staffing.hours import at
from onewindow.modules.windows.staffing.queries import Officer

LESSONS = ("一次性告知怎样写", "代办和监护要看什么", "老年人照片复用的规则", "办不成事怎样登记", "新授权事项的材料")
MISSED = 3  # weeks back in which nobody learnt anything, so that the page has a week to name


def plant(hall: Hall, clerks: list[Officer], chief: Officer | None, now: datetime) -> None:
    """Two checks, lessons of six weeks and tests of this quarter; once."""
    if not clerks or chief is None or SpotCheck.objects.filter(hall=hall).exists():
        return
    today = local_date(now)
    _checks(hall, clerks, chief, today)
    monday = today - timedelta(days=today.weekday())
    for back in range(1, 7):
        if back != MISSED:
            day = monday - timedelta(days=7 * back - 2)
            absent = clerks[back % len(clerks)] if len(clerks) > 1 else None
            there = {str(one.id): one.name for one in [*clerks, chief] if one is not absent}
            Study.objects.create(
                hall=hall, day=day, subject=LESSONS[back % len(LESSONS)], minutes=60 if back != 5 else 30, there=there,
                by_account=chief.id, at=at(day, "18:00"),
            )  # fmt: skip
    for nth, one in enumerate(clerks[:-1] or clerks):
        for score in (72, 86) if nth == 0 else (90 - nth,):
            _tested(hall, one, chief, score, today)


def _checks(hall: Hall, clerks: list[Officer], chief: Officer, today: date) -> None:
    window = Window.objects.filter(hall=hall).earliest("number")
    mended, waits = clerks[0], clerks[-1]
    for who, back, code, note in (
        (mended, 9, "told_once", "两样材料分两次说"),
        (waits, 2, "on_post", "离开十分钟，窗口没有写明"),
    ):
        seen = at(today - timedelta(days=back), "10:20")
        made = SpotCheck.objects.create(
            hall=hall, window=window, account_id=who.id, account_name=who.name, how="film" if back == 2 else "there",
            seen_at=seen, points={one.code: _seen(one.code, code, note) for one in POINTS}, by_account=chief.id,
            by_name=chief.name, at=seen + timedelta(hours=1), rectify_by=today + timedelta(days=7 - back),
            answered="当时系统断了，恢复后补了书面告知" if back == 9 else "",
            answered_at=seen + timedelta(hours=3) if back == 9 else None,
        )  # fmt: skip
        if back == 9:
            Recheck.objects.create(
                check_of=made, mended=True, note="连看三个，都一次说全", by_account=0, by_name="（演示）所领导",
                at=seen + timedelta(days=5),
            )  # fmt: skip


def _seen(code: str, failed: str, note: str) -> dict[str, str]:
    if code == failed:
        return {"seen": "no", "note": note}
    return {"seen": "not_seen" if code in ("priority", "rating") else "yes", "note": ""}


def _tested(hall: Hall, who: Officer, chief: Officer, score: int, today: date) -> None:
    first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    day = min(first + timedelta(days=9 + score % 5), today)
    QuarterTest.objects.create(
        hall=hall, account_id=who.id, account_name=who.name, quarter=quarter_of(day), day=day, score=score,
        pass_mark=80, passed=score >= 80, by_account=chief.id, at=at(day, "17:30"),
    )  # fmt: skip
