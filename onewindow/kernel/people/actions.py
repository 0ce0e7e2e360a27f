"""Writing people: persons; and, re-offered from beside, firms, agencies, accounts, grants and keys."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from onewindow.kernel.ground.codes import citizen_id, names
from onewindow.kernel.ground.codes import phone as phones
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.people.accounts import (
    change_password,
    close_account,
    create_account,
    move_phone,
    set_preferences,
    sign_out_everywhere,
)
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.agencies import create_organisation, end_agency, give_agency
from onewindow.kernel.people.grants import grant, issue_token, revoke, revoke_token
from onewindow.kernel.people.lines import add_line, must_be_staff
from onewindow.kernel.store.statements import execute, one
from onewindow.kernel.store.vault import seal_text, search_hash, unseal_text

__all__ = [
    "change_password",
    "close_account",
    "create_account",
    "create_organisation",
    "create_person",
    "end_agency",
    "give_agency",
    "grant",
    "issue_token",
    "move_phone",
    "prove_identity",
    "revoke",
    "revoke_token",
    "set_preferences",
    "sign_out_everywhere",
]


class OtherName(Refusal):
    """The number is held under another name; which one is not told."""

    code = "other_name"
    status = 409
    words = "这个证件号码已登记在另一个姓名下。请核对证件原件；确属登记有误的，请到户籍窗口更正后再办。"


class NotUnproven(Refusal):
    """The identity is proven already, or the number belongs to a person we know."""

    code = "not_unproven"
    status = 409
    words = "这份身份信息不能直接核验：{why}"


INSERT = """
insert into people_person (id, name, id_hash, id_sealed, phone_hash, phone_sealed, address_sealed, place_code,
  synthetic, proof, since)
values (%(id)s, %(name)s, %(id_hash)s, %(id_sealed)s, %(phone_hash)s, %(phone_sealed)s, %(address_sealed)s,
  %(place)s, %(synthetic)s, %(proof)s, %(now)s)
on conflict (id_hash) do nothing
"""


def create_person(
    *,
    name: str,
    actor: Actor,
    now: datetime,
    id_no: str = "",
    phone: str = "",
    address: str = "",
    place: str = "",
    synthetic: bool = False,
    proof: str = "window",
) -> int:
    """The id of this person: a new row, or the one that holds the same number already.

    A claimed number (`proof="claimed"`) always makes a row of its own.
    """
    must_be_staff(actor)
    name = names.check(name)
    id_no = citizen_id.check(id_no, local_date(now)) if id_no else ""
    phone = phones.check(phone) if phone else ""
    id_hash = search_hash("id", id_no) if id_no and proof != "claimed" else None
    with transaction.atomic():
        known = _known(id_hash)
        if known is None:
            known = _insert(name, id_no, id_hash, phone, address, place, synthetic, proof, now)
            if known:
                add_line("person", known, "create", actor=actor, now=now, proof=proof, synthetic=synthetic)
                return known
            known = _known(id_hash)  # somebody else was faster with the same number
        assert known is not None
        _fill(known, name, phone, address, place)
    return known


def _known(id_hash: str | None) -> int | None:
    found = one("select id from people_person where id_hash = %s for update", (id_hash,)) if id_hash else None
    return int(found["id"]) if found else None


def _insert(
    name: str,
    id_no: str,
    id_hash: str | None,
    phone: str,
    address: str,
    place: str,
    synthetic: bool,
    proof: str,
    now: datetime,
) -> int | None:
    fresh = one("select nextval('people_person_id_seq') as id")
    assert fresh is not None
    about = f"person:{fresh['id']}"
    done = execute(
        INSERT,
        {
            "id": fresh["id"],
            "name": name,
            "id_hash": id_hash,
            "id_sealed": seal_text(id_no, f"{about}:id"),
            "phone_hash": search_hash("phone", phone) if phone else "",
            "phone_sealed": seal_text(phone, f"{about}:phone"),
            "address_sealed": seal_text(address, f"{about}:address"),
            "place": place,
            "synthetic": synthetic,
            "proof": proof,
            "now": now,
        },
    )
    return int(fresh["id"]) if done else None


def _fill(person_id: int, name: str, phone: str, address: str, place: str) -> None:
    """Add what we did not hold yet; what we hold is never overwritten on the way."""
    held = one("select name from people_person where id = %s", (person_id,))
    assert held is not None
    if held["name"] != name:
        raise OtherName()
    about = f"person:{person_id}"
    if phone:
        execute(
            "update people_person set phone_hash = %s, phone_sealed = %s where id = %s and phone_sealed is null",
            (search_hash("phone", phone), seal_text(phone, f"{about}:phone"), person_id),
        )
    if address:
        execute(
            "update people_person set address_sealed = %s, place_code = %s where id = %s and address_sealed is null",
            (seal_text(address, f"{about}:address"), place, person_id),
        )


def prove_identity(*, person_id: int, how: str, actor: Actor, now: datetime) -> None:
    """An officer has seen the card (`how="window"`), or a register vouches: the claim becomes a fact."""
    must_be_staff(actor)
    with transaction.atomic():
        row = one("select id_hash, id_sealed, proof from people_person where id = %s for update", (person_id,))
        if row is None or row["proof"] != "claimed" or not row["id_sealed"]:
            raise NotUnproven(why="它已经核验过，或者还没有登记证件号码。")
        id_hash = search_hash("id", unseal_text(row["id_sealed"], f"person:{person_id}:id"))
        if one("select id from people_person where id_hash = %s", (id_hash,)):
            raise NotUnproven(why="这个证件号码已有登记。请在窗口为原来的登记换绑手机号。")
        execute("update people_person set id_hash = %s, proof = %s where id = %s", (id_hash, how, person_id))
        add_line("person", person_id, "prove", actor=actor, now=now, proof=how)
