"""Lines for tests: about anything, by anybody, with a chain kept right."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
from django.db import connections
from psycopg.conninfo import conninfo_to_dict

from onewindow.kernel.ground.chain import link
from onewindow.kernel.journal.actions import INSERT, Entry, write

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def line(subject: int = 1, act: str = "accept", *, minutes: int = 0, **more: Any) -> int:
    """One more line of this subject on Django's connection; its id."""
    more = {"about": "case", "event": f"testing.permit.{act}", "unit_path": "0001.", **more}
    return write(
        Entry(at=NOW + timedelta(minutes=minutes), subject_id=subject, act=act, actor_id=7, actor_name="王窗口", **more)
    )


def raw_line(
    client: psycopg.Connection[Any], subject: int, version: int, previous: bytes = b"", act: str = "accept"
) -> bytes:
    """One line on a connection of one's own; its digest, to chain the next one to."""
    entry = Entry(
        at=NOW,
        about="case",
        subject_id=subject,
        act=act,
        version=version,
        event=f"testing.permit.{act}",
        unit_path="0001.",
    )
    client.execute(INSERT, entry.values(previous))
    return link(previous, entry.body())


@contextmanager
def on(url: str) -> Iterator[None]:
    """Django's default connection, in every thread begun inside, on the database of this URL."""
    place = connections.databases["default"]
    before = dict(place)
    connections["default"].close()
    parts = conninfo_to_dict(url)
    place.update(
        {name.upper(): str(parts.get(name, "")) for name in ("user", "password", "host", "port")}, NAME=parts["dbname"]
    )
    connections["default"].settings_dict = place
    try:
        yield
    finally:
        connections["default"].close()
        place.update(before)
