"""Streams of the rooms: by key, for whom they let in, and never more than that something moved."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from onewindow.kernel.faces.live.hub import Hub
from onewindow.kernel.faces.live.stream import live
from onewindow.kernel.faces.live.tests.listening_in import Reader, aside, scope, signed_in
from onewindow.kernel.faces.live.topics import Topic, topics
from onewindow.kernel.journal.actions import Entry, write
from onewindow.kernel.journal.pump import one_round
from onewindow.kernel.testing.city import MONDAY, City, small_city

LATER = MONDAY + timedelta(hours=1)


@pytest.fixture
def city(transactional_db: None) -> City:
    return small_city()


@pytest.fixture
def bench() -> Iterator[Topic]:
    """A topic whose key is the subject's number halved, open to everybody but for key 9, which wants staff."""
    topic = Topic(
        "bench",
        frozenset({"thing"}),
        lambda about, ids: {ident: str(ident // 2) for ident in ids},
        lambda actor, key: key != "9" or bool(actor and actor.staff),
    )
    topics["bench"] = topic
    yield topic
    del topics["bench"]


def moved(ident: int) -> None:
    write(Entry(at=MONDAY, about="thing", subject_id=ident, act="turn", actor_id=0))
    while one_round(LATER):
        pass


def asked(key: str, session: str = "") -> dict[str, Any]:
    return scope(session, path=f"/live/bench/{key}")


async def opened(hub: Hub, *scopes: dict[str, Any]) -> tuple[list[Reader], list[asyncio.Task[None]]]:
    readers = [Reader() for _ in scopes]
    tasks = [
        asyncio.create_task(live(one, reader.receive, reader.send, hub))
        for one, reader in zip(scopes, readers, strict=True)
    ]
    for reader in readers:
        await reader.until(lambda reader=reader: bool(reader.text))  # type: ignore[misc]
    await asyncio.sleep(0.3)
    return readers, tasks


async def closed(hub: Hub, readers: list[Reader], tasks: list[asyncio.Task[None]]) -> None:
    for reader in readers:
        reader.hang_up.set()
    await asyncio.gather(*tasks)
    await hub.stop()


def test_only_the_key_that_moved_hears_and_hears_no_more_than_that(city: City, bench: Topic) -> None:
    hub = Hub(lambda: LATER)

    async def play() -> None:
        readers, tasks = await opened(hub, asked("3"), asked("4"))
        await aside(moved, 7)
        await readers[0].until(lambda: bool(readers[0].events))
        await asyncio.sleep(0.3)
        assert readers[0].events == [{}] and readers[1].events == []
        await closed(hub, readers, tasks)

    asyncio.run(play())


def test_a_key_that_wants_staff_refuses_the_street_and_lets_the_clerk_in(city: City, bench: Topic) -> None:
    hub, key = Hub(lambda: LATER), signed_in(city.accounts["wang"], LATER)

    async def play() -> None:
        readers, tasks = await opened(hub, asked("9"), asked("9", key))
        assert [one.status for one in readers] == [401, 200]
        await aside(moved, 18)
        await readers[1].until(lambda: bool(readers[1].events))
        await closed(hub, readers, tasks)

    asyncio.run(play())


def test_a_topic_nobody_declared_is_not_there(city: City) -> None:
    hub = Hub(lambda: LATER)

    async def play() -> None:
        readers, tasks = await opened(hub, scope(path="/live/nothing/1"))
        assert readers[0].status == 404
        await closed(hub, readers, tasks)

    asyncio.run(play())
