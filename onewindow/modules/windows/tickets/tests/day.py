"""One day at the small hall: two clerks at their windows, time that goes on, people who take numbers."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count

from onewindow.kernel.people.actor import Actor
from onewindow.kernel.testing.city import MONDAY, City
from onewindow.modules.windows.models import Sitting, Ticket
from onewindow.modules.windows.staffing.tests.small_hall import may, small_hall, window
from onewindow.modules.windows.tickets import actions, seats

CARD, LICENCE = "idcard.renew", "licence.renew"


class HallDay:
    """`wang` sits at window 1 and `lin` at window 2, both may do everything; `now` moves by `pass_`."""

    def __init__(self, city: City, *, sitting: bool = True) -> None:
        self.city, self.hall, self.now = city, small_hall(city), MONDAY + timedelta(minutes=30)
        self.keys = count(1)
        for name in ("wang", "lin"):
            may(city, name)
        self.first, self.second = (window(self.hall, number).id for number in (1, 2))
        self.at = {"wang": self.first, "lin": self.second}
        if sitting:
            for name, where in self.at.items():
                seats.sit(window_id=where, actor=self.who(name), now=self.now)

    def who(self, name: str) -> Actor:
        return self.city.actor(name)

    def pass_(self, **time: float) -> datetime:
        self.now += timedelta(**time)
        return self.now

    def take(self, *items: str, **more) -> Ticket:
        """The next number, half a minute after the last."""
        given = {"hall": self.hall, "items": items or (CARD,), "source": "kiosk", "now": self.pass_(seconds=30)}
        return actions.take(**{**given, **more})

    def call(self, name: str = "wang") -> Ticket | None:
        return actions.call_next(window_id=self.at[name], actor=self.who(name), now=self.pass_(seconds=5))

    def start(self, ticket: Ticket, name: str = "wang") -> Sitting:
        return actions.start(ticket_id=ticket.id, actor=self.who(name), now=self.pass_(seconds=30))

    def served(self, name: str = "wang") -> Ticket:
        """Called, served for five minutes and gone."""
        ticket = self.call(name)
        assert ticket is not None
        self.start(ticket, name)
        return actions.finish(ticket_id=ticket.id, actor=self.who(name), now=self.pass_(minutes=5))

    def missed(self, ticket: Ticket, name: str = "wang") -> Ticket:
        return actions.miss(ticket_id=ticket.id, actor=self.who(name), now=self.pass_(minutes=1))
