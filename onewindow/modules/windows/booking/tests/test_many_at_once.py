"""Two hundred people ask for twenty places in the same moment, on real connections: exactly twenty get one."""

from __future__ import annotations

from collections import Counter
from datetime import date
from threading import Barrier, BoundedSemaphore, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from onewindow.kernel.parameters import queries as parameters
from onewindow.kernel.parameters.models import Value
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.testing.city import MONDAY
from onewindow.modules.windows.booking import actions, refusals
from onewindow.modules.windows.booking.slots import slots
from onewindow.modules.windows.models import Booking
from onewindow.modules.windows.staffing.tests.small_hall import TUESDAY, clock, may, on_duty, small_hall

PASSPORT = "passport.ordinary"
BOOKERS, PLACES = 200, 20
CONNECTIONS = 80  # of the server's; the others wait at its door


def asker(n: int) -> Actor:
    return Actor(100_000 + n, "resident", "", 100_000 + n)


def all_at_once(count, ask):
    """What each of so many threads got: a booking's place, or the code of the refusal."""
    got, start, door = [], Barrier(count), BoundedSemaphore(CONNECTIONS)

    def one(n):
        start.wait(60)
        with door:
            try:
                got.append(ask(n))
            except Exception as fall:
                got.append(getattr(fall, "code", repr(fall)))
            finally:
                connection.close()

    threads = [Thread(target=one, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return got


@pytest.fixture
def hall(transactional_db, city):
    """Two clerks, and slots of 100 minutes: 2 × 100 × ½ ÷ 5 is twenty places."""
    Value.objects.create(case_type="windows", code="book.slot_minutes", value=100, since=date(2026, 1, 1), at=MONDAY)
    parameters.forget()
    hall = small_hall(city)
    for number, name in enumerate(("wang", "lin"), 1):
        may(city, name)
        on_duty(city, hall, name, number)
    yield hall
    parameters.forget()


def test_of_two_hundred_bookers_exactly_twenty_get_a_place(hall):
    assert slots(hall, [PASSPORT], TUESDAY, MONDAY)[0].left == PLACES

    def ask(n):
        given = {"starts": clock(TUESDAY, 9), "person_id": asker(n).person_id, "actor": asker(n), "now": MONDAY}
        return actions.book(hall=hall, items=[PASSPORT], **given).nth

    got = Counter(all_at_once(BOOKERS, ask))
    assert got.pop(refusals.Full.code) == BOOKERS - PLACES
    assert got == dict.fromkeys(range(1, PLACES + 1), 1)
    assert Booking.objects.count() == PLACES
    assert slots(hall, [PASSPORT], TUESDAY, MONDAY)[0].left == 0


def test_one_person_who_asks_twenty_times_at_once_gets_one_booking(hall):
    day = [clock(TUESDAY, 9), clock(TUESDAY, 13, 30)]

    def ask(n):
        given = {"starts": day[n % 2], "person_id": asker(0).person_id, "actor": asker(0), "now": MONDAY}
        return actions.book(hall=hall, items=[PASSPORT], **given).nth

    assert Counter(all_at_once(20, ask)) == {1: 1, refusals.OpenAlready.code: 19}


def test_the_database_itself_lets_no_two_hold_the_same_place(hall):
    given = {"hall": hall, "starts": clock(TUESDAY, 9), "ends": clock(TUESDAY, 10), "nth": 1, "items": [PASSPORT]}
    Booking.objects.create(**given, person_id=1, code="00000001", made_at=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.create(**given, person_id=2, code="00000002", made_at=MONDAY)
    Booking.objects.create(**given, person_id=2, code="00000003", made_at=MONDAY, state="cancelled")
