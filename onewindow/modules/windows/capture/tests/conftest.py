"""A visit of one resident with a child, at a hall of one clerk; and the neighbours who must not see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from onewindow.kernel.testing.city import MONDAY, City
from onewindow.modules.windows.capture import actions
from onewindow.modules.windows.capture.confirming import confirm
from onewindow.modules.windows.capture.counter import card_reader
from onewindow.modules.windows.capture.queries import text_of
from onewindow.modules.windows.models import Hall, Piece, Ticket
from onewindow.modules.windows.staffing.tests.small_hall import small_hall
from onewindow.modules.windows.tickets.actions import take

ITEMS = ("passport.ordinary", "idcard.renew")


@dataclass
class Zone:
    """The capture zone with one visit; the clock goes on with every act."""

    city: City
    hall: Hall
    ticket: Ticket
    now: datetime = MONDAY
    made: list[Piece] = field(default_factory=list)

    @property
    def person(self) -> int | None:
        return Ticket.objects.get(id=self.ticket.id).person_id

    def by(self, name: str = "wang") -> dict[str, Any]:
        self.now += timedelta(minutes=1)
        return {"ticket_id": self.ticket.id, "actor": self.city.actor(name, self.now), "now": self.now}

    def card(self, name: str = "wang") -> Piece:
        reader = card_reader(self.ticket.id, self.person, today=self.now.date())
        return actions.read_card(person_id=self.person, reader=reader, **self.by(name))

    def confirmed(self, piece: Piece, **corrected: str) -> int | None:
        said = {one.field: text_of(one) for one in piece.values.all()} | corrected
        return confirm(piece_id=piece.id, values=said, **self.by())


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.DEMO = True


@pytest.fixture
def zone(city: City) -> Zone:
    """A visit of 李一一, known by her account."""
    hall = small_hall(city)
    person = city.accounts["li"].person_id
    ticket = take(hall=hall, items=ITEMS, source="kiosk", now=MONDAY, person_id=person)
    return Zone(city, hall, ticket)


@pytest.fixture
def unknown(city: City) -> Zone:
    """A visit of somebody who took a number at the kiosk and told nothing."""
    hall = small_hall(city)
    return Zone(city, hall, take(hall=hall, items=ITEMS, source="kiosk", now=MONDAY))
