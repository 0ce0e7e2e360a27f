"""The server as it runs: pages and streams on one port, and letting go at once."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import httpx
import psycopg
import pytest
from django.utils import timezone

from onewindow.kernel.faces.live.tests.listening_in import signed_in
from onewindow.kernel.journal.pump import one_round
from onewindow.kernel.testing.city import XINHUA_PLACE, City, small_city, valid_id
from onewindow.kernel.testing.story import Story
from onewindow.site import asgi

STREAMS = 40
ASKED = {
    "who": "person",
    "station_place": XINHUA_PLACE,
    "subject_name": "李一一",
    "subject_id": valid_id("32040219900101123"),
    "subject_phone": "13800000001",
    "purpose": "job",
}


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
    story = Story(city, case_type="records.certificate", answers=ASKED)  # the server knows what is installed, no more

    async def play() -> tuple[float, list[str]]:
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(limits=limits, timeout=30, cookies={"sessionid": key}) as client:
            heard: list[list[str]] = [[] for _ in range(STREAMS)]
            tasks = [asyncio.create_task(_read(client, f"{address}/live/list", one)) for one in heard]
            await _until(lambda: all(heard))
            await asyncio.sleep(1)
            assert (await client.get(f"{address}/api/openapi.json")).status_code < 500
            await asyncio.to_thread(story.submitted)
            while await asyncio.to_thread(one_round, timezone.now()):
                pass
            await _until(lambda: all(f'"id":{story.id},' in "".join(parts) for parts in heard))
            began = time.monotonic()
            process.send_signal(signal.SIGTERM)
            await asyncio.to_thread(process.wait, 10)
            return time.monotonic() - began, await asyncio.gather(*tasks)

    took, texts = asyncio.run(play())
    assert took < 2, f"{took:.2f} s to stop with {STREAMS} open streams"
    assert all(f'"id":{story.id},' in text for text in texts)


async def _until(holds: Callable[[], bool]) -> None:
    """Wait for it on a machine that may be busy; what did not come to hold is told by the assertions."""
    end = time.monotonic() + 30
    while time.monotonic() < end and not holds():
        await asyncio.sleep(0.05)


async def _read(client: httpx.AsyncClient, address: str, heard: list[str]) -> str:
    """Everything the stream said; the moment it opens is the first part."""
    try:
        async with client.stream("GET", address) as answer:
            assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/event-stream")
            heard.append("")
            async for part in answer.aiter_text():
                heard.append(part)
    except httpx.TransportError:
        pass
    return "".join(heard)


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
