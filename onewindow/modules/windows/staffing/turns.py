"""One after the other: what reads before it writes takes its turn until the transaction ends."""

from __future__ import annotations

from onewindow.kernel.store.statements import execute


def take_turn(what: str, key: int) -> None:
    """Wait for whoever holds the same turn; inside a transaction."""
    execute("select pg_advisory_xact_lock(hashtextextended(%s, %s))", (f"windows.{what}", key))
