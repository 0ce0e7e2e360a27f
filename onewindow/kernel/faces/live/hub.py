"""The open streams of one process: who they are, what moved, and who may be told."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db import close_old_connections, connection

from onewindow.kernel.faces.live import sight
from onewindow.kernel.faces.live.listening import Moves, listen
from onewindow.kernel.faces.live.topics import Topic, topics
from onewindow.kernel.people.actor import NOBODY, Actor
from onewindow.kernel.people.reach import Where, visible

log = logging.getLogger(__name__)
Found = TypeVar("Found")
CHECK_EVERY, CHECK_ROUND = 15.0, 3.0
"""Seconds between two looks at a session, and between two rounds of looking: a stream ends within 30 s."""
BREATH, SHORT_BREATH = 0.2, 0.05
"""Seconds between two questions for the readers of cases, which cost much, and for the rooms' streams, which do not."""
AT_ONCE = 500
BACKLOG = 64
MOVED = "event: moved\ndata: {}\n\n"
BEHIND = 'event: moved\ndata: {"behind":true}\n\n'


@dataclass(eq=False, slots=True)
class Client:
    """One open stream.  None in its queue ends it."""

    session_key: str
    where: Where
    checked: float  # on the loop's own clock
    topic: Topic | None = None  # a room's stream instead of the list of cases
    key: str = ""
    frames: asyncio.Queue[str | None] = field(default_factory=lambda: asyncio.Queue(BACKLOG))

    def put(self, frame: str | None) -> None:
        """Queue a frame; a reader too slow for its queue is told to read the list anew."""
        if frame is not None and not self.frames.full():
            self.frames.put_nowait(frame)
            return
        while not self.frames.empty():
            self.frames.get_nowait()
        self.frames.put_nowait(None if frame is None else BEHIND)


class Hub:
    """Lives in one event loop; everything that touches the database runs in two threads of its own."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.clients: set[Client] = set()
        self._moved: dict[int, tuple[str, str]] = {}
        self._elsewhere: dict[str, set[int]] = {}
        self._something, self._something_elsewhere = asyncio.Event(), asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="live")

    def start(self) -> None:
        """Begin to listen, once."""
        if not self._tasks:
            self._tasks = [
                asyncio.create_task(work)
                for work in (
                    listen(self.tell, self.missed),
                    self._ask_for_ever(),
                    self._tell_for_ever(),
                    self._check_for_ever(),
                )
            ]

    def end_streams(self) -> None:
        """End every stream; their tasks finish by themselves."""
        for client in self.clients:
            client.put(None)

    async def stop(self) -> None:
        """End every stream and every task."""
        self.end_streams()
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        self._tasks = []
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def join(self, session_key: str, topic: Topic | None = None, key: str = "") -> Client | None:
        """A stream for this session; None when nobody who may listen is signed in under it."""
        actor = await self._aside(sight.reader, session_key, self.clock()) if session_key else None
        if not await self._aside(_lets_in, actor, topic, key):
            return None
        self.start()
        client = Client(session_key, visible(actor or NOBODY), asyncio.get_running_loop().time(), topic, key)
        self.clients.add(client)
        return client

    def leave(self, client: Client) -> None:
        """The stream is over."""
        self.clients.discard(client)

    def tell(self, moves: Moves) -> None:
        """Something moved; a case that moves twice before anybody asked is told once."""
        if not self.clients:
            return
        for about, ident, act, was in moves:
            if about == "case":
                _, before = self._moved.get(ident, ("", ""))
                self._moved[ident] = (act, before or was)
            elif any(about in topic.about for topic in topics.values()):
                self._elsewhere.setdefault(about, set()).add(ident)
        if self._moved:
            self._something.set()
        if self._elsewhere:
            self._something_elsewhere.set()

    def missed(self) -> None:
        """Nobody knows what went by."""
        for client in self.clients:
            client.put(BEHIND)

    async def _ask_for_ever(self) -> None:
        while True:
            await self._something.wait()
            part = dict(list(self._moved.items())[:AT_ONCE])
            for ident in part:
                del self._moved[ident]
            if not self._moved:
                self._something.clear()
            await self._or_behind(self._ask(part))
            await asyncio.sleep(BREATH)

    async def _tell_for_ever(self) -> None:
        while True:
            await self._something_elsewhere.wait()
            self._something_elsewhere.clear()
            elsewhere, self._elsewhere = self._elsewhere, {}
            await self._or_behind(self._tell_topics(elsewhere))
            await asyncio.sleep(SHORT_BREATH)

    async def _or_behind(self, work: Awaitable[None]) -> None:
        try:
            await work
        except Exception as fall:
            log.warning("live: %s while asking who may see", type(fall).__name__)
            self.missed()

    async def _ask(self, moved: dict[int, tuple[str, str]]) -> None:
        """Ask for all readers at once, and give each what they may see."""
        alike: dict[str, list[Client]] = {}
        for client in self.clients:
            if client.topic is None:
                alike.setdefault(repr(client.where), []).append(client)
        if not alike:
            return
        wheres = [clients[0].where for clients in alike.values()]
        was_at = [(ident, was) for ident, (_, was) in moved.items() if was]
        now_seen = await self._aside(sight.seen, list(moved), wheres)
        before = await self._aside(sight.seen_before, was_at, wheres)
        for clients, rows, gone in zip(alike.values(), now_seen, before, strict=True):
            for frame in _frames(moved, rows, gone):
                for client in clients:
                    client.put(frame)

    async def _tell_topics(self, elsewhere: dict[str, set[int]]) -> None:
        """One event for each stream under whose key something moved."""
        for topic in {client.topic for client in self.clients if client.topic}:
            moved: set[str] = set()
            for about in topic.about & elsewhere.keys():
                moved |= set((await self._aside(topic.keys, about, sorted(elsewhere[about]))).values())
            for client in self.clients:
                if client.topic is topic and client.key in moved:
                    client.put(MOVED)

    async def _check_for_ever(self) -> None:
        while True:
            await asyncio.sleep(CHECK_ROUND)
            before = asyncio.get_running_loop().time() - CHECK_EVERY
            for client in [one for one in self.clients if one.checked <= before]:
                try:
                    await self._renew(client)
                except Exception as fall:
                    log.warning("live: %s while looking at a session", type(fall).__name__)
                    break

    async def _renew(self, client: Client) -> None:
        """Grants of today, or the end."""
        key = client.session_key
        actor = await self._aside(sight.reader, key, self.clock()) if key else None
        if await self._aside(_lets_in, actor, client.topic, client.key):
            client.where, client.checked = visible(actor or NOBODY), asyncio.get_running_loop().time()
        else:
            client.put(None)

    async def _aside(self, ask: Callable[..., Found], *given: Any) -> Found:
        return await asyncio.get_running_loop().run_in_executor(self._threads, _fresh, ask, given)


def _lets_in(actor: Actor | None, topic: Topic | None, key: str) -> bool:
    """The list of cases wants somebody signed in; a room's stream says itself."""
    return topic.may(actor, key) if topic else actor is not None


def _fresh(ask: Callable[..., Found], given: tuple[Any, ...]) -> Found:
    """On a connection that works; a broken one is not used twice."""
    close_old_connections()
    try:
        return ask(*given)
    except Exception:
        connection.close()
        raise


def _frames(moved: dict[int, tuple[str, str]], rows: list[Any], before: set[int]) -> list[str]:
    here = {row.id for row in rows}
    found: list[dict[str, Any]] = [
        {"id": row.id, "number": row.number, "state": row.state, "act": moved[row.id][0]} for row in rows
    ]
    found += [{"id": ident, "act": moved[ident][0], "gone": True} for ident in sorted(before - here)]
    return [f"event: moved\ndata: {json.dumps(one, separators=(',', ':'))}\n\n" for one in found]
