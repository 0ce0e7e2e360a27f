"""A city with the hands of the loop: a hub, a street clerk, two community officers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from onewindow.kernel.cases import actions, drafts, queries
from onewindow.kernel.files.actions import put
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.people.models import Grant
from onewindow.kernel.testing.city import MONDAY, XINHUA_PLACE, City, staff
from onewindow.kernel.testing.filing import picture

FOUND = {
    "site": "house", "where": XINHUA_PLACE, "where_detail": "花园路12号3幢501室", "kind": "electric",
    "item_electric": "wild_wires", "level": "general", "source": "told",
}  # fmt: skip
LEAD = {"lead": "housing"}
REASON = {"reason": "还看得见电线"}


@pytest.fixture
def town(city: City) -> City:
    for name, role, unit in (("han", "hub", "tianning"), ("guo", "street", "hongmei"), ("wu", "community", "hongmei"),
                             ("gong", "community", "hongmei")):  # fmt: skip
        staff(city, name, role, unit)
    for name in ("wu", "gong"):
        Grant.objects.filter(account=city.accounts[name]).update(places=[XINHUA_PLACE])
    return city


class Hazard:
    """One hazard and the hands that move it."""

    def __init__(self, city: City, name: str = "wu", now: datetime = MONDAY, **answers: Any) -> None:
        self.city, self.now = city, now
        actor = SYSTEM_ACTOR if name == "system" else city.actor(name)
        row = drafts.open_draft("hazards.hazard", actor=actor, now=now, channel="window", answers={**FOUND, **answers})
        self.id = row.id
        actions.take("report", case_id=row.id, actor=actor, now=now, case_type="hazards.hazard")

    def then(self, name: str, step: str, wait: timedelta = timedelta(hours=1), **given: Any) -> Hazard:
        self.now += wait
        actor = SYSTEM_ACTOR if name == "system" else self.city.actor(name)
        actions.take(step, case_id=self.id, actor=actor, now=self.now, given=given)
        return self

    def signed(self) -> Hazard:
        return self.then("han", "push", **LEAD).then("guo", "sign")

    def rectified(self) -> Hazard:
        return self.then("guo", "rectify", **mended(self.city))

    def closed(self, by: str = "gong") -> Hazard:
        return self.signed().rectified().then(by, "pass")

    @property
    def row(self):
        return queries.case(self.id, actor=self.city.actor("he"), now=self.now)


def mended(city: City, color: str = "green") -> dict[str, str]:
    """What the street says when it asks for the check, with a picture of its own."""
    image = put(picture(color), name="改好了.png", actor_id=city.accounts["guo"].id, now=MONDAY).id
    return {"done": "拆了重新穿管", "after": image, "after_told": "3月9日15:20，3幢东单元"}
