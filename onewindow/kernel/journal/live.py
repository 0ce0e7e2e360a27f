"""Telling open pages that something moved: compact batches of ids, never rows.

The step itself does not NOTIFY: that takes one lock for the whole cluster at commit, and steps
would queue up behind each other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from onewindow.kernel.journal import cursors
from onewindow.kernel.journal.lines import position
from onewindow.kernel.store.statements import execute

READER = "live"
CHANNEL = "live"
MOST_BYTES = 7800
"""PostgreSQL refuses payloads of 8000 bytes and more."""


def notify(batch: Sequence[Any], now: datetime) -> None:
    """Send a batch to whoever listens.  Lossy by nature: a page that comes back reads its list anew."""
    for payload in payloads(batch):
        execute("select pg_notify(%s, %s)", (CHANNEL, payload))
    cursors.move([READER], position(batch[-1]), now)


def payloads(batch: Sequence[Any]) -> Iterator[str]:
    """JSON lists of [about, id, act, unit before when it changed], each short enough."""
    parts: list[str] = []
    size = 0
    for line in batch:
        was = line.was_at if line.was_at and line.was_at != line.unit_path else ""
        part = json.dumps([line.about, line.subject_id, line.act, was], separators=(",", ":"))
        if parts and size + len(part) + 1 > MOST_BYTES:
            yield f"[{','.join(parts)}]"
            parts, size = [], 0
        parts.append(part)
        size += len(part) + 1
    if parts:
        yield f"[{','.join(parts)}]"
