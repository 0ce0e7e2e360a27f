"""A loop with a phone on the shelf, hands that close it, and two who ask afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from onewindow.kernel.cases import actions, drafts
from onewindow.kernel.cases.models import Case
from onewindow.kernel.handbook import Group, Module, days, optional, phone
from onewindow.kernel.handbook.shelf import Shelf, put, shelf
from onewindow.kernel.journal.lines import COLUMNS
from onewindow.kernel.journal.listeners import Told
from onewindow.kernel.journal.telling import told
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.people.models import Grant
from onewindow.kernel.store.statements import tuples
from onewindow.kernel.testing.city import MONDAY, XINHUA_PLACE, City, staff
from onewindow.kernel.testing.loop import FOUND, TEST_LOOP
from onewindow.modules.revisits.models import Revisit
from onewindow.modules.revisits.planning import keep_plan

NOTE = "经办人的话：住户态度很差"
REASON = "退回的理由：还差一个灭火器"
MENDED = "整改说明：线已经拆了"
TEL = "13912345678"
CALLED = replace(
    TEST_LOOP,
    code="testing.called",
    title="测试回访的隐患",
    asks=(*TEST_LOOP.asks, Group("tel", "联系", (optional(phone("tel", "电话")),))),
    revisit=replace(
        TEST_LOOP.revisit,
        after=(days(7), days(30)),
        script=(("solved", "问题解决了吗？"), ("polite", "态度好吗？")),
        asks="tel",
    ),
)


@pytest.fixture
def town(city: City) -> Iterator[City]:
    """The city with a street office, two community officers, and song and ming who ask."""
    before = shelf()
    put(Shelf((*before.modules, Module("onewindow.modules.called", "测试", (CALLED,)))))
    for name, role, unit in (
        ("hub", "hub", "hongmei"), ("jie", "street", "hongmei"), ("wu", "community", "hongmei"),
        ("gong", "community", "hongmei"), ("song", "revisitor", "tianning"), ("ming", "revisitor", "tianning"),
        ("ge", "revisitor", "xinbei"),
    ):  # fmt: skip
        staff(city, name, role, unit)
    Grant.objects.filter(account__in=[city.accounts["wu"], city.accounts["gong"]]).update(places=[XINHUA_PLACE])
    yield city
    put(before)


class Found:
    """One finding, closed on the spot; its lines can be told to the listener, as often as one likes."""

    def __init__(self, city: City, item: str = "私拉电线", *, now: datetime = MONDAY, tel: str = TEL) -> None:
        self.city, self.now = city, now
        answers = {**FOUND, "item": item, **({"tel": tel} if tel else {})}
        row = drafts.open_draft(CALLED.code, actor=city.actor("wu"), now=now, channel="window", answers=answers)
        self.id, self.number = row.id, row.number
        self.then("wu", "report").then("hub", "push").then("wu", "note", {"note": NOTE}).then("jie", "sign")

    def then(self, name: str, step: str, given: dict[str, Any] | None = None, after: int = 1) -> Found:
        self.now += timedelta(minutes=after)
        actor = SYSTEM_ACTOR if name == "system" else self.city.actor(name)
        actions.take(step, case_id=self.id, actor=actor, now=self.now, given=given or {}, case_type=CALLED.code)
        return self

    def closed(self) -> Found:
        self.then("jie", "rectify", {"mended": MENDED}).then("gong", "send_back", {"reason": REASON})
        return self.closed_again()

    def closed_again(self) -> Found:
        return self.then("jie", "rectify", {"mended": MENDED}).then("gong", "pass")

    def lines(self) -> list[Told]:
        sql = f"select {COLUMNS} from journal_line l where l.about = 'case' and l.subject_id = %s order by l.version"
        return [told(line, self.now) for line in tuples(sql, (self.id,))]

    def told(self) -> Found:
        for line in self.lines():
            keep_plan(line)
        return self

    @property
    def state(self) -> str:
        return str(Case.objects.get(id=self.id).state)

    def turns(self) -> list[Revisit]:
        return list(Revisit.objects.filter(case_id=self.id).order_by("id"))


@pytest.fixture
def finding(town: City) -> Found:
    """Closed, and told."""
    return Found(town).closed().told()


DUE = datetime(2026, 3, 9, 10, 0, tzinfo=MONDAY.tzinfo)  # the Monday a week later
