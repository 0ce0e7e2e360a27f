"""The live stream: whoever may see hears, the neighbour hears nothing, sign-out ends it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore

from onewindow.kernel.cases import queries
from onewindow.kernel.faces.live import hub as hub_file
from onewindow.kernel.faces.live import sight
from onewindow.kernel.faces.live.hub import BACKLOG, Client, Hub
from onewindow.kernel.faces.live.stream import live
from onewindow.kernel.faces.live.tests.listening_in import Reader, aside, reading, scope, signed_in
from onewindow.kernel.journal.pump import one_round
from onewindow.kernel.people.models import Account, Grant
from onewindow.kernel.people.reach import visible
from onewindow.kernel.store.statements import execute, rows
from onewindow.kernel.testing.city import MONDAY, City, small_city
from onewindow.kernel.testing.story import Story

LATER = MONDAY + timedelta(hours=1)


@pytest.fixture
def city(transactional_db: None, matter: str) -> City:
    """Committed, so that the pump and the threads of the stream see it."""
    return small_city()


@pytest.fixture
def hub() -> Iterator[Hub]:
    yield Hub(lambda: LATER)


@pytest.fixture
def keys(city: City) -> dict[str, str]:
    return {name: signed_in(account, LATER) for name, account in city.accounts.items()}


def pumped() -> None:
    while one_round(LATER):
        pass


def test_the_station_hears_and_the_neighbour_hears_nothing(city: City, hub: Hub, keys: dict[str, str]) -> None:
    story = Story(city)
    names = ("wang", "chen", "sun", "he", "li", "zhao", "qian", "gu", "zhou", "admin")

    async def play() -> None:
        async with reading(hub, *(keys[name] for name in names)) as readers:
            here = dict(zip(names, readers, strict=True))
            await aside(story.submitted)
            await aside(pumped)
            await here["wang"].until(lambda: bool(here["wang"].events))
            await asyncio.sleep(0.3)
            told = {"id": story.id, "number": story.row.number, "state": "received", "act": "submit"}
            for name in ("wang", "chen", "li"):
                assert here[name].events == [told], name
            for name in ("zhao", "qian", "gu", "zhou", "admin"):
                assert here[name].events == [], name
            assert "李" not in here["wang"].text and "3204021990" not in here["wang"].text
            assert here["wang"].text.startswith("retry: 3000\n")

    asyncio.run(play())


def test_a_case_that_leaves_the_station_is_gone_there_and_new_next_door(
    city: City, hub: Hub, keys: dict[str, str]
) -> None:
    story = Story(city).accepted()
    pumped()

    async def play() -> None:
        async with reading(hub, keys["wang"], keys["zhao"], keys["qian"]) as (wang, zhao, qian):
            await aside(story.then, "sun", "hand_over", {"to_unit": "320402005000", "reason": "地址在邻所辖区"})
            await aside(pumped)
            await zhao.until(lambda: bool(zhao.events) and bool(wang.events))
            assert wang.events == [{"id": story.id, "act": "hand_over", "gone": True}]
            assert zhao.events[0]["number"] == story.row.number and qian.events == []

    asyncio.run(play())


@pytest.mark.parametrize("how", ["sign out", "new password", "account shut", "idle"])
def test_the_stream_ends_with_the_session(
    city: City, hub: Hub, keys: dict[str, str], how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_file, "CHECK_EVERY", 0.1)
    monkeypatch.setattr(hub_file, "CHECK_ROUND", 0.05)
    wang = city.accounts["wang"]

    def act() -> None:
        if how == "sign out":
            SessionStore(keys["wang"]).delete()
        elif how == "new password":
            Account.objects.filter(pk=wang.pk).update(epoch=wang.epoch + 1)
        elif how == "account shut":
            Account.objects.filter(pk=wang.pk).update(is_active=False)
        else:
            hub.clock = lambda: LATER + timedelta(minutes=31)

    async def play() -> None:
        async with reading(hub, keys["wang"], keys["li"]) as (clerk, resident):
            await asyncio.sleep(0.3)
            assert not clerk.over
            await aside(act)
            await clerk.until(lambda: clerk.over and len(hub.clients) == 1)
            assert not resident.over

    asyncio.run(play())


def test_a_grant_that_ends_takes_the_stream_with_it(
    city: City, hub: Hub, keys: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_file, "CHECK_EVERY", 0.1)
    monkeypatch.setattr(hub_file, "CHECK_ROUND", 0.05)
    story = Story(city)

    async def play() -> None:
        async with reading(hub, keys["wang"], keys["chen"]) as (wang, chen):
            await aside(Grant.objects.filter(account=city.accounts["wang"]).update, until=MONDAY - timedelta(days=1))
            await asyncio.sleep(0.6)
            await aside(story.submitted)
            await aside(pumped)
            await chen.until(lambda: bool(chen.events))
            assert wang.events == []

    asyncio.run(play())


def test_strangers_are_refused_in_words(city: City, hub: Hub, keys: dict[str, str]) -> None:
    tries = [
        (scope(""), 401),
        (scope("nosuchsession"), 401),
        (scope(keys["li"], cookie="sessionid=\x00;;=\"'"), 401),
        (scope(keys["li"], host="evil.example"), 400),
        (scope(keys["li"], host=""), 400),
        (scope(keys["li"], path="/live/other"), 404),
        (scope(keys["li"], method="POST"), 405),
        (scope("' or 1=1 --"), 401),
        (scope("x" * 5000), 401),
    ]

    async def play() -> None:
        for asked, status in tries:
            reader = Reader()
            await live(asked, reader.receive, reader.send, hub)
            assert reader.status == status, asked
            assert json.loads(reader.body)["title"].endswith("。")
        assert not hub.clients
        await hub.stop()

    asyncio.run(play())


def test_a_lost_listen_is_taken_up_again_and_the_page_told(city: City, hub: Hub, keys: dict[str, str]) -> None:
    story = Story(city)

    async def play() -> None:
        async with reading(hub, keys["wang"]) as (wang,):
            await aside(
                rows,
                "select pg_terminate_backend(pid) from pg_stat_activity "
                "where application_name = 'onewindow live' and datname = current_database()",
            )
            await wang.until(lambda: {"behind": True} in wang.events)
            await aside(story.submitted)
            await aside(pumped)
            await wang.until(lambda: len(wang.events) == 2)
            assert wang.events[1]["id"] == story.id

    asyncio.run(play())


def test_one_who_hangs_up_leaves_nothing_behind(city: City, hub: Hub, keys: dict[str, str]) -> None:
    async def play() -> None:
        async with reading(hub, keys["wang"], keys["chen"]) as (wang, chen):
            wang.hang_up.set()
            await chen.until(lambda: len(hub.clients) == 1)

    asyncio.run(play())
    assert not hub.clients


def test_a_reader_too_slow_is_told_to_read_anew() -> None:
    async def play() -> None:
        client = Client("k", sight.Where("true", ()), 0.0)
        for number in range(BACKLOG + 1):
            client.put(f"{number}")
        assert client.frames.qsize() == 1 and client.frames.get_nowait() == hub_file.BEHIND

    asyncio.run(play())


def test_asking_for_all_is_the_same_as_asking_for_each(city: City) -> None:
    """For every reader of the city, the batch answers as the list does."""
    stories = [Story(city).submitted(), Story(city).accepted(), Story(city), Story(city).issued()]
    ids = [story.id for story in stories]
    actors = [city.actor(name) for name in city.accounts] * 9
    asked = sight.seen(ids, [visible(actor) for actor in actors])
    assert len(actors) > 2 * sight.AT_ONCE
    for actor, found in zip(actors, asked, strict=True):
        page = queries.page(actor=actor, now=LATER, bucket="all")
        assert sorted(row.id for row in found) == sorted(row["id"] for row in page.rows), actor.name


def test_a_former_unit_counts_for_those_it_was_in_reach_of_and_no_others(city: City) -> None:
    story = Story(city).submitted()
    names = ("qian", "gu", "he", "wang", "zhao", "zhou", "admin")
    wheres = [visible(city.actor(name)) for name in names]
    found = sight.seen_before([(story.id, city.units["sanjing"].path)], wheres)
    assert {name for name, ids in zip(names, found, strict=True) if ids} == {"qian", "gu", "he"}
    assert sight.seen_before([], wheres) == [set() for _ in names]
    execute("update cases_case set submitted_at = null where id = %s", (story.id,))
    assert not any(sight.seen_before([(story.id, city.units["sanjing"].path)], wheres)), "drafts are nobody's"
