"""Roles given and taken back, keys for programs: each with dates, a reason and a journal line."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import transaction

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.handbook.roles import ROLES, Reach
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.lines import add_line, must_administer
from onewindow.kernel.store.statements import execute, one


class OwnGrant(Refusal):
    """Nobody gives rights to himself."""

    code = "own_grant"
    status = 403
    words = "不能给自己授权。请由另一位系统管理员办理。"


class NoSuchGrant(Refusal):
    """The grant or token is not there, or has ended."""

    code = "no_such_grant"
    status = 404
    words = "没有这条有效的授权。请刷新列表再看。"


def role_codes() -> dict[str, str]:
    """Every role that may be given, with its title: those of the kernel and of the handbook in place."""
    known = {role.code: role.title for role in ROLES if role.reach is not Reach.SELF and role.code != "system"}
    return known | {
        role.code: role.title
        for role in shelf().seen_by
        if role.reach is not Reach.SELF and role.code not in ("system", *known)
    }


def grant(
    *,
    account_id: int,
    role: str,
    unit_id: int,
    reason: str,
    actor: Actor,
    now: datetime,
    places: Iterable[str] = (),
    since: date | None = None,
    until: date | None = None,
) -> int:
    """Give a role at a unit from one day to another (both included); the id of the grant."""
    must_administer(actor)
    if actor.id == account_id:
        raise OwnGrant()
    since, listed = since or local_date(now), sorted(set(places))
    with transaction.atomic():
        _check(account_id, role, unit_id, reason, listed, since, until)
        made = one(
            "insert into people_grant (account_id, role, unit_id, places, since, until, given_by, reason) "
            "values (%s, %s, %s, %s, %s, %s, %s, %s) returning id",
            (account_id, role, unit_id, listed, since, until, actor.name, reason.strip()),
        )
        assert made is not None
        add_line(
            "account",
            account_id,
            "grant",
            actor=actor,
            now=now,
            grant=made["id"],
            role=role,
            unit=unit_id,
            places=listed,
            since=since.isoformat(),
            until=until.isoformat() if until else None,
            reason=reason.strip(),
        )
    return int(made["id"])


def _check(
    account_id: int, role: str, unit_id: int, reason: str, places: list[str], since: date, until: date | None
) -> None:
    errors = {}
    account = one("select kind from people_account where id = %s and is_active for update", (account_id,))
    if account is None or account["kind"] == "resident":
        errors["account"] = "只能给在用的民警职工账号或程序账号授权"
    if role not in role_codes():
        errors["role"] = "手册里没有这个角色，请从列表里选"
    if one("select id from people_unit where id = %s and until is null", (unit_id,)) is None:
        errors["unit"] = "这个单位已撤销或不存在，请选现有的单位"
    if not reason.strip():
        errors["reason"] = "请写明授权的理由（任命、调动的文号等）"
    if until and until < since:
        errors["until"] = "结束日期不能早于开始日期"
    known = one("select count(*) as n from people_place where code = any(%s)", (places,)) if places else None
    if known and known["n"] != len(places):
        errors["places"] = "有的社区（村）代码不存在，请从列表里选"
    if not errors and one(
        "select id from people_grant where account_id = %s and role = %s and unit_id = %s and places = %s::text[] "
        "and (until is null or until >= %s) and since <= coalesce(%s::date, 'infinity')",
        (account_id, role, unit_id, places, since, until),
    ):
        errors["role"] = "这段时间里已经有同样的授权"
    if errors:
        raise BadAnswers(errors)


def revoke(*, grant_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """Take a role back at once: its last day was yesterday, or (a day before its first) it never counts."""
    must_administer(actor)
    if not reason.strip():
        raise BadAnswers({"reason": "请写明收回的理由"})
    today = local_date(now)
    with transaction.atomic():
        row = one(
            "select account_id, role, unit_id, since from people_grant where id = %s "
            "and (until is null or until >= %s) for update",
            (grant_id, today),
        )
        if row is None:
            raise NoSuchGrant()
        last = max(today, row["since"]) - timedelta(days=1)
        execute("update people_grant set until = %s where id = %s", (last, grant_id))
        add_line(
            "account",
            row["account_id"],
            "revoke",
            actor=actor,
            now=now,
            grant=grant_id,
            role=row["role"],
            unit=row["unit_id"],
            reason=reason.strip(),
        )


def issue_token(
    *, account_id: int, title: str, actor: Actor, now: datetime, until: datetime | None = None
) -> tuple[int, str]:
    """A key for a program: its id, and the key itself, which is shown now and never again."""
    must_administer(actor)
    account = one("select kind from people_account where id = %s and is_active", (account_id,))
    errors = {}
    if account is None or account["kind"] != "program":
        errors["account"] = "密钥只发给程序账号"
    if not title.strip():
        errors["title"] = "请写明密钥给谁用、做什么用"
    if until and until <= now:
        errors["until"] = "到期时间要在现在之后"
    if errors:
        raise BadAnswers(errors)
    key = f"ow_{secrets.token_urlsafe(32)}"
    with transaction.atomic():
        made = one(
            "insert into people_token (account_id, digest, title, since, until) values (%s, %s, %s, %s, %s) "
            "returning id",
            (account_id, sha256(key.encode()).hexdigest(), title.strip(), now, until),
        )
        assert made is not None
        add_line(
            "account",
            account_id,
            "token",
            actor=actor,
            now=now,
            token=made["id"],
            title=title.strip(),
            until=until.isoformat() if until else None,
        )
    return int(made["id"]), key


def revoke_token(*, token_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """The key opens nothing from this instant on."""
    must_administer(actor)
    if not reason.strip():
        raise BadAnswers({"reason": "请写明收回的理由"})
    with transaction.atomic():
        row = one(
            "update people_token set until = %s where id = %s and (until is null or until > %s) returning account_id",
            (now, token_id, now),
        )
        if row is None:
            raise NoSuchGrant()
        add_line("account", row["account_id"], "token_end", actor=actor, now=now, token=token_id, reason=reason.strip())
