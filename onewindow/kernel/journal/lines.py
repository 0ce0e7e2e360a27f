"""Reading lines in the order of the journal: complete, without gaps, each after its predecessor."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from onewindow.kernel.store.statements import one, tuples

COLUMNS = (
    "l.id, l.txid, l.at, l.about, l.subject_id, l.version, l.kind, l.act, l.event, l.from_state, l.to_state, "
    "l.actor_id, l.role, l.unit_path, l.facts::text as facts, l.digest"
)
READY = f"""
select {COLUMNS}, p.txid as before_txid, p.id as before_id, p.unit_path as was_at, journal_horizon() as horizon
from journal_line l left join journal_line p
  on p.about = l.about and p.subject_id = l.subject_id and p.version = l.version - 1
where (l.txid, l.id) > (%s, %s) and l.txid < journal_horizon() order by l.txid, l.id limit %s
"""
SOMETHING = """
select 1 as there from journal_line where (txid, id) > (%s, %s) and txid < journal_horizon() order by txid, id limit 1
"""
BATCH = 500


class Position(NamedTuple):
    """A place in the order of all lines: everything up to and with this line."""

    txid: int
    line_id: int


START = Position(0, 0)


def horizon() -> Position:
    """Just before the first transaction that may still be at work: everything up to here is there."""
    found = one("select journal_horizon() as txid")
    assert found is not None
    return Position(found["txid"] - 1, 2**63 - 1)


def ready(after: Position, limit: int = BATCH) -> list[Any]:
    """The next lines of finished transactions.

    A step may follow another in time and yet stand in an older transaction (one that held more
    than one subject).  Such a line waits until its predecessor is ready or in the same batch.
    """
    while True:
        found = tuples(READY, (*after, limit))
        if not found:
            return []
        full = len(found) == limit
        bound = position(found[-1]) if full else Position(found[0].horizon - 1, 2**63 - 1)
        kept = _unbroken(found, bound)
        if kept or not full:
            return kept
        limit *= 4


def something_after(place: Position) -> bool:
    """Whether a line is ready after this place: one look into an index."""
    return one(SOMETHING, place) is not None


def _unbroken(found: list[Any], bound: Position) -> list[Any]:
    """The lines before the first whose predecessor is still to come."""
    while True:
        late = [
            position(line)
            for line in found
            if line.before_txid is not None and (line.before_txid, line.before_id) > bound
        ]
        if not late:
            return found
        first = min(late)
        found = [line for line in found if position(line) < first]
        bound = position(found[-1]) if found else START


def position(line: Any) -> Position:
    """Where this line stands."""
    return Position(line.txid, line.id)


def in_order(batch: Sequence[Any]) -> Iterator[tuple[Any, Position | None]]:
    """Each line after its predecessor, with the position that is complete once it is done.

    None when an earlier line of the batch is still to come, so that nothing may be ticked off.
    """
    to_come = {_key(line, 0) for line in batch}
    waiting: dict[tuple[str, int, int], list[Any]] = defaultdict(list)
    done: set[int] = set()
    front = 0
    for line in batch:
        stack = [line]
        if _key(line, 1) in to_come:
            waiting[_key(line, 1)].append(line)
            continue
        while stack:
            now = stack.pop()
            to_come.discard(_key(now, 0))
            done.add(now.id)
            stack += waiting.pop(_key(now, 0), [])
            moved = front
            while front < len(batch) and batch[front].id in done:
                front += 1
            yield now, position(batch[front - 1]) if front > moved else None


def _key(line: Any, back: int) -> tuple[str, int, int]:
    return line.about, line.subject_id, line.version - back


def subject_of(line: Any) -> str:
    """The subject of a line as one word: case/123."""
    return f"{line.about}/{line.subject_id}"


def event_of(line: Any) -> str:
    """The name of what happened: the event, or subject and act where a line tells none."""
    return line.event or f"{line.about}.{line.act}"


def event_id(line: Any) -> str:
    """The id of the event: the same for ever, and never that of another line, even after a restore."""
    return f"{line.id}-{bytes(line.digest).hex()[:16]}"


def facts_of(line: Any) -> dict[str, Any]:
    """The plain facts of a line."""
    return dict(json.loads(line.facts))
