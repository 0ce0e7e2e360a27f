"""Bad ratings of the demo city: ratings of its own finished cases, and what became of them.  Synthetic, and says so."""

from __future__ import annotations

from datetime import datetime, timedelta

from onewindow.kernel.cases import ratings
from onewindow.kernel.cases.many import Filing, Moment, file_many
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.people.actor import SYSTEM_ACTOR, Actor
from onewindow.kernel.store.statements import one, rows
from onewindow.modules.feedback.bad_rating import BAD_RATING

SAID = ("等了很久，没有人告诉要等多久", "让跑了两趟，第一次没有说全", "说话不耐烦", "网上填了到窗口又要填一遍")
LONG_ENOUGH = timedelta(days=8)
UNRATED = (
    "select c.id, c.number, c.case_type, c.person_id, c.filed_by, c.ended_at, u.code as unit from cases_case c "
    "join people_unit u on u.id = c.unit_id where c.person_id is not null and c.ended_at < %s "
    "and c.case_type <> %s and c.channel <> 'system' "
    "and not exists (select 1 from cases_rating r where r.case_id = c.id) order by c.id limit 12"
)
ROAD = (
    ("found", "report", 0),
    ("pushed", "push", 4),
    ("signed", "sign", 20),
    ("rectified", "rectify", 90),
    ("closed", "pass", 110),
)
"""The state, the step and the hours since the rating."""


def plant(now: datetime) -> None:
    """Ratings and their loops, once: ten closed, one struck, one still open."""
    if one("select 1 as there from cases_case where case_type = %s limit 1", (BAD_RATING.code,)):
        return
    found = rows(UNRATED, (now - LONG_ENOUGH, BAD_RATING.code))
    filings = []
    for nth, row in enumerate(found):
        at, level = row["ended_at"] + timedelta(hours=2), 5 if nth % 3 == 0 else 4
        words = f"（合成）{SAID[nth % len(SAID)]}"
        resident = Actor(row["filed_by"], "resident", "合成居民", person_id=row["person_id"])
        ratings.rate(row["id"], level=level, words=words, actor=resident, now=at)
        filings.append(_filing(nth, row, at, level, words))
    file_many(filings, actor=SYSTEM_ACTOR, now=now, reason="演示：合成历史", act="bring_in")


def _filing(nth: int, row: dict[str, object], at: datetime, level: int, words: str) -> Filing:
    road = ROAD[:3] if nth == 1 else ROAD
    past = [Moment(state, at + timedelta(hours=hours), step) for state, step, hours in road]
    if nth == 2:
        past = [*past[:3], Moment("dismissed", at + timedelta(hours=60), "dismiss")]
    answers = {
        "about": row["number"],
        "matter": shelf().entry(str(row["case_type"])).title,
        "level": str(level),
        "rated_by": "signed",
        "said": words,
    }
    return Filing(
        BAD_RATING.code,
        answers,
        unit=str(row["unit"]),
        past=past,
        parent_id=int(str(row["id"])),
        person_id=int(str(row["person_id"])),
    )
