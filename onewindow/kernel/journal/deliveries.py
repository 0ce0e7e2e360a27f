"""Delivering to subscribers: at least once, in order for each subject, given up only with a report."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import uniform
from typing import Any

import httpcore
from django.conf import settings

from onewindow.kernel.journal import subscribers
from onewindow.kernel.journal.addresses import CarefulNetwork, PrivateAddress, check_url
from onewindow.kernel.journal.envelope import envelope, headers
from onewindow.kernel.journal.lines import COLUMNS, event_id
from onewindow.kernel.journal.subjects import named
from onewindow.kernel.store.statements import execute, one, tuples

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]
TIMEOUT = {"connect": 3.0, "read": 10.0, "write": 10.0, "pool": 3.0}
MOST_TRIES = 15
GIVE_UP_AFTER = timedelta(days=3)
FIRST_WAIT, LONGEST_WAIT = 5.0, 3600.0
LONGEST_REST = 300.0
IN_A_ROW = 10
"""Events refused one after another before the subscriber itself is taken to be at fault."""
DUE = f"""
select d.id as delivery_id, d.attempts, d.since, {COLUMNS}
from journal_delivery d join journal_line l on l.id = d.line_id
where d.subscriber_id = %s and d.state = 'waiting' and d.next_at <= %s and not exists (
  select 1 from journal_delivery e where e.subscriber_id = d.subscriber_id and e.subject = d.subject
    and e.state = 'waiting' and e.line_id < d.line_id)
order by d.line_id limit 200
"""
AT_WORK = """
select s.id from journal_subscriber s where s.active and (s.rests_until is null or s.rests_until <= %(now)s)
  and exists (select 1 from journal_delivery d where d.subscriber_id = s.id and d.state = 'waiting'
    and d.next_at <= %(now)s)
"""


DELIVERED = """
update journal_delivery set state = 'delivered', attempts = attempts + 1, done_at = %s, answer = %s where id = %s
"""
ANSWERS_AGAIN = "update journal_subscriber set failures = 0, rests_until = null where id = %s and failures > 0"
PUT_OFF = "update journal_delivery set attempts = %s, next_at = %s, answer = %s where id = %s"
GIVEN_UP = """
update journal_delivery set state = 'given_up', attempts = %s, done_at = %s, answer = %s where id = %s
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one attempt.  `nobody`: there was no answer at all, so the next event would fare no better."""

    words: str
    good: bool = False
    nobody: bool = False
    gone: bool = False
    wait: float | None = None


def with_work(now: datetime) -> list[int]:
    """The subscribers that something is due for and that do not rest."""
    return [row.id for row in tuples(AT_WORK, {"now": now})]


def serve(subscriber_id: int, clock: Clock, stopping: Callable[[], bool] = lambda: False) -> int:
    """Deliver what is due for one subscriber until nothing is, it rests, or we stop; how many arrived."""
    found = one("select url, secret from journal_subscriber where id = %s and active", (subscriber_id,))
    if found is None:
        return 0
    secret, arrived = subscribers.secret_of(subscriber_id, found["secret"]), 0
    with httpcore.ConnectionPool(
        ssl_context=ssl.create_default_context(), network_backend=CarefulNetwork(), max_connections=1
    ) as pool:
        while due := tuples(DUE, (subscriber_id, clock())):
            numbers = _numbers(due)
            for line in due:
                if stopping():
                    return arrived
                body = envelope(line, settings.EVENT_SOURCE, numbers.get((line.about, line.subject_id), ""))
                answer = post(pool, found["url"], body, headers(event_id(line), body, secret, clock()))
                if not _noted(subscriber_id, line, answer, clock()):
                    return arrived
                arrived += answer.good
    return arrived


def _numbers(due: list[Any]) -> dict[tuple[str, int], str]:
    found = {}
    for about in {line.about for line in due}:
        for ident, name in named(about, [line.subject_id for line in due if line.about == about]).items():
            found[about, ident] = name.number
    return found


def post(pool: httpcore.ConnectionPool, url: str, body: bytes, head: dict[str, str]) -> Answer:
    """Send one event.  Redirects are not followed: they could lead anywhere."""
    try:
        check_url(url)
        with pool.stream(
            "POST", url, headers=list(head.items()), content=body, extensions={"timeout": TIMEOUT}
        ) as response:
            said = b"".join(part for part, _ in zip(response.iter_stream(), range(4), strict=False))[:200]
            return _answer(response.status, dict(response.headers), said)
    except PrivateAddress as no:
        return Answer(no.code, nobody=True)
    except Exception as fall:  # any broken answer of theirs; ours to report, not to die of
        return Answer(type(fall).__name__, nobody=True)


def _answer(status: int, head: dict[bytes, bytes], said: bytes) -> Answer:
    words = f"{status} {said.decode('utf-8', 'replace')}".replace("\x00", "").strip()
    after = next((value for name, value in head.items() if name.lower() == b"retry-after"), b"")
    wait = min(float(after), LONGEST_WAIT) if after.isdigit() else None
    return Answer(words, good=200 <= status < 300, nobody=status in (429, 502, 503, 504), gone=status == 410, wait=wait)


def _noted(subscriber_id: int, line: Any, answer: Answer, now: datetime) -> bool:
    """Write down what came of it; False when this subscriber is to be left alone for now."""
    if answer.good:
        execute(DELIVERED, (now, answer.words, line.delivery_id))
        execute(ANSWERS_AGAIN, (subscriber_id,))
        return True
    if answer.gone:
        subscribers.end(subscriber_id, reason=answer.words, now=now)
        return False
    attempts = line.attempts + (not answer.nobody)
    wait = timedelta(seconds=answer.wait or _backoff(attempts, LONGEST_WAIT))
    next_at = now if answer.nobody else now + wait
    if attempts >= MOST_TRIES or now - line.since >= GIVE_UP_AFTER:
        execute(GIVEN_UP, (attempts, now, answer.words, line.delivery_id))
        log.warning("event %s given up for subscriber %s: %s", event_id(line), subscriber_id, answer.words)
    else:
        execute(PUT_OFF, (attempts, next_at, answer.words, line.delivery_id))
    return not _rests(subscriber_id, answer, now)


def _rests(subscriber_id: int, answer: Answer, now: datetime) -> bool:
    """Leave a subscriber alone that nobody answers for, or that refuses one event after another.

    Longer each time; then it goes on where it stopped.
    """
    row = one(
        "update journal_subscriber set failures = failures + 1 where id = %s returning failures", (subscriber_id,)
    )
    assert row is not None
    if not answer.nobody and row["failures"] < IN_A_ROW:
        return False
    times = row["failures"] if answer.nobody else row["failures"] - IN_A_ROW + 1
    wait = timedelta(seconds=answer.wait or _backoff(times, LONGEST_REST))
    execute("update journal_subscriber set rests_until = %s where id = %s", (now + wait, subscriber_id))
    return True


def _backoff(times: int, most: float) -> float:
    return min(FIRST_WAIT * 2 ** max(times - 1, 0), most) * uniform(0.8, 1.2)


def again(delivery_id: int, now: datetime) -> bool:
    """Put a given-up delivery back into the queue; False when it is not given up."""
    return bool(
        execute(
            "update journal_delivery set state = 'waiting', attempts = 0, next_at = %s, since = %s, "
            "done_at = null where id = %s and state = 'given_up'",
            (now, now, delivery_id),
        )
    )
