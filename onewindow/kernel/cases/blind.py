"""What somebody who asks afterwards may know of a case: what it is called, whose hands were on it, whom to call.

Nothing that was written about it: no notes, no reasons, no answers but the phone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from onewindow.kernel.cases import gate
from onewindow.kernel.cases.row import COLUMNS, CaseRow, read
from onewindow.kernel.ground.masks import mask_name
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.ground.spans import Span
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.revisits import Revisit
from onewindow.kernel.handbook.roles import REVISITOR
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.journal import readings
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.reach import asking
from onewindow.kernel.store.statements import one, rows
from onewindow.kernel.store.vault import unseal_text

APPLICANT = "applicant"
BRIEF = (
    "select c.id, c.number, c.case_type, c.edition, c.title, c.state, c.person_id, c.unit_id, c.unit_path, "
    "coalesce(u.name, '') as unit, coalesce(u.code, '') as unit_code, c.submitted_at, c.ended_at "
    "from cases_case c left join people_unit u on u.id = c.unit_id where c.id = any(%s)"
)
HANDS = (
    "select subject_id as id, actor_id as hand from journal_line where about = 'case' and subject_id = any(%(ids)s) "
    "and actor_id > 0 union select c.id, h.value::bigint from cases_case c, jsonb_each_text(c.hands) h "
    "where c.id = any(%(ids)s) and h.value::bigint > 0"
)


class YourOwn(Refusal):
    """Whoever had a hand in the case does not ask how it went."""

    code = "revisit_own_case"
    status = 409
    words = "您经手过这件事，回访要由没有经手的人来做。请留给另一位回访员。"


class NobodyToCall(Refusal):
    """No phone was left."""

    code = "nobody_to_call"
    status = 409
    words = "这件事没有留下电话，不能回访。请放回，换一件。"


@dataclass(frozen=True, slots=True)
class Brief:
    """A case by its outside."""

    id: int
    number: str
    case_type: str
    edition: str
    title: str
    state: str
    person_id: int | None
    unit_id: int | None
    unit_path: str
    unit: str
    unit_code: str
    submitted_at: datetime | None
    ended_at: datetime | None

    @property
    def entry(self) -> CaseType:
        """The edition it lives under."""
        return shelf().entry(self.case_type, self.edition)


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call: the name masked, the phone plain."""

    name: str
    phone: str


def briefs(case_ids: Iterable[int]) -> dict[int, Brief]:
    """These cases by id; nothing personal, so nothing is noted."""
    wanted = sorted(set(case_ids))
    return {row["id"]: Brief(**row) for row in rows(BRIEF, (wanted,))} if wanted else {}


def ended_in(case_type: str, states: Iterable[str], *, limit: int) -> list[Brief]:
    """The cases of this kind that stand in one of these ends, oldest end first."""
    found = rows(
        "select id from cases_case where case_type = %s and state = any(%s) and ended_at is not null "
        "order by ended_at, id limit %s",
        (case_type, sorted(states), limit),
    )
    known = briefs(row["id"] for row in found)
    return [known[row["id"]] for row in found]


def hands_on(case_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """Everybody who ever did anything with each case, a note or a claim included."""
    wanted = sorted(set(case_ids))
    found: dict[int, set[int]] = {one_: set() for one_ in wanted}
    for row in rows(HANDS, {"ids": wanted}) if wanted else ():
        found[row["id"]].add(row["hand"])
    return {one_: frozenset(hands) for one_, hands in found.items()}


def turns(case_id: int, told: Revisit) -> Sequence[Span]:
    """After which spans this case is asked about."""
    return told.turns(_row(case_id).answers)


def can_be_called(case_id: int, asks: str) -> bool:
    """Whether a phone is kept: the applicant's, or the answer `asks`."""
    return bool(_phone(_row(case_id), asks))


def whom_to_call(case_id: int, asks: str, *, actor: Actor, now: datetime, purpose: str) -> Contact:
    """The phone, for a purpose that the person can read; refused beyond reach and to any hand of the case."""
    row = _row(case_id)
    where = asking(actor)
    if one(f"select 1 as may from cases_case where id = %s and {where.sql}", (case_id, *where.values)) is None:
        raise gate.NotFound()
    if actor.id in hands_on([case_id])[case_id]:
        raise YourOwn()
    phone = _phone(row, asks)
    if not phone:
        raise NobodyToCall()
    unit = actor.held[0]
    readings.note(
        now=now,
        actor_id=actor.id,
        actor_name=actor.name,
        actor_unit=unit.unit_name,
        actor_role=REVISITOR.code,
        persons=[row.person_id],
        how="unmask",
        purpose=purpose,
        case_id=case_id,
        what=["手机号"],
    )
    return Contact(mask_name(row.applicant_name) if row.applicant_name else "", phone)


def _row(case_id: int) -> CaseRow:
    found = one(f"select {COLUMNS} from cases_case where id = %s", (case_id,))
    if found is None:
        raise gate.NotFound()
    return read(found)


def _phone(row: CaseRow, asks: str) -> str:
    if asks != APPLICANT:
        return str(row.answers.get(asks) or "")
    found = one("select phone_sealed from people_person where id = %s", (row.person_id,)) if row.person_id else None
    return unseal_text(found["phone_sealed"], f"person:{row.person_id}:phone") if found else ""
