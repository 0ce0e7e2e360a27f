"""The case row in memory, and the columns it is read by."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.store.vault import seal_json, unseal_json

JSON_COLUMNS = ("answers", "facts", "papers", "marks", "moments", "hands", "dues", "extensions")
COLUMNS = (
    "id, number, case_type, edition, title, state, waits_on, version, channel, person_id, organisation_id, "
    "applicant_name, filed_by, visit, parent_id, unit_id, unit_path, place, assignee_id, answers, sealed, "
    "facts, papers, marks, moments, hands, dues, due_at, warn_at, due_code, extensions, grams, head, "
    "resume_code, opened_at, submitted_at, accepted_at, ended_at, changed_at, xmin::text as seen"
)


@dataclass(slots=True)
class CaseRow:
    """One case.  `answers` holds everything, unsealed; `write` splits it again."""

    id: int
    number: str
    case_type: str
    edition: str
    state: str
    waits_on: str
    channel: str
    filed_by: int
    opened_at: datetime
    changed_at: datetime
    title: str = ""
    version: int = 1
    person_id: int | None = None
    organisation_id: int | None = None
    applicant_name: str = ""
    visit: int | None = None
    parent_id: int | None = None
    unit_id: int | None = None
    unit_path: str = ""
    place: str = ""
    assignee_id: int | None = None
    answers: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    papers: dict[str, Any] = field(default_factory=dict)
    marks: dict[str, Any] = field(default_factory=dict)
    moments: list[list[Any]] = field(default_factory=list)
    hands: dict[str, int] = field(default_factory=dict)
    dues: dict[str, Any] = field(default_factory=dict)
    extensions: list[Any] = field(default_factory=list)
    due_at: datetime | None = None
    warn_at: datetime | None = None
    due_code: str = ""
    grams: list[str] = field(default_factory=list)
    head: bytes = b""
    resume_code: str = ""
    submitted_at: datetime | None = None
    accepted_at: datetime | None = None
    ended_at: datetime | None = None
    seen: str = ""  # the transaction that wrote it last: what a guarded change compares

    @property
    def entry(self) -> CaseType:
        """The handbook entry this case lives under."""
        return shelf().entry(self.case_type, self.edition)

    @property
    def about(self) -> str:
        """What its sealed answers are bound to."""
        return f"case:{self.id}"


def read(found: dict[str, Any]) -> CaseRow:
    """A row of `COLUMNS` as a CaseRow; other columns of the query are left aside."""
    values = {name: found[name] for name in CaseRow.__slots__}
    for name in JSON_COLUMNS:
        if isinstance(values[name], str):
            values[name] = json.loads(values[name])
    values["head"] = bytes(values["head"])
    values["answers"].update(unseal_json(found["sealed"], f"case:{found['id']}"))
    return CaseRow(**values)


def split(row: CaseRow) -> tuple[dict[str, Any], bytes | None]:
    """The answers as they are stored: the plain ones, and the sealed rest."""
    secret = row.entry.sealed
    plain = {code: value for code, value in row.answers.items() if code not in secret}
    return plain, seal_json({code: row.answers[code] for code in row.answers if code in secret}, row.about)
