"""`/live/list` and the rooms' own streams: server-sent events, spoken as ASGI beside Django.

An event says that a case moved: its id, number, state and the act.  No name, no answer.  What a
reader may not see is not sent, and a case that left their reach is sent as `gone`.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from http.cookies import CookieError, SimpleCookie
from typing import Any

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from onewindow.kernel.faces.live.hub import Client, Hub
from onewindow.kernel.faces.live.topics import Topic, topics

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
HEARTBEAT = 15.0
MOST_STREAMS = 2000
HEAD = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
REFUSALS = {
    400: ("bad_host", "地址不对，请从本系统的页面打开。"),
    401: ("signed_out", "登录已结束，请重新登录后再打开这个页面。"),
    404: ("not_found", "没有这个地址。"),
    405: ("wrong_method", "这个地址只能读取（GET）。"),
    503: ("too_many", "打开的页面太多，稍后会自动重试；列表仍可手动刷新。"),
}


async def live(scope: Scope, receive: Receive, send: Send, hub: Hub) -> None:
    """Answer one request under /live/."""
    headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
    refused = _refused(scope, headers, hub)
    client = None
    if not refused:
        try:
            key = _session_key(headers.get(b"cookie", ""))
            topic, wanted = _topic(scope["path"])
            client = await hub.join(key, topic, wanted) if key or topic else None
            refused = 0 if client else 401
        except Exception:  # the database is away: the page asks again by itself
            refused = 503
    if client is None:
        await _refuse(send, refused)
        return
    try:
        await send({"type": "http.response.start", "status": 200, "headers": HEAD})
        await _stream(client, receive, send)
    finally:
        hub.leave(client)


def _refused(scope: Scope, headers: dict[bytes, str], hub: Hub) -> int:
    host, _ = split_domain_port(headers.get(b"host", ""))
    if not host or not validate_host(host, settings.ALLOWED_HOSTS):
        return 400
    if scope["path"] != "/live/list" and _topic(scope["path"])[0] is None:
        return 404
    if scope["method"] != "GET":
        return 405
    return 503 if len(hub.clients) >= MOST_STREAMS else 0


def _topic(path: str) -> tuple[Topic | None, str]:
    """The room's stream that a path names, and its key."""
    code, _, key = path.removeprefix("/live/").partition("/")
    return topics.get(code), key


def _session_key(cookie: str) -> str:
    try:
        found = SimpleCookie(cookie).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return ""
    return found.value if found and len(found.value) <= 64 and found.value.isalnum() else ""


async def _stream(client: Client, receive: Receive, send: Send) -> None:
    """Frames as they come, a comment now and then, until either side ends it."""
    gone = asyncio.create_task(_until_gone(client, receive))
    try:
        await _say(send, "retry: 3000\n: 一窗\n\n")
        while True:
            try:
                async with asyncio.timeout(HEARTBEAT):
                    frame = await client.frames.get()
            except TimeoutError:
                frame = ":\n\n"
            if frame is None:
                break
            await _say(send, frame)
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    finally:
        gone.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await gone


async def _until_gone(client: Client, receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    client.put(None)


async def _say(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _refuse(send: Send, status: int) -> None:
    code, words = REFUSALS[status]
    told = {"type": "about:blank", "status": status, "code": code, "title": words}
    body = json.dumps(told, ensure_ascii=False).encode()
    head = [
        (b"content-type", b"application/problem+json; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": body})
