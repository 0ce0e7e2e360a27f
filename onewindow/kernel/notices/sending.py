"""Sending: every waiting message is brought to an end, and the next channel has its turn where one fails."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from onewindow.kernel.cases.afterwards import afterwards
from onewindow.kernel.notices.audiences import Receiver
from onewindow.kernel.notices.channels import CHANNELS, DELIVERED, LATER, Answer, Letter, next_channel
from onewindow.kernel.notices.policy import may_ring_at
from onewindow.kernel.notices.telling import Saying, template_of, to_outside
from onewindow.kernel.notices.wording import facts_of, for_wechat
from onewindow.kernel.store.statements import execute, rows

COLUMNS = (
    "id, cause, line_id, case_id, link, audience, channel, person_id, account_id, unit_path, title, words, urgent, "
    "at, attempts"
)
MOST_TRIES = 5
BACK_OFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
LEASE = timedelta(minutes=5)  # who died while sending is followed after this
CLAIM = f"""
update ow_notices_message set attempts = attempts + 1, next_at = %s where id in (
  select id from ow_notices_message where state = 'waiting' and next_at <= %s order by next_at limit %s
  for update skip locked)
returning {COLUMNS}
"""


def send_waiting(*, now: datetime, limit: int = 100) -> int:
    """Send what is due; how many came to an end.

    Each is claimed first and sent outside a transaction, so that a slow gateway holds nobody up; a crash in
    between sends it once more.
    """
    with transaction.atomic():
        claimed = rows(CLAIM, (now + LEASE, now, limit))
    return sum(_send(row, now) for row in claimed)


def _send(row: dict[str, Any], now: datetime) -> bool:
    rings = may_ring_at(now, urgent=row["urgent"])
    if rings > now:  # claimed late: the quiet hours have begun
        execute("update ow_notices_message set next_at = %s, attempts = attempts - 1 where id = %s", (rings, row["id"]))
        return False
    answer = CHANNELS[row["channel"]].send(_letter(row), now=now)
    if answer.state == LATER and row["attempts"] < MOST_TRIES:
        again = may_ring_at(now + BACK_OFF[row["attempts"] - 1], urgent=row["urgent"])
        execute(
            "update ow_notices_message set next_at = %s, answer = %s where id = %s", (again, answer.words, row["id"])
        )
        return False
    _end(row, answer, now)
    return True


def _end(row: dict[str, Any], answer: Answer, now: datetime) -> None:
    """The last word on a message; when it was not delivered, the next channel's begins in the same moment."""
    state = "given_up" if answer.state == LATER else answer.state
    with transaction.atomic():
        execute(
            "update ow_notices_message set state = %s, terminal_at = %s, next_at = null, answer = %s where id = %s "
            "and state = 'waiting'",
            (state, now, answer.words, row["id"]),
        )
        channel = None if state == DELIVERED else next_channel(row["channel"])
        if channel:
            saying = Saying(
                row["cause"], row["case_id"], row["audience"], row["title"], row["line_id"], row["urgent"], row["link"]
            )
            to_outside(
                saying, Receiver(row["person_id"], row["account_id"], row["unit_path"]), channel, row["words"], now=now
            )


def _letter(row: dict[str, Any]) -> Letter:
    template, fields = "progress", {}
    if row["channel"] == "wechat" and row["line_id"] and (after := afterwards(row["line_id"])):
        template = template_of(after)
        state = after.row.entry.state.get(after.to_state)
        fields = for_wechat(facts_of(after), state.title if state else "", after.at)
    return Letter(row["id"], row["case_id"], row["person_id"], row["words"], template, fields)
