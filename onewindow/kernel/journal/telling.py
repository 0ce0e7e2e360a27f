"""Telling the listeners: each at its own pace, each line once it is sure, none lost when one fails."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import uniform
from time import monotonic
from typing import Any

from django.db import transaction

from onewindow.kernel.journal import cursors
from onewindow.kernel.journal.lines import (
    COLUMNS,
    Position,
    event_id,
    event_of,
    facts_of,
    in_order,
    position,
    subject_of,
)
from onewindow.kernel.journal.listeners import Listener, Told, listeners
from onewindow.kernel.store.statements import execute, tuples

log = logging.getLogger(__name__)
TOGETHER, SHORT = 100, 0.05
"""Lines, and seconds, of one transaction: a long one would hold back what everybody else is told."""
FIRST_WAIT, LONGEST_WAIT = 2.0, 3600.0
MISS = """
insert into journal_missed (listener, line_id, subject, state, attempts, next_at, at, words)
values (%s, %s, %s, %s, %s, %s, %s, %s) on conflict (listener, line_id) do nothing
"""
DUE = f"""
select m.id as missed_id, m.listener, m.attempts, {COLUMNS}, l.unit_path as was_at
from journal_missed m join journal_line l on l.id = m.line_id
where m.state = 'waiting' and m.next_at <= %s and m.listener = any(%s) and not exists (
  select 1 from journal_missed e where e.listener = m.listener and e.subject = m.subject
    and e.state = 'waiting' and e.line_id < m.line_id)
order by m.line_id limit 100
"""


def reader(listener: Listener) -> str:
    """The name of a listener's place in the outbox."""
    return f"listener:{listener.name}"


def tell(listener: Listener, batch: Sequence[Any], now: datetime) -> None:
    """Tell one listener what it wants to know of this batch.

    What it does and the tick that it was told commit together, so that a kill in between undoes
    both.  A line it fails on is put aside, and later lines of that subject behind it.
    """
    wanted = [(line, done) for line, done in in_order(batch) if listener.wants(event_of(line))]
    held = _held(listener, [line for line, _ in wanted]) if wanted else set()
    while wanted:
        line, done = wanted[0]
        count, words = (0, "") if subject_of(line) in held else _together(listener, wanted[:TOGETHER], held, now)
        if not count:
            held.add(subject_of(line))
            _put_aside(listener, line, done, now, attempts=1 if words else 0, words=words)
        wanted = wanted[count or 1 :]


def _together(
    listener: Listener, wanted: Sequence[tuple[Any, Position | None]], held: set[str], now: datetime
) -> tuple[int, str]:
    """Tell the first of these in one short transaction.

    How many stood; when already the first fell, where it fell.
    """
    count, done_up_to, began = 0, None, monotonic()
    try:
        with transaction.atomic():
            for line, done in wanted:
                if subject_of(line) in held or monotonic() - began > SHORT:
                    break
                listener.call(told(line, now))
                count, done_up_to = count + 1, done or done_up_to
            _tick(listener, done_up_to, now)
    except Exception as fall:
        if count == 0 or len(wanted) == 1:
            return 0, _where(fall)
        return _together(listener, wanted[: count if count < len(wanted) else count // 2], held, now)
    return count, ""


def told(line: Any, now: datetime) -> Told:
    """A line as a listener sees it."""
    return Told(
        event_id(line),
        line.id,
        event_of(line),
        line.at,
        line.about,
        line.subject_id,
        line.version,
        line.kind,
        line.act,
        line.from_state,
        line.to_state,
        line.actor_id,
        line.unit_path,
        facts_of(line),
        now,
    )


def _put_aside(
    listener: Listener, line: Any, done: Position | None, now: datetime, *, attempts: int, words: str
) -> None:
    state = "stuck" if attempts >= listener.tries else "waiting"
    with transaction.atomic():
        execute(
            MISS, (listener.name, line.id, subject_of(line), state, attempts, now + wait(max(attempts, 1)), now, words)
        )
        _tick(listener, done, now)
    if words:
        log.warning("listener %s fell on event %s: %s", listener.name, event_id(line), words)


def _tick(listener: Listener, done: Position | None, now: datetime) -> None:
    if done is not None:
        cursors.move([reader(listener)], done, now)


def _held(listener: Listener, wanted: Sequence[Any]) -> set[str]:
    found = tuples(
        "select distinct subject from journal_missed where listener = %s and state = 'waiting' and subject = any(%s)",
        (listener.name, sorted({subject_of(line) for line in wanted})),
    )
    return {one.subject for one in found}


def try_again(now: datetime) -> int:
    """Tell once more what was missed and is due, the first of each subject; how many were tried."""
    known = {one.name: one for one in listeners()}
    due = tuples(DUE, (now, sorted(known)))
    for line in due:
        listener = known[line.listener]
        try:
            with transaction.atomic():
                listener.call(told(line, now))
                execute("delete from journal_missed where id = %s", (line.missed_id,))
        except Exception as fall:
            attempts = line.attempts + 1
            state = "stuck" if attempts >= listener.tries else "waiting"
            execute(
                "update journal_missed set attempts = %s, next_at = %s, words = %s, state = %s where id = %s",
                (attempts, now + wait(attempts), _where(fall), state, line.missed_id),
            )
    return len(due)


def wait(attempts: int) -> timedelta:
    """How long to wait after so many failures: four times as long each time, a fifth more or less."""
    return timedelta(seconds=min(FIRST_WAIT * 4 ** (attempts - 1), LONGEST_WAIT) * uniform(0.8, 1.2))


def _where(fall: Exception) -> str:
    """What fell and where; never the message, which may quote personal data."""
    place = traceback.extract_tb(fall.__traceback__)[-1]
    return f"{type(fall).__name__} in {place.name} ({place.filename.rpartition('/')[2]}:{place.lineno})"


def end_of(batch: Sequence[Any]) -> Position:
    """The place after a whole batch."""
    return position(batch[-1])
