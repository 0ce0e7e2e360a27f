"""Prepared statements on the current Django transaction.

The hot path (take a step, list, count) speaks SQL once and lets PostgreSQL keep the plan; Django's
cursor would re-parse each time and never prepare (its default is client-side binding).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection
from psycopg import Cursor
from psycopg.rows import dict_row, namedtuple_row
from psycopg.types.json import Jsonb

__all__ = ["Jsonb", "counted", "execute", "one", "rows", "tuples"]

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
    connection.ensure_connection()
    seen = _count.get()
    if seen is not None:
        seen.append(sql)
    raw: Any = connection.connection
    cursor = Cursor(raw, row_factory=row_factory)
    cursor.execute(sql, values, prepare=True)
    return cursor


def rows(sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[dict[str, Any]]:
    """All rows as dictionaries; jsonb arrives as text (Django's loader) and is the caller's to read."""
    return _run(sql, values, dict_row).fetchall()


def tuples(sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[Any]:
    """All rows as named tuples."""
    return _run(sql, values, namedtuple_row).fetchall()


def one(sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> dict[str, Any] | None:
    """The first row, or None."""
    return _run(sql, values, dict_row).fetchone()


def execute(sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> int:
    """Run a statement for its effect; the number of rows it touched."""
    return _run(sql, values, dict_row).rowcount
