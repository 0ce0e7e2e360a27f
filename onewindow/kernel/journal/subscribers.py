"""Subscribers outside: who is told what, and putting each event in the queue of each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.journal import cursors
from onewindow.kernel.journal.actions import THE_SYSTEM, By, Entry, write
from onewindow.kernel.journal.addresses import check_url
from onewindow.kernel.journal.lines import event_of, position, subject_of
from onewindow.kernel.journal.listeners import matcher
from onewindow.kernel.store.statements import execute, one, tuples
from onewindow.kernel.store.vault import seal_text, unseal_text

READER = "webhooks"
SUBSCRIBE = """
insert into journal_subscriber (name, url, secret, events, unit_path, active, since, failures)
values (%s, %s, '', %s, %s, true, %s, 0) returning id
"""
GIVE_UP = """
update journal_delivery set state = 'given_up', done_at = %s, answer = %s
where subscriber_id = %s and state = 'waiting'
"""
QUEUE = """
insert into journal_delivery (subscriber_id, line_id, subject, state, attempts, next_at, since, answer)
values (%s, %s, %s, 'waiting', 0, %s, %s, '') on conflict (subscriber_id, line_id) do nothing
"""


class SecretTooShort(Refusal):
    """A secret that can be guessed."""

    code = "secret_too_short"
    status = 422
    words = "共享密钥至少要有24个字符，请用随机生成的密钥。"


class NameTaken(Refusal):
    """Another subscriber has this name."""

    code = "name_taken"
    status = 409
    words = "已经有叫“{name}”的订阅方，请换一个名称。"


@dataclass(frozen=True)
class Subscription:
    """One active subscriber, ready to be asked."""

    id: int
    since: datetime
    unit_path: str
    wants: Callable[[str], bool]

    def takes(self, line: Any) -> bool:
        """Within its reach, after it came, and of a kind it asked for."""
        return line.unit_path.startswith(self.unit_path) and line.at >= self.since and self.wants(event_of(line))


def subscribe(*, name: str, url: str, secret: str, events: Sequence[str], unit_path: str, now: datetime, by: By) -> int:
    """Add a subscriber: it is told of every line of `unit_path` and below that fits a pattern, from now on."""
    check_url(url)
    if len(secret) < 24:
        raise SecretTooShort()
    if one("select 1 as taken from journal_subscriber where name = %s", (name,)):
        raise NameTaken(name=name)
    with transaction.atomic():
        made = one(SUBSCRIBE, (name, url, list(events), unit_path, now))
        assert made is not None
        sealed = seal_text(secret, f"subscriber:{made['id']}")
        execute("update journal_subscriber set secret = %s where id = %s", (sealed, made["id"]))
        facts = {"name": name, "url": url, "events": list(events), "reach": unit_path}
        _line("subscribe", made["id"], now, by, facts)
    return int(made["id"])


def end(subscriber_id: int, *, reason: str, now: datetime, by: By = THE_SYSTEM) -> None:
    """Tell it no more; what waits for it is given up and stays in the gap report."""
    with transaction.atomic():
        if execute("update journal_subscriber set active = false where id = %s and active", (subscriber_id,)):
            execute(GIVE_UP, (now, reason[:200], subscriber_id))
            _line("end", subscriber_id, now, by, {"reason": reason[:200]})


def _line(act: str, subscriber_id: int, now: datetime, by: By, facts: dict[str, Any]) -> None:
    event = f"subscriber.{act}"
    write(Entry(now, "subscriber", subscriber_id, act, event=event, facts=facts, **by._asdict()))


def secret_of(subscriber_id: int, sealed: bytes) -> bytes:
    """The shared secret as bytes."""
    return unseal_text(sealed, f"subscriber:{subscriber_id}").encode()


def active() -> list[Subscription]:
    """Everybody who is to be told."""
    found = tuples("select id, since, unit_path, events from journal_subscriber where active order by id")
    return [Subscription(row.id, row.since, row.unit_path, matcher(row.events)) for row in found]


def queue(batch: Sequence[Any], now: datetime) -> None:
    """Put a batch into the queues; queueing and the tick commit together."""
    subscriptions = active()
    wanted = [
        (each.id, line.id, subject_of(line), now, now) for line in batch for each in subscriptions if each.takes(line)
    ]
    with transaction.atomic():
        if wanted:
            with connection.cursor() as cursor:
                cursor.executemany(QUEUE, wanted)
        cursors.move([READER], position(batch[-1]), now)
