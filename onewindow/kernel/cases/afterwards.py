"""A step afterwards: the case, what was given and decided, as one line of the journal left it.

For listeners (documents, notices), which work after the commit and may come when the case has moved on.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from onewindow.kernel.cases import dues
from onewindow.kernel.cases.row import COLUMNS, CaseRow, read
from onewindow.kernel.handbook.steps import Step
from onewindow.kernel.store.statements import one
from onewindow.kernel.store.vault import unseal_json

LINE = (
    "select id, at, subject_id, act, from_state, to_state, actor_id, actor_name, role, unit_path, "
    "facts::text as facts, sealed from journal_line where id = %s and about = 'case'"
)


@dataclass
class Afterwards:
    """One step taken.  `row` is the case of today; `given` are the answers of the step, unsealed."""

    line_id: int
    row: CaseRow
    act: str
    at: datetime
    from_state: str
    to_state: str
    actor_id: int | None
    actor_name: str
    role: str
    unit_path: str
    given: dict[str, Any]
    decided: dict[str, Any]

    @property
    def step(self) -> Step | None:
        """The step in the edition the case lives under; None for opening, discarding and the like."""
        return self.row.entry.step.get(self.act)

    @cached_property
    def levels(self) -> dict[str, Any]:
        """The running deadline that ends first, reckoned as of this step: legal, promised, internal; or nothing."""
        moments = self._moments()
        longer = [one_ for one_ in self.row.extensions if datetime.fromisoformat(one_[3]) <= self.at]
        found = dues.compute(self.row.entry, moments, self.row.answers, longer).values()
        running = [one_ for one_ in found if not one_["met"] and not one_["stopped"] and self._end(one_)]
        return min(running, key=lambda one_: str(self._end(one_)), default={})

    def _moments(self) -> list[list[Any]]:
        """The moments up to this step; of several at one instant, those up to its own."""
        past = [one_ for one_ in self.row.moments if datetime.fromisoformat(one_[1]) <= self.at]
        own = [i for i, one_ in enumerate(past) if one_[2] == self.act and datetime.fromisoformat(one_[1]) == self.at]
        return past[: own[-1] + 1] if own else past

    def due(self, *kinds: str) -> datetime | None:
        """The instant of the first of these levels that is set; promised before legal when none is named."""
        text = self._end(self.levels, kinds or ("promised", "legal"))
        return datetime.fromisoformat(text) if text else None

    @staticmethod
    def _end(levels: dict[str, Any], kinds: tuple[str, ...] = ("promised", "legal", "internal")) -> str | None:
        return next((levels[kind] for kind in kinds if levels.get(kind)), None)


def afterwards(line_id: int) -> Afterwards | None:
    """The step that this line tells of; None when it is no line of a case."""
    line = one(LINE, (line_id,))
    found = one(f"select {COLUMNS} from cases_case where id = %s", (line["subject_id"],)) if line else None
    if line is None or found is None:
        return None
    row = read(found)
    plain = json.loads(line["facts"])
    decided = plain.pop("decided", {})
    sealed = unseal_json(line["sealed"], row.about)
    sealed.pop("looked_up", None)
    return Afterwards(
        line["id"],
        row,
        line["act"],
        line["at"],
        line["from_state"],
        line["to_state"],
        line["actor_id"],
        line["actor_name"],
        line["role"],
        line["unit_path"],
        {**plain, **sealed},
        decided,
    )
