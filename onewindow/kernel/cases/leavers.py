"""Who has left: an open case whose officer no longer works there lies in the list of its unit again.

A case always has a unit; but one that is somebody's is on nobody else's daily list, and would wait for a person who
does not come any more.
"""

from __future__ import annotations

from datetime import datetime

from onewindow.kernel.cases.row import COLUMNS, CaseRow, read
from onewindow.kernel.cases.writing import UPDATE_UNLESS_CHANGED, Overtaken, store
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.journal.actions import Entry
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.store.statements import rows

MOST = 500
LEFT = (
    f"select {COLUMNS} from cases_case where submitted_at is not null and ended_at is null "
    "and assignee_id is not null and id > %(after)s and not exists (select 1 from people_grant g "
    "join people_unit u on u.id = g.unit_id join people_account a on a.id = g.account_id "
    "where g.account_id = assignee_id and a.is_active and starts_with(cases_case.unit_path, u.path) "
    "and g.since <= %(today)s and (g.until is null or g.until >= %(today)s)) order by id limit %(most)s"
)


def let_go_of_leavers(*, now: datetime) -> int:
    """Every case of somebody who holds no role in its unit or above it any more; how many fell back."""
    done, after = 0, 0
    while found := rows(LEFT, {"after": after, "today": local_date(now), "most": MOST}):
        done += sum(_let_go(read(one), now) for one in found)
        after = found[-1]["id"]
    return done


def _let_go(row: CaseRow, now: datetime) -> bool:
    """One line in the journal says whose it was; whoever changed the case meanwhile is left to the next round."""
    was, row.assignee_id = row.assignee_id, None
    row.version, row.changed_at = row.version + 1, now
    line = Entry(
        at=now, about="case", subject_id=row.id, act="let_go", kind=row.case_type, event=f"{row.case_type}.let_go",
        from_state=row.state, to_state=row.state, actor_id=SYSTEM_ACTOR.id, actor_name=SYSTEM_ACTOR.name,
        role="system", unit_path=row.unit_path, facts={"reason": "承办人已经不在这个单位", "was": was},
    )  # fmt: skip
    try:
        store(UPDATE_UNLESS_CHANGED, row, line)
    except Overtaken:
        return False
    return True
