"""The hall: from call to screen, calls in process, two hundred bookers for twenty places, a year simulated."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from heapq import heapreplace
from random import Random
from typing import Any

import psycopg

from bench import hall_world, screens
from bench.hall_world import HallWorld
from bench.screens import told

SCREENS, BOOKERS, PLACES, CONNECTIONS = 3, 200, 20, 80
CALL_FLOOR = """
with next as (select id from bench_line where state = 'waiting' order by rank, id limit 1 for update skip locked)
update bench_line t set state = 'called', window_id = %s from next where t.id = next.id returning t.id
"""
FLOOR_LINE = """
create table bench_line as select id, state, rank, window_id, items, token from ow_windows_ticket where state = 'waiting';
create index on bench_line (rank, id) where state = 'waiting'; alter table bench_line add primary key (id)
"""
OFFICERS = 11
"""Half of eleven officers' half hour, eight minutes an identity card: twenty places."""
YEAR, PER_DAY = 250, 140


def figures(port: Callable[[], int], rounds: int) -> dict[str, Any]:
    """All of them; `rounds` runs of everything that swings."""
    from django.utils import timezone

    world = hall_world.build(timezone.now())
    world.refill(timezone.now())
    found: dict[str, Any] = {}
    found["screen"] = [said(to_screen(port(), world)) for _ in range(rounds)]
    world.empty_windows(timezone.now())
    found["call_next"] = [said(calls(world, 100)) for _ in range(rounds)]
    found["booking"] = [said(bookers(world, nth)) for nth in range(rounds)]
    found["simulator"] = [said(a_year(setup)) for setup in ("c5", "s433") for _ in range(rounds)]
    return found


def said(one: dict[str, Any]) -> dict[str, Any]:
    """Told while the others still run: a row of the table."""
    print(*(f"{name}={value}" for name, value in one.items()), sep="  ", file=sys.stderr, flush=True)
    return one


def to_screen(port: int, world: HallWorld) -> dict[str, Any]:
    """Milliseconds from sending a call to the board that shows it: calls apart, all at once, and flat out."""
    from django.utils import timezone

    world.empty_windows(timezone.now())
    world.refill(timezone.now())
    found: dict[str, Any] = {"load": round(os.getloadavg()[0], 2)}
    with screens.house(port), screens.tickets(os.environ["DATABASE_URL"]) as at:
        screens.answers(port)
        walls = [screens.Screen(port, world.hall.code) for _ in range(SCREENS)]
        for wall in walls:
            assert wall.open.wait(30), "no stream"
        clerks = [screens.Clerk(port, desk) for desk in world.desks]
        screens.paced(clerks[:5], walls, at, 5, 0.5)
        found["apart"] = told(screens.paced(clerks, walls, at, 25, 1.0))
        world.refill(timezone.now())
        found["at_once"] = told(screens.at_once(clerks, walls, at, 4))
        world.refill(timezone.now())
        began = time.perf_counter()
        found["flat_out"] = told(screens.flat_out(clerks, walls, at, 5))
        found["flat_out_calls_per_s"] = round(5 * len(clerks) / (time.perf_counter() - began), 1)
        for wall in walls:
            wall.over = True
    found["floor"] = told(screens.floor(os.environ["DATABASE_OWNER_URL"], 200))
    found["times_floor"] = round(found["apart"]["p50"] / found["floor"]["p50"], 1)
    return found


def calls(world: HallWorld, times: int) -> dict[str, Any]:
    """`call_next` over a line of five hundred, against the same choice as one statement that skips what is locked."""
    from django.utils import timezone

    from onewindow.modules.windows.tickets import actions

    took = []
    for nth in range(times):
        if nth % 20 == 0:
            world.empty_windows(timezone.now())
            world.refill(timezone.now())
        desk = world.desks[nth % len(world.desks)]
        began = time.perf_counter()
        called = actions.call_next(window_id=desk.window, actor=desk.actor, now=timezone.now())
        took.append(time.perf_counter() - began)
        assert called is not None
    world.empty_windows(timezone.now())
    world.refill(timezone.now())
    base = _floor_calls(times)
    mean, least = sum(took) / times, sum(base) / times
    return {"load": round(os.getloadavg()[0], 2), "call_next": told(took), "per_s": round(1 / mean, 1),
            "floor": told(base), "floor_per_s": round(1 / least, 1), "share_of_floor": round(least / mean, 3)}  # fmt: skip


def _floor_calls(times: int) -> list[float]:
    took = []
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as link:
        link.execute(FLOOR_LINE)
        for nth in range(times):
            began = time.perf_counter()
            row = link.execute(CALL_FLOOR, (nth % 20,), prepare=True).fetchone()
            took.append(time.perf_counter() - began)
            assert row is not None
        link.execute("drop table bench_line")
    return took


def bookers(world: HallWorld, nth: int) -> dict[str, Any]:
    """How many of two hundred got one of twenty places, and the seconds until the last was answered."""
    from django.db import connection
    from django.utils import timezone

    from onewindow.kernel.ground.refusal import Refusal
    from onewindow.kernel.people.actor import Actor
    from onewindow.modules.windows.booking import actions, slots

    now = timezone.now()
    day = hall_world.plan(world, OFFICERS, now)
    free = [one for one in slots.slots(world.hall, [hall_world.CARD], day, now) if one.left == PLACES][nth]
    got, took, start, door = [], [], threading.Barrier(BOOKERS + 1), threading.BoundedSemaphore(CONNECTIONS)

    def ask(one: int) -> None:
        person = 1_000_000 + nth * BOOKERS + one
        actor = Actor(person, "resident", "", person)
        start.wait(60)
        began = time.perf_counter()
        with door:
            try:
                given = {"starts": free.starts, "person_id": person, "actor": actor, "now": now}
                got.append(actions.book(hall=world.hall, items=[hall_world.CARD], **given).nth)
            except Refusal as no:
                got.append(no.code)
            finally:
                took.append(time.perf_counter() - began)
                connection.close()

    threads = [threading.Thread(target=ask, args=(one,)) for one in range(BOOKERS)]
    for thread in threads:
        thread.start()
    start.wait(60)
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    places = [one for one in got if isinstance(one, int)]
    return {
        "load": round(os.getloadavg()[0], 2),
        "answered": len(got),
        "places": len(places),
        "different": len(set(places)),
        "full": got.count("slot_full"),
        "seconds": round(time.perf_counter() - began, 2),
        "waited": told(took),
    }


def a_year(setup: str) -> dict[str, Any]:
    """A year of one station in the simulator, against a heap that only keeps when each window is free."""
    from onewindow.modules.windows.simulation.arrivals import Demand
    from onewindow.modules.windows.simulation.hall import run
    from onewindow.modules.windows.simulation.proof import SETUPS

    demand, arrangement = Demand(PER_DAY), SETUPS[setup]
    began = time.perf_counter()
    served = 0
    for day in range(YEAR):
        served += len(run(demand.day(Random(f"1/{day}"), day % 5 + 1), arrangement).served)
    passed = time.perf_counter() - began
    began = time.perf_counter()
    for day in range(YEAR):
        free = [0.0] * len(arrangement.posts)
        for visit in demand.day(Random(f"1/{day}"), day % 5 + 1):
            heapreplace(free, max(free[0], visit.at) + visit.minutes)
    least = time.perf_counter() - began
    return {"setup": setup, "load": round(os.getloadavg()[0], 2), "days": YEAR, "visits": served,
            "seconds": round(passed, 2), "floor_seconds": round(least, 2), "times_floor": round(passed / least, 1)}  # fmt: skip
