"""A city with the hands of the loop: a hub, a street clerk, two community officers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from onewindow.kernel.cases import actions, drafts, queries
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.people.models import Grant
from onewindow.kernel.testing.city import MONDAY, XINHUA_PLACE, City, staff
from onewindow.modules.disputes.rules import FOUR

TOLD = {
    "where": XINHUA_PLACE, "where_detail": "花园路12号3幢501室", "source": "call", "type": "family",
    "parties": "3幢501室—3幢401室", "matter": "楼上漏水，楼下要求赔偿", "scale": "single", "people": 2,
    "grade": "blue", "one_name": "李一一", "one_phone": "13800000001", "other_name": "周大爷",
}  # fmt: skip
CHARGE = {"in_charge": "吴磊，社区民警", "charge_level": "officer"}
PLAN = {"plan": "三日内上门两次，请调委会主持", "fronts": list(FOUR)}
AGREED = {
    "form": "written", "signed_by": ["parties", "mediator", "seal"], "agreed_on": "2026-03-02",
    "facts": "楼上水管破裂，楼下吊顶受损，楼上承担主要责任", "terms": "楼上赔偿八百元并修好水管", "perform_how": "转账",
    "perform_by": "2026-03-20",
}  # fmt: skip
REASON = {"reason": "约好的日子没有来"}


@pytest.fixture
def town(city: City) -> City:
    for name, role, unit in (("han", "hub", "tianning"), ("guo", "street", "hongmei"), ("wu", "community", "hongmei"),
                             ("gong", "community", "hongmei")):  # fmt: skip
        staff(city, name, role, unit)
    for name in ("wu", "gong"):
        Grant.objects.filter(account=city.accounts[name]).update(places=[XINHUA_PLACE])
    return city


class Dispute:
    """One dispute and the hands that move it."""

    def __init__(self, city: City, name: str = "wu", now: datetime = MONDAY, **answers: Any) -> None:
        self.city, self.now = city, now
        actor = SYSTEM_ACTOR if name == "system" else city.actor(name)
        row = drafts.open_draft("disputes.dispute", actor=actor, now=now, channel="window", answers={**TOLD, **answers})
        self.id = row.id
        actions.take("report", case_id=row.id, actor=actor, now=now, case_type="disputes.dispute")

    def then(self, name: str, step: str, wait: timedelta = timedelta(minutes=30), **given: Any) -> Dispute:
        self.now += wait
        actor = SYSTEM_ACTOR if name == "system" else self.city.actor(name)
        actions.take(step, case_id=self.id, actor=actor, now=self.now, given=given)
        return self

    def signed(self) -> Dispute:
        return self.then("han", "push", **CHARGE).then("guo", "sign", **PLAN)

    def closed(self) -> Dispute:
        self.signed().then("guo", "agree", **AGREED).then("guo", "no_confirm", both_told=True)
        return self.then("guo", "perform", performed="八百元已经到账").then("wu", "pass")

    @property
    def row(self):
        return queries.case(self.id, actor=self.city.actor("he"), now=self.now)
