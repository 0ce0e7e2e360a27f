"""Reading documents: of a case, of a person, and the public check of one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from onewindow.kernel.documents.numbers import as_typed
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.store.statements import one, rows

LIST = (
    "id, case_id, line_id, code, title, template, number, check_code, unit_name, result, once, at, taken_at, expires, "
    "valid_until, withdrawn_at, withdrawn_why, (content is not null or file_id <> '') as there"
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What anybody may learn of a document: `state` is genuine, expired, withdrawn or unknown; nothing more."""

    state: str
    title: str = ""
    unit: str = ""
    day: date | None = None
    holder: str = ""


UNKNOWN = Checked("unknown")


def of_case(case_id: int, *, now: datetime) -> list[dict[str, Any]]:
    """The documents of a case whose row the caller has read within reach, newest first."""
    found = rows(f"select {LIST} from ow_documents_document where case_id = %s order by id desc", (case_id,))
    return [{**row, "state": state_of(row, now)} for row in found]


def results_of(person_id: int | None, *, organisations: Iterable[int] = (), now: datetime) -> list[dict[str, Any]]:
    """What a person (and the firms one acts for) came for and holds: permits, certificates, licences."""
    found = rows(
        f"select {LIST} from ow_documents_document where result and not once and template not in "
        "('refusal', 'decision') and ((person_id = %s and organisation_id is null) or organisation_id = any(%s)) "
        "order by id desc limit 200",
        (person_id, list(organisations)),
    )
    return [{**row, "state": state_of(row, now)} for row in found]


def state_of(row: dict[str, Any], now: datetime) -> str:
    """withdrawn, taken, gone, expired (its term is over), once (waits to be taken) or ready."""
    if row["withdrawn_at"]:
        return "withdrawn"
    if row["taken_at"]:
        return "taken"
    if row["expires"] and row["expires"] <= now:
        return "gone"
    if row["valid_until"] and row["valid_until"] < local_date(now):
        return "expired"
    return "once" if row["once"] else "ready"


def check(code: str, *, now: datetime) -> Checked:
    """Whether a document with this code was issued and still stands."""
    found = one(
        "select title, unit_name, at, holder, valid_until, withdrawn_at from ow_documents_document "
        "where check_code = %s",
        (as_typed(code),),
    )
    if found is None:
        return UNKNOWN
    state = "genuine"
    if found["withdrawn_at"]:
        state = "withdrawn"
    elif found["valid_until"] and found["valid_until"] < local_date(now):
        state = "expired"
    return Checked(state, found["title"], found["unit_name"], local_date(found["at"]), found["holder"])
