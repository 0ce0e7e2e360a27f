"""The server as it runs: pages and streams on one port, and letting go at once."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing

import httpx
import psycopg
import pytest
from django.utils import timezone

from onewindow.kernel.faces.live.tests.listening_in import signed_in
from onewindow.kernel.journal.pump import one_round
from onewindow.kernel.testing.city import City, small_city
from onewindow.kernel.testing.story import Story
from onewindow.site import asgi

STREAMS = 40


@pytest.fixture
def city(transactional_db: None, matter: str) -> City:
    return small_city()


@pytest.fixture
def server(city: City) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """uvicorn on the test's database, on a port of its own."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "onewindow.site.asgi:application",
        "--port",
        str(port),
        "--log-level",
        "warning",
    ]
    process = subprocess.Popen(command, env={**os.environ, "ONEWINDOW_HOSTS": "127.0.0.1"})
    address = f"http://127.0.0.1:{port}"
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            httpx.get(f"{address}/live/none")
            break
        except httpx.TransportError:
            assert process.poll() is None
            time.sleep(0.1)
    yield process, address
    process.kill()
    process.wait()


@pytest.mark.slow
def test_streams_and_pages_on_one_port_and_a_quick_end(city: City, server: tuple[subprocess.Popen[bytes], str]) -> None:
    process, address = server
    key = signed_in(city.accounts["wang"], timezone.now())
    story = Story(city)

    async def play() -> tuple[float, list[str]]:
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(limits=limits, timeout=30, cookies={"sessionid": key}) as client:
            tasks = [asyncio.create_task(_read(client, f"{address}/live/list")) for _ in range(STREAMS)]
            await asyncio.sleep(2)
            assert (await client.get(f"{address}/api/openapi.json")).status_code < 500
            await asyncio.to_thread(story.submitted)
            while await asyncio.to_thread(one_round, timezone.now()):
                pass
            await asyncio.sleep(1.5)
            began = time.monotonic()
            process.send_signal(signal.SIGTERM)
            await asyncio.to_thread(process.wait, 10)
            return time.monotonic() - began, await asyncio.gather(*tasks)

    took, texts = asyncio.run(play())
    assert took < 2, f"{took:.2f} s to stop with {STREAMS} open streams"
    assert all(f'"id":{story.id},' in text for text in texts)


async def _read(client: httpx.AsyncClient, address: str) -> str:
    text = ""
    try:
        async with client.stream("GET", address) as answer:
            assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/event-stream")
            async for part in answer.aiter_text():
                text += part
    except httpx.TransportError:
        pass
    return text


def test_a_restored_database_keeps_the_server_from_starting(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "lifespan.startup"}

    async def send(message: dict[str, object]) -> None:
        said.append(message)

    def restored() -> None:
        raise asgi.epochs.Restored(highest=9, next=2)

    monkeypatch.setattr(asgi.epochs, "guard", restored)
    asyncio.run(asgi.application({"type": "lifespan"}, receive, send))
    assert said[0]["type"] == "lifespan.startup.failed" and "--new-epoch" in str(said[0]["message"])


def test_a_database_that_is_away_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise psycopg.OperationalError

    monkeypatch.setattr(asgi.epochs, "guard", away)
    asgi.epochs.guard_at_start()
