"""One-time codes to a phone: six digits, five minutes, five tries, the newest alone counts."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hmac import compare_digest

from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.people.accounts import phone_key
from onewindow.kernel.people.holds import SMS_ADDRESS, SMS_DAY, SMS_HOUR, SMS_MINUTE, attempt
from onewindow.kernel.people.sms import gateway
from onewindow.kernel.store.statements import execute, one
from onewindow.kernel.store.vault import search_hash

GOOD_FOR = timedelta(minutes=5)
TRIES = 5


class WrongSmsCode(Refusal):
    """Wrong, too old, tried too often, or used already: a guesser is not told which."""

    code = "wrong_sms_code"
    status = 422
    words = "验证码不对，或者已经过期。请核对最新一条短信；收不到的，可以重新获取，或请工作人员代办。"


def send_code(phone: str, *, address: str, now: datetime) -> None:
    """Send a code to this phone (checked before), whoever it belongs to; Held when asked too often."""
    key = phone_key(phone)
    attempt(SMS_ADDRESS, address, now=now, address=address)
    for limit in (SMS_MINUTE, SMS_HOUR, SMS_DAY):
        attempt(limit, key, now=now, address=address)
    code = f"{secrets.randbelow(10**6):06}"
    execute(
        "insert into people_code (phone_hash, digest, at, until, tries) values (%s, %s, %s, %s, 0)",
        (key, _digest(key, code), now, now + GOOD_FOR),
    )
    gateway().send(phone, f"【一窗】您的验证码是 {code}，5 分钟内有效。工作人员不会向您索要验证码。", "code", now=now)


def check_code(phone: str, code: str, *, now: datetime) -> None:
    """Use the code up; WrongSmsCode otherwise, and the try is counted even then."""
    key = phone_key(phone)
    row = one(
        "update people_code set tries = tries + 1 where id = (select id from people_code where phone_hash = %s "
        "order by id desc limit 1) and used_at is null and until > %s and tries < %s returning id, digest",
        (key, now, TRIES),
    )
    if row is None or not compare_digest(row["digest"], _digest(key, code.strip())):
        raise WrongSmsCode()
    if not execute("update people_code set used_at = %s where id = %s and used_at is null", (now, row["id"])):
        raise WrongSmsCode()


def _digest(key: str, code: str) -> str:
    return search_hash("code", f"{key}:{code}")
