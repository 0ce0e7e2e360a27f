"""Accounts: made, closed, moved to another phone, given another password, signed out everywhere."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from psycopg.errors import UniqueViolation

from onewindow.kernel.ground.codes import names
from onewindow.kernel.ground.codes import phone as phones
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.lines import NotStaff, add_line, must_administer
from onewindow.kernel.store.statements import execute, one
from onewindow.kernel.store.vault import seal_text, search_hash


class PhoneTaken(Refusal):
    """Another account signs in with this phone; whose is not told."""

    code = "phone_taken"
    status = 409
    words = "这个手机号不能绑定到您的账号。请换一个本人的手机号；确属本人在用的，请带身份证到就近的窗口办理。"


class NoSuchAccount(Refusal):
    """The account is not there, or is closed."""

    code = "no_such_account"
    status = 404
    words = "没有这个在用的账号。请刷新列表再看。"


def phone_key(phone: str) -> str:
    """What an account is found by: the keyed hash of a checked phone number."""
    return search_hash("phone", phone)


def account_named(username: str) -> int | None:
    """The id of the account with this name, if there is one; for counting tries, not for telling."""
    row = one("select id from people_account where username = %s", (username,))
    return int(row["id"]) if row else None


def create_account(
    *,
    username: str,
    name: str,
    kind: str,
    actor: Actor,
    now: datetime,
    password: str | None = None,
    person_id: int | None = None,
    badge: str = "",
    phone: str = "",
    elder: bool = False,
    language: str = "zh-hans",
) -> int:
    """A new account of a resident, a member of staff or a program; without a password none is accepted.

    `phone` is what a resident signs in with.
    """
    must_administer(actor)
    username, errors = username.strip(), {}
    if not 2 <= len(username) <= 150 or not username.isprintable() or " " in username:
        errors["username"] = "账号用 2 到 150 个字母、数字或汉字，中间不留空格"
    if kind not in ("resident", "staff", "program"):
        errors["kind"] = "账号类别只有群众、民警职工、程序三种"
    if errors:
        raise BadAnswers(errors)
    key = phone_key(phones.check(phone)) if phone else None
    hashed = make_password(password)  # None: a password nobody knows
    try:
        with transaction.atomic():
            made = one(
                "insert into people_account (username, password, first_name, last_name, email, is_superuser, is_staff, "
                "is_active, date_joined, kind, person_id, badge, elder, language, phone_hash) values "
                "(%s, %s, %s, '', '', false, false, true, %s, %s, %s, %s, %s, %s, %s) returning id",
                (
                    username,
                    hashed,
                    name if kind == "program" else names.check(name),
                    now,
                    kind,
                    person_id,
                    badge,
                    elder,
                    language,
                    key,
                ),
            )
            assert made is not None
            add_line("account", made["id"], "create", actor=actor, now=now, kind=kind, person=person_id)
    except UniqueViolation as clash:
        raise _taken(clash) from None
    return int(made["id"])


def _taken(clash: UniqueViolation) -> Refusal:
    if "phone_hash" in (clash.diag.constraint_name or ""):
        return PhoneTaken()
    return BadAnswers({"username": "这个账号名已经有人用了，请换一个"})


def close_account(*, account_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """The account signs in no more, its sessions and keys end, its phone is free again."""
    must_administer(actor)
    if not reason.strip():
        raise BadAnswers({"reason": "请写明停用的理由"})
    with transaction.atomic():
        done = execute(
            "update people_account set is_active = false, epoch = epoch + 1, phone_hash = null "
            "where id = %s and is_active",
            (account_id,),
        )
        if not done:
            raise NoSuchAccount()
        execute(
            "update people_token set until = %s where account_id = %s and (until is null or until > %s)",
            (now, account_id, now),
        )
        add_line("account", account_id, "close", actor=actor, now=now, reason=reason.strip())


def change_password(*, account_id: int, password: str, actor: Actor, now: datetime) -> None:
    """A new password; every session of the account ends."""
    if actor.id != account_id:
        must_administer(actor)
    try:
        validate_password(password)
    except ValidationError as faults:
        raise BadAnswers({"password": " ".join(faults.messages)}) from None
    with transaction.atomic():
        done = execute(
            "update people_account set password = %s, epoch = epoch + 1 where id = %s and is_active and kind = 'staff'",
            (make_password(password), account_id),
        )
        if not done:
            raise NoSuchAccount()
        add_line("account", account_id, "password", actor=actor, now=now, by_self=actor.id == account_id)


def move_phone(*, account_id: int, phone: str, actor: Actor, now: datetime) -> None:
    """Sign in with another phone from now on; the caller has tried the new phone with a code.

    Oneself, or a clerk who has seen the identity card; every session of the account ends.
    """
    if actor.id != account_id and not (actor.kind == "system" or actor.holds("clerk")):
        raise NotStaff()
    phone = phones.check(phone)
    key = phone_key(phone)
    try:
        with transaction.atomic():
            row = one(
                "update people_account set phone_hash = %s, epoch = epoch + 1 where id = %s and is_active "
                "and kind = 'resident' returning person_id",
                (key, account_id),
            )
            if row is None:
                raise NoSuchAccount()
            if row["person_id"]:
                execute(
                    "update people_person set phone_hash = %s, phone_sealed = %s where id = %s",
                    (key, seal_text(phone, f"person:{row['person_id']}:phone"), row["person_id"]),
                )
            add_line("account", account_id, "phone", actor=actor, now=now, by_self=actor.id == account_id)
    except UniqueViolation as clash:
        raise _taken(clash) from None


def sign_out_everywhere(*, account_id: int, actor: Actor, now: datetime) -> None:
    """Every session of the account ends at its next request."""
    if actor.id != account_id:
        must_administer(actor)
    with transaction.atomic():
        if not execute("update people_account set epoch = epoch + 1 where id = %s", (account_id,)):
            raise NoSuchAccount()
        add_line("account", account_id, "sign_out_everywhere", actor=actor, now=now)


def set_preferences(*, actor: Actor, elder: bool | None = None, language: str | None = None) -> None:
    """Keep how one likes to read; not an act worth a line in the journal."""
    execute(
        "update people_account set elder = coalesce(%s, elder), language = coalesce(%s, language) where id = %s",
        (elder, language, actor.id),
    )
