"""A directive and the hands that move it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from onewindow.kernel.cases import actions, queries
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.store.statements import rows
from onewindow.kernel.testing.city import MONDAY, City
from onewindow.modules.directives import sending
from onewindow.modules.directives.tests.conftest import ANSWERS

RESULT = {"result": "到花园路沿街逐户看过，两家留人住宿，已当场搬离。"}
CHECKED = {"evidence": ["photo", "place"], "seen": "照片清楚，位置相符"}
REASON = {"reason": "照片看不清楚"}


class Life:
    """One directive of han's, from its draft."""

    def __init__(
        self, city: City, *, secret: bool = False, batch: int | None = None, by: str = "han", **answers: Any
    ) -> None:
        self.city, self.now = city, MONDAY
        self.id = sending.draft(
            {**ANSWERS, **answers}, secret=secret, actor=city.actor(by), now=MONDAY, batch_id=batch
        )  # fmt: skip
        self.type = "directives.secret" if secret else "directives.directive"

    def then(
        self,
        name: str,
        step: str,
        given: dict[str, Any] | None = None,
        *,
        of: int = 0,
        after: int = 1,
        key: str | None = None,
    ) -> Life:
        self.now += timedelta(minutes=after)
        actor = SYSTEM_ACTOR if name == "system" else self.city.actor(name)
        actions.take(step, case_id=of or self.id, actor=actor, now=self.now, given=given or {}, key=key)
        return self

    def sent(self) -> Life:
        return self.then("luo", "approve").then("han", "issue")

    def done(self, of: int, name: str = "wu", result: str = RESULT["result"]) -> Life:
        self.then(name, "sign", of=of).then(name, "feedback", {"result": result}, of=of)
        return self.then("han", "verify", CHECKED, of=of).then("han", "close", of=of)

    @property
    def children(self) -> list[dict[str, Any]]:
        return rows(
            "select id, place, state, assignee_id, unit_path, due_code, due_at from cases_case where parent_id = %s order by place",
            (self.id,),
        )

    def child(self, place: str) -> int:
        return next(one["id"] for one in self.children if one["place"] == place)

    def row(self, of: int = 0, by: str = "han") -> Any:
        return queries.case(of or self.id, actor=self.city.actor(by), now=self.now)


def minutes(n: int, since: datetime = MONDAY) -> datetime:
    return since + timedelta(minutes=n)
