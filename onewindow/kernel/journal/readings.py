"""Reading is an act: every staff look at a person's data leaves a line with its purpose."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from onewindow.kernel.store.statements import execute

INSERT = """
insert into journal_reading (at, actor_id, actor_name, actor_unit, persons, how, purpose, case_id, what, hidden_ground)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, '')
"""


def note(*, now: datetime, actor_id: int, actor_name: str, actor_unit: str, persons: Iterable[int | None], how: str,
         purpose: str, case_id: int | None = None, what: Iterable[str] = ()) -> None:
    """Add one line for these persons; `how` is list, open, search, unmask, export, file or document."""
    seen = sorted({one for one in persons if one})
    if seen:
        execute(INSERT, (now, actor_id, actor_name, actor_unit, seen, how, purpose, case_id, list(what)))
