"""Filling the local stand-in, and rehearsing an outage."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from onewindow.kernel.registers.catalogue import REGISTERS
from onewindow.kernel.registers.models import Entry, Standing
from onewindow.kernel.registers.protocol import NoSuchRegister
from onewindow.kernel.registers.stand_in import bound, hashed
from onewindow.kernel.store.vault import seal_json

BATCH = 1000


def load(register: str, rows: Iterable[tuple[str, dict[str, Any]]], *, now: datetime) -> int:
    """Put synthetic entries, (key, body), into the stand-in; a known key gets the new body.  How many."""
    if register not in REGISTERS:
        raise NoSuchRegister(register=register)
    entries: dict[str, Entry] = {}
    for key, body in rows:
        key_hash = hashed(register, key)
        sealed = seal_json(body, bound(register, key_hash)) or b""
        entries[key_hash] = Entry(register=register, key_hash=key_hash, body=sealed, loaded_at=now)
    with transaction.atomic():
        Entry.objects.bulk_create(
            entries.values(),
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["register", "key_hash"],
            update_fields=["body", "loaded_at"],
        )
        Standing.objects.update_or_create(pk=register, defaults={"synced_at": now})
    return len(entries)


def take_down(register: str, *, now: datetime, why: str = "演练：连接超时") -> None:
    """Let a register not answer from now on, until `bring_up`."""
    if register not in REGISTERS:
        raise NoSuchRegister(register=register)
    Standing.objects.update_or_create(pk=register, defaults={"down_since": now, "why": why})


def bring_up(register: str) -> None:
    """Let it answer again."""
    Standing.objects.filter(pk=register).update(down_since=None, why="")
