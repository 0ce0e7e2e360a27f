"""Twenty windows, five hundred waiting, real connections: each ticket goes to one window, each number is one."""

from __future__ import annotations

from collections import Counter as Counted
from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from onewindow.kernel.journal.models import Line
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.testing.city import MONDAY, City, small_city, staff
from onewindow.modules.windows.models import Hall, HallCalls, Ticket, Window
from onewindow.modules.windows.staffing.tests.small_hall import may, small_hall
from onewindow.modules.windows.tickets import actions, seats
from onewindow.modules.windows.tickets.tests.day import CARD, LICENCE

WINDOWS, WAITING = 20, 500
NOW = MONDAY + timedelta(minutes=30)


def all_at_once(count: int, work: Callable[[int], Any]) -> list[Any]:
    """What each of so many threads got, or how it fell; each has a connection of its own."""
    got: list[Any] = []
    start = Barrier(count)

    def one(nth: int) -> None:
        start.wait(60)
        try:
            got.append(work(nth))
        except Exception as fall:
            got.append(getattr(fall, "code", repr(fall)))
        finally:
            connection.close()

    threads = [Thread(target=one, args=(nth,)) for nth in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert len(got) == count
    return got


@pytest.fixture
def city(transactional_db) -> City:
    return small_city()


@pytest.fixture
def hall(city) -> Hall:
    return small_hall(city)


@pytest.fixture
def desks(city, hall) -> list[tuple[int, Actor]]:
    """Twenty windows of the hall, each with its officer."""
    Window.objects.bulk_create([Window(hall=hall, number=number) for number in range(3, WINDOWS + 1)])
    found = []
    for window in Window.objects.filter(hall=hall).order_by("number"):
        name = f"clerk{window.number}"
        staff(city, name, "clerk", "hongmei")
        may(city, name, CARD, LICENCE)
        seats.sit(window_id=window.id, actor=city.actor(name), now=NOW)
        found.append((window.id, city.actor(name)))
    return found


def waiting(hall: Hall, count: int) -> None:
    lanes = ("ordinary", "booked", "ordinary", "elder", "ordinary", "priority")
    Ticket.objects.bulk_create(
        Ticket(
            hall=hall, day=NOW.date(), number=f"B{nth:03d}", token=f"t{nth}", lane=lanes[nth % len(lanes)],
            items=[CARD] if nth % 2 else [CARD, LICENCE], source="kiosk", rank=NOW - timedelta(minutes=60, seconds=-nth),
            taken_at=NOW - timedelta(minutes=60, seconds=-nth),
        )
        for nth in range(count)
    )  # fmt: skip


def test_twenty_windows_call_from_five_hundred_and_nobody_is_called_twice(hall, desks):
    waiting(hall, WAITING)

    def work(nth: int) -> list[int]:
        """Call and serve five, one after the other."""
        window, actor = desks[nth]
        done = []
        for _ in range(5):
            ticket = actions.call_next(window_id=window, actor=actor, now=NOW)
            actions.start(ticket_id=ticket.id, actor=actor, now=NOW)
            actions.finish(ticket_id=ticket.id, actor=actor, now=NOW)
            done.append(ticket.id)
        return done

    got = [ident for done in all_at_once(WINDOWS, work) for ident in done]
    assert len(got) == len(set(got)) == 100
    called = Counted(Line.objects.filter(about="visit", act="call").values_list("subject_id", flat=True))
    assert set(called) == set(got) and set(called.values()) == {1}
    count = HallCalls.objects.get(hall=hall)
    assert count.calls == 100 and len(count.called) == WINDOWS
    for lanes in count.called.values():
        assert [lane in ("booked", "elder", "priority") for lane in lanes] == [True, False, True, False, True]


def test_twenty_windows_and_three_who_wait(hall, desks):
    waiting(hall, 3)
    got = all_at_once(WINDOWS, lambda nth: actions.call_next(window_id=desks[nth][0], actor=desks[nth][1], now=NOW))
    called = [ticket.id for ticket in got if ticket]
    assert len(called) == len(set(called)) == 3 and got.count(None) == WINDOWS - 3


def test_twenty_clicks_at_one_window_are_one_call(hall, desks):
    waiting(hall, 40)
    window, actor = desks[0]
    got = all_at_once(20, lambda nth: actions.call_next(window_id=window, actor=actor, now=NOW))
    assert got.count("window_busy") == 19
    assert Ticket.objects.filter(state="called").count() == 1


def test_who_leaves_while_twenty_call_is_not_called_and_nobody_is_lost(hall, desks):
    waiting(hall, 40)

    def work(nth: int) -> Any:
        if nth >= WINDOWS:
            return actions.leave(token=f"t{nth - WINDOWS}", now=NOW).state
        return actions.call_next(window_id=desks[nth][0], actor=desks[nth][1], now=NOW)

    got = all_at_once(2 * WINDOWS, work)
    states = Counted(Ticket.objects.values_list("state", flat=True))
    assert got.count("left") == states["left"] == 20
    assert states["called"] + states["waiting"] == 20
    at = list(Ticket.objects.filter(state="called").values_list("window_id", flat=True))
    assert len(at) == len(set(at))


def test_forty_numbers_at_once_are_forty_numbers(hall):
    got = all_at_once(40, lambda nth: actions.take(hall=hall, items=[CARD], source="kiosk", now=NOW).number)
    assert sorted(got) == [f"A{nth:03d}" for nth in range(1, 41)]


def test_twenty_askings_with_one_key_are_one_number(hall):
    got = all_at_once(20, lambda nth: actions.take(hall=hall, items=[CARD], source="kiosk", now=NOW, key="same").number)
    assert got == ["A001"] * 20
    assert actions.take(hall=hall, items=[CARD], source="kiosk", now=NOW).number == "A002"


def test_numbers_are_given_while_windows_call(hall, desks):
    waiting(hall, 60)

    def work(nth: int) -> Any:
        if nth < WINDOWS:
            return actions.call_next(window_id=desks[nth][0], actor=desks[nth][1], now=NOW).number
        return actions.take(hall=hall, items=[CARD], source="kiosk", now=NOW).number

    got = all_at_once(2 * WINDOWS, work)
    assert len(set(got)) == 2 * WINDOWS


def test_one_officer_at_twenty_windows_sits_at_one(hall, desks, city):
    windows = [Window.objects.create(hall=hall, number=number).id for number in range(50, 58)]
    may(city, "lin", CARD)
    actor = city.actor("lin")
    got = all_at_once(8, lambda nth: seats.sit(window_id=windows[nth], actor=actor, now=NOW))
    assert got.count("sits_elsewhere") == 7
