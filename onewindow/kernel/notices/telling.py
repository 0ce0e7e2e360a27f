"""Telling: the listener that writes the messages of a step, each once for every audience and channel.

It writes rows only; `sending.send_waiting`, a job, carries the outer ones out of the house.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from onewindow.kernel.cases.afterwards import Afterwards, afterwards
from onewindow.kernel.handbook.states import WaitsOn
from onewindow.kernel.handbook.steps import Notice
from onewindow.kernel.journal.listeners import Told
from onewindow.kernel.notices.audiences import Receiver, concerns, notices_of, receiver
from onewindow.kernel.notices.channels import first_channel
from onewindow.kernel.notices.policy import is_urgent, may_ring_at
from onewindow.kernel.notices.wording import facts_of, for_inbox, for_sms
from onewindow.kernel.store.statements import execute

INSERT = """
insert into ow_notices_message (cause, line_id, case_id, link, audience, channel, person_id, account_id, unit_path, title,
  words, urgent, at, state, attempts, next_at, terminal_at, answer)
values (%(cause)s, %(line_id)s, %(case_id)s, %(link)s, %(audience)s, %(channel)s, %(person_id)s, %(account_id)s, %(unit_path)s,
  %(title)s, %(words)s, %(urgent)s, %(at)s, %(state)s, 0, %(next_at)s, %(terminal_at)s, %(answer)s)
on conflict (cause, audience, channel) do nothing
"""
STALE = timedelta(days=3)  # older news is put in the inbox, and rings nobody's phone
NOBODY = "没有可以收站内消息的账号"


@dataclass(frozen=True, slots=True)
class Saying:
    """What is said, why, about which case if any, and to which audience."""

    cause: str
    case_id: int | None
    audience: str
    title: str
    line_id: int | None = None
    urgent: bool = False
    link: str = ""


def tell(told: Told) -> None:
    """Listener: write the messages that this step calls for; told twice, they are written once."""
    if told.about != "case" or not concerns(told.kind, told.act):
        return
    after = afterwards(told.line_id)
    if after is None or after.step is None:
        return
    for notice in notices_of(after.step):
        _tell(after, notice, told.now)


def _tell(after: Afterwards, notice: Notice, now: datetime) -> None:
    facts, to, row = facts_of(after), receiver(after, notice.audience), after.row
    assert after.step is not None
    what = for_inbox(after.step.plain, facts) or after.step.title
    urgent = is_urgent(row.case_type, after.act, now)
    saying = Saying(
        f"line:{after.line_id}", row.id, notice.audience, f"{row.entry.title} · {what}", after.line_id, urgent
    )
    to_inbox(saying, to, for_inbox(notice.words, facts), now=now)
    if notice.audience == "applicant" and now - after.at < STALE:
        channel = first_channel(to.person_id, template_of(after))
        to_outside(saying, to, channel, for_sms(notice.words, facts), now=now)


def to_inbox(saying: Saying, to: Receiver, words: str, *, now: datetime) -> None:
    """A message inside the house is there at once; without anybody to read it, it is refused."""
    state, answer = ("delivered", "") if to.has_inbox else ("refused", NOBODY)
    execute(
        INSERT,
        {
            **_values(saying, to, "inbox", words, now),
            "state": state,
            "next_at": None,
            "terminal_at": now,
            "answer": answer,
        },
    )


def to_outside(saying: Saying, to: Receiver, channel: str, words: str, *, now: datetime) -> None:
    """A message out of the house waits for its job, and for the end of the quiet hours."""
    execute(
        INSERT,
        {
            **_values(saying, to, channel, words, now),
            "state": "waiting",
            "terminal_at": None,
            "answer": "",
            "next_at": may_ring_at(now, urgent=saying.urgent),
        },
    )


def _values(saying: Saying, to: Receiver, channel: str, words: str, now: datetime) -> dict[str, Any]:
    return {
        "cause": saying.cause,
        "line_id": saying.line_id,
        "case_id": saying.case_id,
        "link": saying.link,
        "audience": saying.audience,
        "channel": channel,
        "person_id": to.person_id,
        "account_id": to.account_id,
        "unit_path": to.unit_path,
        "title": saying.title,
        "words": words,
        "urgent": saying.urgent,
        "at": now,
    }


def template_of(after: Afterwards) -> str:
    """Which subscription a step uses: the applicant's turn, the end, or on the way."""
    state = after.row.entry.state.get(after.to_state)
    if state and state.waits_on is WaitsOn.APPLICANT:
        return "correction"
    return "result" if state and state.ends else "progress"
