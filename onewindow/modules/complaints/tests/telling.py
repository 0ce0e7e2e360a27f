"""Complaints for the tests: registered by the hub, sent to the station, answered by the hall's chief."""

from __future__ import annotations

from datetime import timedelta

from onewindow.kernel.cases import actions, drafts, queries
from onewindow.kernel.journal.listeners import Told
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.testing.city import MONDAY, XINHUA_PLACE, City
from onewindow.modules.complaints.complaint import COMPLAINT
from onewindow.modules.complaints.pairs.suggesting import suggest

DAY = timedelta(days=1)
SAID = {
    "source": "gov",
    "source_number": "G-1",
    "kind": "attitude",
    "content": "上周三在红梅所窗口办身份证，工作人员说话不耐烦",
    "where": XINHUA_PLACE,
    "caller_phone": "13700000001",
}
REPLAYED = {
    "result": "real",
    "reply": "已经批评教育并向您道歉，欢迎监督",
    "happened": "排队的人多，态度急躁，没有解释",
    "why": "午休没有人替换，连续坐了五个小时",
    "changes": "排班加一人轮换",
}


def complaint(city: City, name: str = "han", now=MONDAY, **more) -> int:
    actor = city.actor(name)
    answers = {key: value for key, value in {**SAID, **more}.items() if value}
    row = drafts.open_draft(COMPLAINT.code, actor=actor, now=now, channel="window", answers=answers)
    actions.take("report", case_id=row.id, actor=actor, now=now)
    suggest(Told(f"e{row.id}", 1, f"{COMPLAINT.code}.report", now, "case", row.id, 2, COMPLAINT.code, "report", "", "", 0,
                 "", {}, now))  # fmt: skip
    return row.id


def take(city: City, name: str, step: str, case_id: int, now=MONDAY, **given):
    return actions.take(step, case_id=case_id, actor=city.actor(name), now=now, given=given)


def closed(city: City, case_id: int, now=MONDAY) -> int:
    take(city, "han", "push", case_id, now, to_unit="320402004000")
    take(city, "ma", "sign", case_id, now)
    take(city, "ma", "rectify", case_id, now, **REPLAYED)
    take(city, "han", "pass", case_id, now)
    return case_id


def row_of(case_id: int):
    return queries.case(case_id, actor=SYSTEM_ACTOR, now=MONDAY)
