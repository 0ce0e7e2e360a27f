"""Who is behind a phone: name and number asked of a register, and what may be believed of the answer.

A name with its number proves only that somebody knows both.  An account comes into what we hold
about a person only when the phone is tied to the person too: a register vouches for all three, or
an officer wrote this very phone down at the window.  Everybody else begins with an empty shelf.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from enum import Enum
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.people.accounts import create_account, move_phone, phone_key
from onewindow.kernel.people.actions import create_person
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.store.statements import one
from onewindow.kernel.store.vault import search_hash, unseal_text


class Vouched(Enum):
    """How much a register vouches for."""

    NO = "no"  # the name does not belong to the number
    UNKNOWN = "unknown"  # not asked, or no answer
    NAME = "name"  # name and number belong together
    PHONE = "phone"  # and so does the phone


class NotYou(Refusal):
    """A register says that name and number do not belong together, or a sleeping account is another's."""

    code = "not_you"
    status = 422
    words = "身份信息没有通过核对。请核对姓名和证件号码后重填；仍不通过的，请带身份证到就近的窗口办理。"


class Vouching(Protocol):
    """A register that knows names, numbers and, better, phones."""

    def check(self, *, name: str, id_no: str, phone: str, now: datetime) -> Vouched:
        """What the register says about the three together."""


class NoRegister:
    """No register is connected: nothing is known beyond the check digit."""

    def check(self, *, name: str, id_no: str, phone: str, now: datetime) -> Vouched:
        """Nothing is known."""
        return Vouched.UNKNOWN


def register() -> Vouching:
    """The register that the settings name, or none."""
    named = getattr(settings, "REAL_NAME_REGISTER", "")
    found: Vouching = import_string(named)() if named else NoRegister()
    return found


def account_of(phone: str) -> dict[str, Any] | None:
    """The resident's account that signs in with this phone: its id, and when it last did or was made."""
    return one(
        "select id, coalesce(last_login, date_joined) as last_seen from people_account where phone_hash = %s "
        "and is_active and kind = 'resident'",
        (phone_key(phone),),
    )


def enrol(*, name: str, id_no: str, phone: str, now: datetime) -> int:
    """An account for this phone, after its code was right: the id of the account.

    `name`, `id_no` and `phone` are checked.  A person whose phone is tied keeps the account held
    before, moved to this phone.  What is told never depends on whether we know the number.
    """
    says = register().check(name=name, id_no=id_no, phone=phone, now=now)
    if says is Vouched.NO:
        raise NotYou()
    with transaction.atomic():
        held = one(
            "select id, name, phone_hash, proof from people_person where id_hash = %s for update",
            (search_hash("id", id_no),),
        )
        known = held if held and held["name"] == name else None
        proof = "claimed"
        if known and known["phone_hash"] == phone_key(phone):
            proof = known["proof"]
        elif says is Vouched.PHONE and (known or not held):
            proof = "register"
        if known and proof != "claimed":
            before = one(
                "select id from people_account where person_id = %s and kind = 'resident' and is_active "
                "order by id limit 1",
                (known["id"],),
            )
            if before:
                move_phone(account_id=before["id"], phone=phone, actor=SYSTEM_ACTOR, now=now)
                return int(before["id"])
        person = create_person(name=name, id_no=id_no, phone=phone, proof=proof, actor=SYSTEM_ACTOR, now=now)
        return create_account(
            username=f"r{person}-{secrets.token_hex(4)}",
            name=name,
            kind="resident",
            phone=phone,
            person_id=person,
            actor=SYSTEM_ACTOR,
            now=now,
        )


def is_the_same(*, account_id: int, name: str, id_no: str) -> bool:
    """True when an account that slept long is still this person's: numbers are given to new owners."""
    row = one(
        "select p.id, p.name, p.id_sealed from people_account a join people_person p on p.id = a.person_id "
        "where a.id = %s",
        (account_id,),
    )
    if row is None or row["name"] != name:
        return False
    return unseal_text(row["id_sealed"], f"person:{row['id']}:id") == id_no
