"""The gap report: what was not told, to whom, and what holds the outbox up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from onewindow.kernel.journal.lines import COLUMNS, event_id, event_of, subject_of
from onewindow.kernel.store.statements import execute, one, rows, tuples

SLOW = timedelta(minutes=1)
LISTENERS = f"""
select m.id as missed_id, m.listener, m.state, m.attempts, m.words, m.next_at, {COLUMNS}
from journal_missed m join journal_line l on l.id = m.line_id where m.state in ('waiting', 'stuck')
order by m.state, m.listener, m.line_id limit 200
"""
SUBSCRIBERS = """
select s.id, s.name, s.active, s.rests_until, count(*) filter (where d.state = 'waiting') as waiting,
  min(d.since) filter (where d.state = 'waiting') as waiting_since,
  count(*) filter (where d.state = 'given_up') as given_up
from journal_subscriber s left join journal_delivery d on d.subscriber_id = s.id and d.state in ('waiting', 'given_up')
group by s.id order by s.name
"""
GIVEN_UP = f"""
select d.id as delivery_id, d.attempts, d.answer, d.done_at, {COLUMNS}
from journal_delivery d join journal_line l on l.id = d.line_id
where d.subscriber_id = %s and d.state = 'given_up' order by d.line_id limit 200
"""
OLDEST = """
select at from journal_line where (txid, id) > (
  coalesce((select txid from journal_cursor where name = 'front'), 0),
  coalesce((select line_id from journal_cursor where name = 'front'), 0)) order by txid, id limit 1
"""
HOLDERS = """
select pid, application_name, now() - xact_start as age from pg_stat_activity
where backend_xid is not null and xact_start < now() - %s::interval order by xact_start
"""


@dataclass(frozen=True, slots=True)
class Gap:
    """One event that somebody was not told.  `id` is that of the missed or given-up row."""

    id: int
    event_id: str
    event: str
    subject: str
    at: datetime
    whom: str
    state: str
    attempts: int
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """`behind`: how old the oldest line is that no reader has seen; `holders`: open transactions in its way."""

    listeners: list[Gap]
    subscribers: list[dict[str, Any]]
    behind: timedelta
    holders: list[dict[str, Any]]

    @property
    def whole(self) -> bool:
        """True when everybody was told everything that could be told."""
        return not self.listeners and not any(one_["given_up"] for one_ in self.subscribers) and self.behind < SLOW


def report(now: datetime) -> Report:
    """The state of the outbox at this moment."""
    stuck = [
        Gap(
            row.missed_id,
            event_id(row),
            event_of(row),
            subject_of(row),
            row.at,
            row.listener,
            row.state,
            row.attempts,
            row.words,
        )
        for row in tuples(LISTENERS)
    ]
    oldest = one(OLDEST)
    behind = max(now - oldest["at"], timedelta(0)) if oldest else timedelta(0)
    return Report(stuck, rows(SUBSCRIBERS), behind, rows(HOLDERS, (SLOW,)))


def of_subscriber(subscriber_id: int) -> list[Gap]:
    """What one subscriber was never told."""
    return [
        Gap(
            row.delivery_id,
            event_id(row),
            event_of(row),
            subject_of(row),
            row.at,
            "",
            "given_up",
            row.attempts,
            row.answer,
        )
        for row in tuples(GIVEN_UP, (subscriber_id,))
    ]


def tell_again(missed_id: int, now: datetime) -> bool:
    """Try a stuck event once more from the beginning; False when it is not stuck."""
    return bool(
        execute(
            "update journal_missed set state = 'waiting', attempts = 0, next_at = %s where id = %s and state = 'stuck'",
            (now, missed_id),
        )
    )


def pass_over(missed_id: int) -> bool:
    """Leave a stuck event untold for good: somebody has seen to it by hand."""
    return bool(
        execute("update journal_missed set state = 'passed_over' where id = %s and state = 'stuck'", (missed_id,))
    )
