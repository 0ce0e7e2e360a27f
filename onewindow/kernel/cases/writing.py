"""One statement that moves a case and adds its journal line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onewindow.kernel.cases.row import JSON_COLUMNS, CaseRow, split
from onewindow.kernel.ground.chain import link
from onewindow.kernel.journal.actions import INSERT as INSERT_LINE
from onewindow.kernel.journal.actions import INSERT_FROM as INSERT_LINE_FROM
from onewindow.kernel.journal.actions import Entry
from onewindow.kernel.store.statements import Jsonb, Ready

SET = (
    "title",
    "state",
    "waits_on",
    "version",
    "channel",
    "person_id",
    "organisation_id",
    "parent_id",
    "applicant_name",
    "filed_by",
    "unit_id",
    "unit_path",
    "place",
    "assignee_id",
    "edition",
    "answers",
    "sealed",
    "facts",
    "papers",
    "marks",
    "moments",
    "hands",
    "dues",
    "due_at",
    "warn_at",
    "due_code",
    "extensions",
    "grams",
    "head",
    "submitted_at",
    "accepted_at",
    "ended_at",
    "changed_at",
)
BORN = (*SET, "id", "number", "case_type", "visit", "resume_code", "opened_at")

CHANGE = f"update cases_case set {', '.join(f'{name} = %(c_{name})s' for name in SET)} where id = %(c_id)s"
UPDATE = Ready(f"""
with moved as ({CHANGE} returning id),
line as ({INSERT_LINE})
select line.id as line_id from line, moved
""")
UPDATE_UNLESS_CHANGED = Ready(f"""
with moved as ({CHANGE} and xmin = %(c_seen)s::xid returning id),
line as ({INSERT_LINE_FROM.format(source="moved")})
select line.id as line_id from line
""")
CREATE = Ready(f"""
with born as (insert into cases_case ({", ".join(BORN)}) values ({", ".join(f"%(c_{name})s" for name in BORN)})
  returning id),
line as ({INSERT_LINE})
select line.id as line_id from line, born
""")


def values(row: CaseRow) -> dict[str, Any]:
    """The values of a case row for UPDATE or CREATE, prefixed with `c_`."""
    plain, sealed = split(row)
    found: dict[str, Any] = {f"c_{name}": getattr(row, name) for name in CaseRow.__slots__}
    for name in JSON_COLUMNS:
        found[f"c_{name}"] = Jsonb(found[f"c_{name}"])
    found["c_answers"] = Jsonb(plain)
    found["c_sealed"] = sealed
    return found


def paired(sql: Ready, changes: Sequence[tuple[CaseRow, Entry]]) -> None:
    """Many new rows with their first lines, in one go; inside the caller's transaction."""
    batch = []
    for row, entry in changes:
        entry.version, row.head = row.version, link(b"", entry.body())
        batch.append(values(row) | entry.values(b""))
    sql.many(batch)


class Overtaken(Exception):
    """Somebody else changed the row since it was read; nothing was written."""


def store(sql: Ready, row: CaseRow, entry: Entry) -> int:
    """Write the row and its line together; the id of the line."""
    entry.version = row.version
    previous, row.head = row.head, b""
    row.head = link(previous, entry.body())
    done = sql.one(values(row) | entry.values(previous))
    if done is None:
        raise Overtaken()
    return int(done["line_id"])
