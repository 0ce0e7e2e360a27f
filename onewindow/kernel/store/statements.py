"""Prepared statements on the current Django transaction.

The hot path (take a step, list, count) speaks SQL once and lets PostgreSQL keep the plan; Django's
cursor would re-parse each time and never prepare (its default is client-side binding).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection as django_connection
from psycopg import Cursor, InterfaceError, OperationalError, RawCursor
from psycopg.rows import dict_row, namedtuple_row
from psycopg.types.json import Jsonb

__all__ = ["Jsonb", "Ready", "counted", "execute", "one", "planned_anew", "rows", "tuples"]

connection: Any = django_connection  # Django's stubs leave out the health check
_count: ContextVar[list[str] | None] = ContextVar("statements", default=None)


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect the text of every statement run inside; tests pin its length."""
    seen: list[str] = []
    token = _count.set(seen)
    try:
        yield seen
    finally:
        _count.reset(token)


def _run(sql: str, values: Sequence[Any] | dict[str, Any], row_factory: Any) -> Cursor[Any]:
    return _ask(sql, values, Cursor, row_factory)


def _ask(sql: str, values: Any, kind: type[Any], row_factory: Any, *, prepare: bool = True) -> Any:
    """Run it; a connection that has died since the last request is replaced once, before anything was done on it.

    Django would ask `select 1` first, a round trip a request; here the first statement is itself the question
    as long as it only reads.
    """
    connection.ensure_connection()
    seen = _count.get()
    if seen is not None:
        seen.append(sql)
    if _untried() and not sql.lstrip().startswith("select"):
        connection.close_if_health_check_failed()
        connection.ensure_connection()
    try:
        cursor = kind(connection.connection, row_factory=row_factory).execute(sql, values, prepare=prepare)
    except (OperationalError, InterfaceError):
        if not _untried() or not connection.connection.closed:
            raise
        connection.close()
        connection.ensure_connection()
        cursor = kind(connection.connection, row_factory=row_factory).execute(sql, values, prepare=prepare)
    connection.health_check_done = True
    return cursor


def _untried() -> bool:
    """True before the first statement of a request, outside any transaction."""
    return connection.health_check_enabled and not connection.health_check_done and not connection.in_atomic_block


def rows(sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[dict[str, Any]]:
    """All rows as dictionaries; jsonb arrives as text (Django's loader) and is the caller's to read."""
    return _run(sql, values, dict_row).fetchall()


def planned_anew(sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[dict[str, Any]]:
    """All rows of a statement whose best plan depends on its values: lists, counts, search.

    A prepared one is planned once for any values, and that plan reads a whole station to find one page.
    """
    found: list[dict[str, Any]] = _ask(sql, values, Cursor, dict_row, prepare=False).fetchall()
    return found


class Ready:
    """A long statement with %(names)s, numbered once.

    psycopg parses a statement of more than 50 values anew at every call; numbered ones go out as they are.
    """

    def __init__(self, sql: str) -> None:
        self.names = list(dict.fromkeys(re.findall(r"%\((\w+)\)s", sql)))
        places = {name: f"${i}" for i, name in enumerate(self.names, 1)}
        self.sql = re.sub(r"%\((\w+)\)s", lambda found: places[found[1]], sql)

    def one(self, values: dict[str, Any]) -> dict[str, Any] | None:
        """The first row, or None."""
        found: dict[str, Any] | None = _ask(
            self.sql, [values[name] for name in self.names], RawCursor, dict_row
        ).fetchone()
        return found

    def many(self, batch: Sequence[dict[str, Any]]) -> None:
        """Run it for each of these, sent together; inside a transaction."""
        connection.ensure_connection()
        with RawCursor(connection.connection) as cursor:
            cursor.executemany(self.sql, [[values[name] for name in self.names] for values in batch])


def tuples(sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[Any]:
    """All rows as named tuples."""
    return _run(sql, values, namedtuple_row).fetchall()


def one(sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> dict[str, Any] | None:
    """The first row, or None."""
    return _run(sql, values, dict_row).fetchone()


def execute(sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> int:
    """Run a statement for its effect; the number of rows it touched."""
    return _run(sql, values, dict_row).rowcount
