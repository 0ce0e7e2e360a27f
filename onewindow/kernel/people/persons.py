"""Reading persons: oneself in full, others masked, one field unmasked for one case, and all of it exported.

Every look of a member of staff at another person leaves a line in the readings, in the same
transaction as the look itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction

from onewindow.kernel.ground.codes import citizen_id
from onewindow.kernel.ground.codes import phone as phones
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.masks import mask_address, mask_citizen_id, mask_name, mask_phone
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.journal import readings
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.lines import must_be_staff
from onewindow.kernel.store.statements import one, rows
from onewindow.kernel.store.vault import search_hash, unseal_text

COLUMNS = "id, name, id_sealed, phone_sealed, address_sealed, place_code, synthetic, proof"
FIELDS = {"name": "姓名", "id_no": "公民身份号码", "phone": "手机号", "address": "住址"}


class NoSuchPerson(Refusal):
    """Not there, or not a person of this case: a stranger cannot tell which."""

    code = "no_such_person"
    status = 404
    words = "没有找到这个人。请从您正在办理的办件里打开。"


class NotUnsealed(Refusal):
    """The role does not unseal numbers of this kind of case."""

    code = "not_unsealed"
    status = 403
    words = "您的岗位不能查看这项完整信息。确需核对的，请转给有权限的岗位，或请当事人出示证件。"


@dataclass(frozen=True, slots=True)
class Person:
    """A person as a page may show it: in full to oneself, masked to others."""

    id: int
    name: str
    id_no: str
    phone: str
    address: str
    place: str
    proof: str
    synthetic: bool


class CaseOpen(Protocol):
    """Answers for a case: the persons in it, and whether this actor's role unseals there.

    Raises the 404 of the cases floor when the case is beyond the actor's reach.
    """

    def __call__(self, case_id: int, actor: Actor) -> tuple[frozenset[int], bool]:
        """Persons of the case, and whether numbers may be unsealed."""


def oneself(actor: Actor) -> Person | None:
    """What we hold about the person who asks, in full; None for an account without a person."""
    row = one(f"select {COLUMNS} from people_person where id = %s", (actor.person_id,)) if actor.person_id else None
    return _plain(row) if row else None


def masked(
    person_ids: Iterable[int], *, actor: Actor, now: datetime, purpose: str, case_id: int | None = None
) -> dict[int, Person]:
    """Others as staff may see them in passing; leaves a reading."""
    must_be_staff(actor)
    ids = sorted(set(person_ids))
    found = rows(f"select {COLUMNS} from people_person where id = any(%s)", (ids,))
    note(ids, actor, now, how="list", purpose=purpose, case_id=case_id)
    return {row["id"]: _stars(_plain(row)) for row in found}


def find(*, actor: Actor, now: datetime, purpose: str, id_no: str = "", phone: str = "") -> list[Person]:
    """Persons with exactly this number or phone, masked; leaves a reading for each one found."""
    must_be_staff(actor)
    if not purpose.strip():
        raise BadAnswers({"purpose": "请写明为了什么查找"})
    column, key = "id_hash", ""
    if id_no:
        key = search_hash("id", citizen_id.check(id_no, local_date(now)))
    elif phone:
        column, key = "phone_hash", search_hash("phone", phones.check(phone))
    with transaction.atomic():
        found = rows(f"select {COLUMNS} from people_person where {column} = %s order by id limit 20", (key,))
        note([row["id"] for row in found], actor, now, how="search", purpose=purpose)
    return [_stars(_plain(row)) for row in found]


def unmask(
    person_id: int, field: str, *, actor: Actor, now: datetime, purpose: str, case_id: int, case_open: CaseOpen
) -> str:
    """One field of one person in full, for a case one may see and whose roles unseal; leaves a reading."""
    if field not in FIELDS:
        raise BadAnswers({"field": "没有这一项"})
    if not purpose.strip():
        raise BadAnswers({"purpose": "请选择为了什么查看"})
    must_be_staff(actor)
    persons, unseals = case_open(case_id, actor)
    if person_id not in persons:
        raise NoSuchPerson()
    if not unseals:
        raise NotUnsealed()
    with transaction.atomic():
        row = one(f"select {COLUMNS} from people_person where id = %s", (person_id,))
        if row is None:
            raise NoSuchPerson()
        note([person_id], actor, now, how="unmask", purpose=purpose.strip(), case_id=case_id, what=(field,))
    return str(getattr(_plain(row), field))


def note(
    persons: Iterable[int],
    actor: Actor,
    now: datetime,
    *,
    how: str,
    purpose: str,
    case_id: int | None = None,
    what: Iterable[str] = (),
) -> None:
    """The line that a look leaves; one's own data need none."""
    others = [one_ for one_ in persons if one_ != actor.person_id]
    unit = actor.unit
    readings.note(
        now=now,
        actor_id=actor.id,
        actor_name=actor.name,
        actor_unit=unit.unit_name if unit else "",
        actor_role=unit.role if unit else "",
        persons=others,
        how=how,
        purpose=purpose,
        case_id=case_id,
        what=what,
    )


def everything_about(actor: Actor, now: datetime) -> dict[str, Any]:
    """All that the people's tables and the readings hold about oneself, ready to be written as JSON.

    个人信息保护法 第四十五条: to look up and to copy.  Cases are added by the floor that knows them.
    """
    person = oneself(actor)
    account = one(
        "select username, kind, first_name as name, badge, elder, language, date_joined, last_login "
        "from people_account where id = %s",
        (actor.id,),
    )
    acts = rows(
        "select at, act, actor_name, facts::text as facts from journal_line where about = 'account' "
        "and subject_id = %s order by version",
        (actor.id,),
    )
    about = actor.person_id or 0
    return {
        "at": now,
        "person": asdict(person) if person else None,
        "account": account,
        "grants": rows(
            "select g.role, u.name as unit, g.since, g.until, g.given_by, g.reason from people_grant g "
            "join people_unit u on u.id = g.unit_id where g.account_id = %s order by g.id",
            (actor.id,),
        ),
        "agencies": rows(
            "select o.name as organisation, g.person_id, g.ground, g.since, g.until from people_agency g "
            "left join people_organisation o on o.id = g.organisation_id where g.agent_id = %s "
            "or g.person_id = %s order by g.id",
            (about, about),
        ),
        "account_lines": acts,
        "read_by": [asdict(look) for look in readings.of_person(about, now, limit=100_000)],
    }


def _plain(row: dict[str, Any]) -> Person:
    about = f"person:{row['id']}"
    return Person(
        row["id"],
        row["name"],
        unseal_text(row["id_sealed"], f"{about}:id"),
        unseal_text(row["phone_sealed"], f"{about}:phone"),
        unseal_text(row["address_sealed"], f"{about}:address"),
        row["place_code"],
        row["proof"],
        row["synthetic"],
    )


def _stars(person: Person) -> Person:
    return Person(
        person.id,
        mask_name(person.name),
        mask_citizen_id(person.id_no) if person.id_no else "",
        mask_phone(person.phone) if person.phone else "",
        mask_address(person.address),
        person.place,
        person.proof,
        person.synthetic,
    )
