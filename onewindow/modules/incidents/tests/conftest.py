"""A city with a hub, two who are on duty, and calls that come in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from onewindow.kernel.cases import actions, drafts, queries
from onewindow.kernel.journal.lines import COLUMNS
from onewindow.kernel.journal.telling import told
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.store.statements import tuples
from onewindow.kernel.testing.city import MONDAY, XINHUA_PLACE, City, staff

TOLD = {
    "source": "phone_110", "relation": "none", "caller_phone": "13912345678", "where": XINHUA_PLACE,
    "where_detail": "花园路12号3幢501室", "zone": "urban", "initial": "public_order", "content": "楼上有人打架",
    "danger": "no", "belongs": "police",
}  # fmt: skip
REASON = {"reason": "同一起事，另一位邻居报的"}
DISPUTE = {
    "final": "dispute", "dispute_type": "family", "parties": "3幢501室—3幢401室", "scale": "single", "people": 2,
    "done": "到场是两家为漏水争吵，已经劝开", "result": "advised",
}  # fmt: skip
HAZARD = {
    "final": "hazard", "hazard_item": "ebike.inside", "site": "public", "done": "楼道里有电动车充电，已经让车主推走",
    "result": "advised",
}  # fmt: skip
PLAIN = {"final": "public_order", "done": "到场双方已经散开，分别告诫", "result": "settled"}


@pytest.fixture
def town(city: City) -> City:
    for name, role, unit in (("han", "hub", "tianning"), ("wu", "community", "hongmei"), ("gong", "community", "hongmei"),
                             ("di", "community", "sanjing")):  # fmt: skip
        staff(city, name, role, unit)
    return city


class Call:
    """One call and the hands that move it."""

    def __init__(self, city: City, name: str = "han", now: datetime = MONDAY, **answers: Any) -> None:
        self.city, self.now = city, now
        actor = SYSTEM_ACTOR if name == "system" else city.actor(name)
        row = drafts.open_draft("incidents.call", actor=actor, now=now, channel="window", answers={**TOLD, **answers})
        self.id, self.number = row.id, row.number
        actions.take("receive", case_id=row.id, actor=actor, now=now, case_type="incidents.call")

    def then(self, name: str, step: str, wait: timedelta = timedelta(seconds=30), **given: Any) -> Call:
        self.now += wait
        actor = SYSTEM_ACTOR if name == "system" else self.city.actor(name)
        actions.take(step, case_id=self.id, actor=actor, now=self.now, given=given)
        return self

    def arrived(self) -> Call:
        return self.then("han", "dispatch").then("wu", "sign").then("wu", "set_out").then("wu", "arrive")

    def fed_back(self, **given: Any) -> Call:
        return self.arrived().then("wu", "feedback", **(given or PLAIN))

    def closed(self, **given: Any) -> Call:
        return self.fed_back(**given).then("han", "review")

    @property
    def row(self):
        return queries.case(self.id, actor=self.city.actor("han"), now=self.now)

    def told(self, act: str):
        """The newest line of this act, as a listener hears it."""
        sql = (
            f"select {COLUMNS} from journal_line l where about = 'case' and subject_id = %s and act = %s order by l.id"
        )
        return told(tuples(sql, (self.id, act))[-1], self.now)
