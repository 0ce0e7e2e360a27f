"""A stream as its reader sees it, spoken to in ASGI without a server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from onewindow.kernel.faces.live.hub import Hub
from onewindow.kernel.faces.live.stream import live
from onewindow.kernel.faces.who import stamp
from onewindow.kernel.people.fingerprint import fingerprint
from onewindow.kernel.people.models import Account

Frame = dict[str, Any]


def signed_in(account: Account, now: datetime) -> str:
    """The key of a new session of this account."""
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[HASH_SESSION_KEY] = fingerprint(account.password, account.epoch)
    stamp(session, account.kind, now)
    session.save()
    assert session.session_key
    return session.session_key


@dataclass
class Reader:
    """One open stream: its status, and the events that came."""

    status: int = 0
    text: str = ""
    over: bool = False
    body: bytes = b""
    hang_up: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def events(self) -> list[Frame]:
        lines = [line for line in self.text.splitlines() if line.startswith("data: ")]
        return [json.loads(line.removeprefix("data: ")) for line in lines]

    async def receive(self) -> dict[str, Any]:
        await self.hang_up.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            return
        self.body += message["body"]
        self.text = self.body.decode()
        self.over = not message.get("more_body")

    async def until(self, true: Callable[[], bool], seconds: float = 20) -> None:
        async with asyncio.timeout(seconds):
            while not true():
                await asyncio.sleep(0.01)


def scope(
    key: str = "", *, path: str = "/live/list", method: str = "GET", host: str = "testserver", cookie: str | None = None
) -> dict[str, Any]:
    sent = f"theme=dark; sessionid={key}" if cookie is None else cookie
    return {
        "type": "http",
        "path": path,
        "method": method,
        "headers": [(b"Host", host.encode()), (b"Cookie", sent.encode())],
    }


@asynccontextmanager
async def reading(hub: Hub, *keys: str) -> AsyncIterator[list[Reader]]:
    """Streams of these sessions, open and listening."""
    readers = [Reader() for _ in keys]
    tasks = [
        asyncio.create_task(live(scope(key), one.receive, one.send, hub))
        for key, one in zip(keys, readers, strict=True)
    ]
    for one in readers:
        await one.until(lambda one=one: bool(one.text))  # type: ignore[misc]
    await asyncio.sleep(0.3)  # the LISTEN behind the first of them
    try:
        yield readers
    finally:
        for one in readers:
            one.hang_up.set()
        await asyncio.gather(*tasks)
        await hub.stop()


async def aside(act: Callable[..., Any], *given: Any, **more: Any) -> Any:
    """Run something that speaks to the database, away from the loop."""
    done: Awaitable[Any] = asyncio.to_thread(act, *given, **more)
    return await done
