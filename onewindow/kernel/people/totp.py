"""The second factor: six digits from the clock (RFC 6238, SHA-1, 30 s), and ten codes on paper.

A code of the step before or after is taken too, for clocks drift; each step is taken once, which
one UPDATE decides, so that two browsers cannot share a code.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from datetime import datetime
from urllib.parse import quote, urlencode

from django.db import transaction

from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.lines import add_line, must_administer
from onewindow.kernel.store.statements import execute, one
from onewindow.kernel.store.vault import seal_text, search_hash, unseal_text

STEP, DIGITS, PAPER_CODES = 30, 6, 10


class WrongCode(Refusal):
    """The six digits (or the recovery code) do not fit now, or were used before."""

    code = "wrong_code"
    status = 422
    words = "动态码不对或已经用过。请等手机上出现新的 6 位数字再输入；也可以用一个备用码。"


class AlreadyOn(Refusal):
    """The second factor is on; its secret is not shown again."""

    code = "totp_already_on"
    status = 409
    words = "动态码已经开通。要换手机，请先用动态码或备用码停用，再重新开通。"


def digits_at(secret: str, step: int) -> str:
    """The six digits of a base-32 secret in one step of 30 seconds."""
    mac = hmac.digest(base64.b32decode(secret), step.to_bytes(8, "big"), "sha1")
    offset = mac[-1] & 0x0F
    number = int.from_bytes(mac[offset : offset + 4], "big") & 0x7FFF_FFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def matching_step(secret: str, code: str, now: datetime) -> int | None:
    """The step whose digits these are, among the one before, the present and the next."""
    here = int(now.timestamp()) // STEP
    for step in (here, here - 1, here + 1):
        if hmac.compare_digest(digits_at(secret, step), code):
            return step
    return None


def uri(secret: str, label: str, issuer: str) -> str:
    """What the QR code says to the authenticator app."""
    asked = urlencode({"secret": secret, "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(f'{issuer}:{label}')}?{asked}"


def has_totp(account_id: int) -> bool:
    """True when the account signs in with a second factor."""
    return (
        one("select 1 as yes from people_totp where account_id = %s and confirmed_at is not null", (account_id,))
        is not None
    )


def begin(*, account_id: int, now: datetime) -> str:
    """The secret to scan: the one begun and not yet confirmed, or a new one."""
    fresh = base64.b32encode(secrets.token_bytes(20)).decode()
    with transaction.atomic():
        execute(
            "insert into people_totp (account_id, secret_sealed, since, last_step) values (%s, %s, %s, 0) "
            "on conflict (account_id) do nothing",
            (account_id, seal_text(fresh, f"totp:{account_id}"), now),
        )
        row = one("select secret_sealed, confirmed_at from people_totp where account_id = %s", (account_id,))
    assert row is not None
    if row["confirmed_at"]:
        raise AlreadyOn()
    return unseal_text(row["secret_sealed"], f"totp:{account_id}")


def confirm(*, account_id: int, code: str, actor: Actor, now: datetime) -> list[str]:
    """The first code is right: the second factor is on; the ten paper codes, shown now and never again."""
    with transaction.atomic():
        row = one(
            "select secret_sealed from people_totp where account_id = %s and confirmed_at is null for update",
            (account_id,),
        )
        step = row and matching_step(unseal_text(row["secret_sealed"], f"totp:{account_id}"), code, now)
        if not step:
            raise WrongCode()
        execute(
            "update people_totp set confirmed_at = %s, last_step = %s where account_id = %s", (now, step, account_id)
        )
        execute("delete from people_recoverycode where account_id = %s", (account_id,))
        papers = [f"{secrets.randbelow(10**4):04}-{secrets.randbelow(10**4):04}" for _ in range(PAPER_CODES)]
        for paper in papers:
            execute(
                "insert into people_recoverycode (account_id, digest) values (%s, %s)",
                (account_id, _paper(account_id, paper)),
            )
        add_line("account", account_id, "totp_on", actor=actor, now=now)
    return papers


def check(*, account_id: int, code: str, now: datetime) -> None:
    """Take the six digits, or one paper code, once; WrongCode otherwise."""
    code = "".join(one_ for one_ in code if one_.isdecimal() and one_.isascii())
    row = one("select secret_sealed from people_totp where account_id = %s and confirmed_at is not null", (account_id,))
    if row is None:
        raise WrongCode()
    if len(code) == DIGITS:
        step = matching_step(unseal_text(row["secret_sealed"], f"totp:{account_id}"), code, now)
        done = step and execute(
            "update people_totp set last_step = %s where account_id = %s and last_step < %s", (step, account_id, step)
        )
    else:
        done = execute(
            "update people_recoverycode set used_at = %s where account_id = %s and digest = %s and used_at is null",
            (now, account_id, _paper(account_id, f"{code[:4]}-{code[4:]}")),
        )
    if not done:
        raise WrongCode()


def remove(*, account_id: int, actor: Actor, now: datetime) -> None:
    """The second factor is off: by oneself after a code, or by the administrator for a lost phone."""
    if actor.id != account_id:
        must_administer(actor)
    with transaction.atomic():
        execute("delete from people_totp where account_id = %s", (account_id,))
        execute("delete from people_recoverycode where account_id = %s", (account_id,))
        add_line("account", account_id, "totp_off", actor=actor, now=now, by_self=actor.id == account_id)


def papers_left(account_id: int) -> int:
    """How many paper codes are not used yet."""
    row = one("select count(*) as n from people_recoverycode where account_id = %s and used_at is null", (account_id,))
    return int(row["n"]) if row else 0


def _paper(account_id: int, code: str) -> str:
    return search_hash("paper", f"{account_id}:{code}")
