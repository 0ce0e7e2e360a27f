"""One loop that empties the outbox: listeners, subscribers, open pages, each from its own place."""

from __future__ import annotations

import logging
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import Any

import psycopg
from django.db import Error as DjangoDatabaseError
from django.db import connection

from onewindow.kernel.journal import cursors, deliveries, epochs, live, subscribers, telling
from onewindow.kernel.journal.lines import START, Position, ready, something_after
from onewindow.kernel.journal.listeners import listeners
from onewindow.kernel.store.statements import one

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]
Feed = Callable[[Sequence[Any], datetime], None]
LOCK = 0x6F7770  # one pump a database; any number that nobody else locks
IDLE, STANDBY, LONGEST_PAUSE = 0.2, 1.0, 5.0
LOOK = 0.04
"""Seconds between two looks, in a pause, whether a line is ready: open pages are told sooner than by whole rounds."""
SENDERS = 8


def readers() -> dict[str, Feed]:
    """Everybody who reads the outbox, by the name of its place."""
    told = {telling.reader(listener): partial(telling.tell, listener) for listener in listeners()}
    return {**told, subscribers.READER: subscribers.queue, live.READER: live.notify, cursors.FRONT: _nothing}


def _nothing(batch: Sequence[Any], now: datetime) -> None:
    """The front reads along, so that a reader that is new knows where to begin."""


def one_round(now: datetime) -> bool:
    """Feed the next batch to every reader, and what was missed to those it is due for; True when there was any.

    Readers at the same place share one reading.  One that fails stays where it is; the others go on.
    """
    feeds = readers()
    places: dict[Position, list[str]] = defaultdict(list)
    for name, place in cursors.settle(feeds, now).items():
        places[place].append(name)
    busy = False
    for place in sorted(places):
        batch = ready(place)
        if not batch:
            continue
        done = [name for name in places[place] if _fed(name, feeds[name], batch, now)]
        cursors.move(done, telling.end_of(batch), now)
        busy = busy or bool(done)
    return telling.try_again(now) > 0 or busy


def _fed(name: str, feed: Feed, batch: Sequence[Any], now: datetime) -> bool:
    try:
        feed(batch, now)
    except Exception:
        if not connection.is_usable():
            raise
        log.exception("reader %s failed; it stays where it is", name)
        return False
    return True


class Pump:
    """The loop.  `run` returns soon after `stop`; a second pump on the same database stands by."""

    def __init__(self, clock: Clock, stopping: threading.Event | None = None) -> None:
        self._clock, self.stopping = clock, stopping or threading.Event()
        self._senders = ThreadPoolExecutor(SENDERS, thread_name_prefix="sender")
        self._sending: set[int] = set()

    def run(self) -> None:
        """Until `stopping` is set.  A lost database is waited for."""
        pause = IDLE
        while not self.stopping.is_set():
            try:
                if self._alone():
                    pause = IDLE
                    self._work()
                else:
                    self.stopping.wait(STANDBY)
            except epochs.Restored as no:
                log.error("%s", no.sentence)
                self.stopping.wait(LONGEST_PAUSE)
            except (psycopg.Error, DjangoDatabaseError) as lost:
                log.warning("database: %s; trying again in %.1f s", type(lost).__name__, pause)
                connection.close()
                self.stopping.wait(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
        self._senders.shutdown(wait=False, cancel_futures=True)
        connection.close()

    def _alone(self) -> bool:
        """Hold the lock of this database, which ends with the connection; refuse a restored one."""
        epochs.guard()
        found = one("select pg_try_advisory_lock(%s) as mine", (LOCK,))
        return bool(found and found["mine"])

    def _work(self) -> None:
        while not self.stopping.is_set():
            busy = one_round(self._clock())
            for ident in deliveries.with_work(self._clock()):
                if ident not in self._sending:
                    self._sending.add(ident)
                    self._senders.submit(self._serve, ident)
            if not busy:
                self._pause()

    def _pause(self) -> None:
        """IDLE, or less when a line comes meanwhile."""
        until, front = time.monotonic() + IDLE, cursors.positions().get(cursors.FRONT, START)
        while not self.stopping.wait(LOOK) and time.monotonic() < until:
            if something_after(front):
                return

    def _serve(self, subscriber_id: int) -> None:
        try:
            deliveries.serve(subscriber_id, self._clock, self.stopping.is_set)
        except Exception as fall:
            log.warning("sending to subscriber %s stopped: %s", subscriber_id, type(fall).__name__)
            connection.close()
        finally:
            self._sending.discard(subscriber_id)
