"""One port: Django as WSGI in threads, and the live stream beside it in the event loop."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import signal
from typing import Any

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onewindow.site.settings")
pages = WSGIMiddleware(get_wsgi_application(), workers=8)  # type: ignore[arg-type]

from django.utils import timezone  # noqa: E402  these need Django awake

from onewindow.kernel.faces.live.hub import Hub  # noqa: E402
from onewindow.kernel.faces.live.stream import Receive, Scope, Send, live  # noqa: E402
from onewindow.kernel.journal import epochs  # noqa: E402

log = logging.getLogger(__name__)
_hub: Hub | None = None


def hub() -> Hub:
    """The open streams of this process; made inside its event loop."""
    global _hub
    if _hub is None:
        _hub = Hub(timezone.now)
    return _hub


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """The ASGI application."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http" and scope["path"].startswith("/live/"):
        await live(scope, receive, send, hub())
    elif scope["type"] == "http":
        await pages(scope, receive, send)  # type: ignore[arg-type]
    else:
        await send({"type": "websocket.close", "code": 1000})


async def _lifespan(receive: Receive, send: Send) -> None:
    """Start listening; refuse to start on a restored database; let go of open streams at once."""
    await receive()
    try:
        await asyncio.to_thread(epochs.guard_at_start)
    except epochs.Restored as no:
        log.error("%s", no.sentence)
        await send({"type": "lifespan.startup.failed", "message": no.sentence})
        return
    hub().start()
    _let_go_on_signal()
    gc.collect()
    gc.freeze()  # what start-up built lives for ever: leaving it out of collections halves slow tails
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await hub().stop()
    await send({"type": "lifespan.shutdown.complete"})


def _let_go_on_signal() -> None:
    """Servers wait for open responses before they tell us to stop; a stream would never end by itself."""
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        before: Any = signal.getsignal(sign)

        def act(number: int, frame: Any, before: Any = before) -> None:
            loop.call_soon_threadsafe(hub().end_streams)
            if callable(before):
                before(number, frame)

        with contextlib.suppress(ValueError):  # not in the main thread: a test server
            signal.signal(sign, act)
