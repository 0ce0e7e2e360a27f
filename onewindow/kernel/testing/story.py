"""Stories: who does what, in the words of the house."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from onewindow.kernel.cases import actions, drafts
from onewindow.kernel.cases.actions import Taken
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.testing.city import MONDAY, City, valid_id
from onewindow.kernel.testing.matter import ANSWERS, TEST_MATTER


class Story:
    """One case and the hands that move it; each step comes ten minutes after the one before."""

    def __init__(
        self,
        city: City,
        applicant: str = "li",
        case_type: str = TEST_MATTER.code,
        answers: dict[str, Any] | None = None,
        now: datetime = MONDAY,
    ) -> None:
        self.city, self.now = city, now
        given = {**(ANSWERS if answers is None else answers)}
        if "holder_id" in given:
            given["holder_id"] = valid_id(given["holder_id"][:17])
        self.row: CaseRow = drafts.open_draft(case_type, actor=city.actor(applicant), now=now, answers=given)
        self.id = self.row.id

    def then(self, name: str, step: str, given: dict[str, Any] | None = None, **more: Any) -> Taken:
        """This person takes this step, ten minutes later."""
        self.now += timedelta(minutes=more.pop("after", 10))
        return actions.take(
            step, case_id=self.id, actor=self.city.actor(name, self.now), now=self.now, given=given, **more
        )

    def submitted(self) -> Story:
        """Handed in by the applicant."""
        self.then("li", "submit")
        return self

    def accepted(self) -> Story:
        """Accepted at the window."""
        self.submitted().then("wang", "accept")
        return self

    def issued(self) -> Story:
        """Decided by the reviewer."""
        self.accepted().then("chen", "issue")
        return self
