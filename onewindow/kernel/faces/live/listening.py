"""One LISTEN a process: what the pump announces, for as long as the process lives."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from random import uniform
from typing import Any

import psycopg
from django.db import connections

from onewindow.kernel.journal.live import CHANNEL

log = logging.getLogger(__name__)
PING = 20.0
LONGEST_PAUSE = 10.0
OURS = ("host", "port", "user", "password", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey", "options")
Moves = list[tuple[str, int, str, str]]


async def listen(tell: Callable[[Moves], None], missed: Callable[[], None]) -> None:
    """Call `tell` for every batch; after each lost connection call `missed` once, for nobody knows what went by."""
    pause, lost = 0.5, False
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(**_place(), autocommit=True) as client:
                await client.execute(f"listen {CHANNEL}")
                if lost:
                    missed()
                pause, lost = 0.5, False
                while True:
                    async for notice in client.notifies(timeout=PING):
                        tell(_moves(notice.payload))
                    await client.execute("select 1")  # a peer that vanished is noticed here
        except (psycopg.Error, OSError) as fall:
            lost = True
            log.warning("live: %s; listening again in %.1f s", type(fall).__name__, pause)
            await asyncio.sleep(pause * uniform(0.8, 1.2))
            pause = min(pause * 2, LONGEST_PAUSE)


def _place() -> dict[str, Any]:
    given = connections["default"].get_connection_params()
    return {name: given[name] for name in OURS if given.get(name)} | {"application_name": "onewindow live"}


def _moves(payload: str) -> Moves:
    """(about, id, act, unit before) of each line; a payload that is not ours is nothing."""
    try:
        return [(str(about), int(ident), str(act), str(was)) for about, ident, act, was in json.loads(payload)]
    except (ValueError, TypeError):
        return []
