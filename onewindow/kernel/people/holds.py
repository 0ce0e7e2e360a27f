"""Too many tries: counted in the database, so that every process counts together.

One statement both asks and counts; the try that reaches the limit still goes through, the next
one is held.  The administrator sees who is held and may let go.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django.db import transaction

from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.people.actor import SYSTEM_ACTOR, Actor
from onewindow.kernel.people.lines import add_line, must_administer
from onewindow.kernel.store.statements import execute, one, rows
from onewindow.kernel.store.vault import search_hash


class Held(Refusal):
    """Tried too often; facts: `minutes` still to wait."""

    code = "held"
    status = 429
    words = "尝试次数太多，请过 {minutes} 分钟再试。着急的话，可以拨打咨询电话，或请工作人员帮忙。"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries within a span, then held for another."""

    kind: str
    tries: int
    within: timedelta
    hold: timedelta


# One address must not lock a colleague out of his own desk, so five tries count for name and
# address together; many addresses against one name are stopped by the second limit.
MINUTE, QUARTER, HOUR, DAY = timedelta(minutes=1), timedelta(minutes=15), timedelta(hours=1), timedelta(days=1)
PASSWORD_HERE = Limit("password_here", 5, QUARTER, QUARTER)
PASSWORD_NAME = Limit("password_name", 20, QUARTER, QUARTER)
PASSWORD_ADDRESS = Limit("password_address", 200, QUARTER, QUARTER)
TOTP = Limit("totp", 5, QUARTER, QUARTER)
SMS_MINUTE = Limit("sms_minute", 1, MINUTE, MINUTE)
SMS_HOUR = Limit("sms_hour", 5, HOUR, HOUR)
SMS_DAY = Limit("sms_day", 10, DAY, DAY)
SMS_ADDRESS = Limit("sms_address", 60, HOUR, HOUR)
REAL_NAME = Limit("real_name", 5, HOUR, HOUR)

COUNT = """
insert into people_hold as h (key, kind, account_id, address, tries, since, until)
values (%(key)s, %(kind)s, %(account)s, %(address)s, 1, %(now)s, case when %(most)s <= 1 then %(end)s end)
on conflict (key) do update set
  tries = case when h.since <= %(stale)s then 1 else h.tries + 1 end,
  since = case when h.since <= %(stale)s then excluded.since else h.since end,
  until = case when (case when h.since <= %(stale)s then 1 else h.tries + 1 end) >= %(most)s then %(end)s end,
  account_id = excluded.account_id, address = excluded.address
where h.until is null or h.until <= %(now)s
returning tries
"""


def key_of(limit: Limit, *about: str) -> str:
    """The keyed hash under which tries are counted."""
    return search_hash(f"hold:{limit.kind}", "\n".join(about))


def attempt(limit: Limit, *about: str, now: datetime, account_id: int | None = None, address: str = "") -> bool:
    """Count one try, or raise Held; True when this try was the last one before the hold."""
    key = key_of(limit, *about)
    counted = one(
        COUNT,
        {
            "key": key,
            "kind": limit.kind,
            "account": account_id,
            "address": address,
            "now": now,
            "most": limit.tries,
            "end": now + limit.hold,
            "stale": now - limit.within,
        },
    )
    if counted is None:
        held = one("select until from people_hold where key = %s", (key,))
        raise Held(minutes=ceil((held["until"] - now) / MINUTE) if held else 1)
    return bool(counted["tries"] >= limit.tries)


def forget(limit: Limit, *about: str) -> None:
    """It went well: the tries before it do not count."""
    execute("delete from people_hold where key = %s", (key_of(limit, *about),))


def held_now(now: datetime) -> list[dict[str, Any]]:
    """Who is held, for the administrator: kind, account, address, tries, until; never what was typed."""
    return rows(
        "select h.key, h.kind, h.account_id, a.username, a.first_name as name, h.address, h.tries, h.since, "
        "h.until from people_hold h left join people_account a on a.id = h.account_id "
        "where h.until > %s order by h.until desc limit 500",
        (now,),
    )


def let_go(*, key: str, actor: Actor, now: datetime) -> None:
    """The administrator ends a hold before its time."""
    must_administer(actor)
    with transaction.atomic():
        row = one("delete from people_hold where key = %s returning account_id, kind", (key,))
        if row and row["account_id"]:
            add_line("account", row["account_id"], "let_go", actor=actor, now=now, kind=row["kind"])


def note_lock(limit: Limit, account_id: int, *, now: datetime) -> None:
    """A line in the journal when an account has been locked."""
    with transaction.atomic():
        add_line("account", account_id, "locked", actor=SYSTEM_ACTOR, now=now, kind=limit.kind)
