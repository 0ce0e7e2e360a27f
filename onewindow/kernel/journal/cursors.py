"""Where each reader of the outbox stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from onewindow.kernel.journal.lines import START, Position
from onewindow.kernel.store.statements import execute, rows

FRONT = "front"
"""Where the outbox as a whole stands: a reader that is new to a running house begins here."""


def positions() -> dict[str, Position]:
    """Every reader and its place."""
    return {
        one["name"]: Position(one["txid"], one["line_id"])
        for one in rows("select name, txid, line_id from journal_cursor")
    }


def settle(names: Iterable[str], now: datetime) -> dict[str, Position]:
    """The places of these readers.  In a new house they begin at the first line, later at the front.

    So no line is lost at the first start, and a chapter installed years later does not relive them.
    """
    known = positions()
    begin = known.get(FRONT, START)
    for name in (FRONT, *names):
        if name not in known:
            execute(
                "insert into journal_cursor (name, txid, line_id, at) values (%s, %s, %s, %s) on conflict do nothing",
                (name, *begin, now),
            )
    known = positions()
    return {name: known[name] for name in (*names, FRONT)}


def move(names: Iterable[str], to: Position, now: datetime) -> None:
    """These readers have done everything up to here.  Never backwards."""
    execute(
        "update journal_cursor set txid = %s, line_id = %s, at = %s where name = any(%s) "
        "and (txid, line_id) < (%s, %s)",
        (*to, now, list(names), *to),
    )
