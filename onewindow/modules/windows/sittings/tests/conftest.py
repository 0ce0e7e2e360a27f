"""A hall with two windows and two clerks, and a family that has taken a number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from onewindow.kernel.people.actor import Actor
from onewindow.kernel.testing.city import MONDAY, City, staff
from onewindow.modules.windows.items import ITEMS
from onewindow.modules.windows.models import Authorisation, Certificate, Hall, Ticket, Window
from onewindow.modules.windows.sittings import actions
from onewindow.modules.windows.tickets import actions as tickets
from onewindow.modules.windows.tickets import seats

SINCE, UNTIL = date(2026, 1, 1), date(2026, 12, 31)


def authorised(city: City, name: str, *, items: tuple[str, ...] = (), until: date = UNTIL, signs: date = UNTIL) -> None:
    """Leave for these items, all when none is named, and a certificate."""
    account = city.accounts[name].id
    for code in items or tuple(one.code for one in ITEMS):
        Authorisation.objects.create(
            account_id=account, item=code, since=SINCE, until=until, ground="培训合格", given_by=account, at=MONDAY
        )
    Certificate.objects.create(account_id=account, serial=f"CA-{name}", since=SINCE, until=signs)


@dataclass
class Counter:
    """A hall at work: the clock goes on with every act."""

    city: City
    hall: Hall
    windows: list[Window]
    now: datetime = MONDAY

    def actor(self, name: str = "wang") -> Actor:
        return self.city.actor(name, self.now)

    def by(self, name: str = "wang", **after: int) -> dict[str, object]:
        """Who and when, a minute later."""
        self.now += timedelta(**(after or {"minutes": 1}))
        return {"actor": self.actor(name), "now": self.now}

    def person(self, name: str = "li") -> int:
        found = self.city.accounts[name].person_id
        assert found
        return found

    def ticket(self, *items: str, holder: str | None = "li", **more: object) -> Ticket:
        """A number taken at the guide's desk."""
        self.now += timedelta(minutes=1)
        person = self.person(holder) if holder else None
        return tickets.take(hall=self.hall, items=items, source="kiosk", now=self.now, person_id=person, **more)

    def served(self, *items: str, holder: str | None = "li", who: str = "wang", window: int = 0) -> Ticket:
        """Taken, called and begun at the window of this clerk."""
        ticket = self.ticket(*items, holder=holder)
        seats.sit(window_id=self.windows[window].id, **self.by(who))
        called = tickets.call_next(window_id=self.windows[window].id, **self.by(who))
        assert called is not None and called.id == ticket.id
        actions.begin(ticket.id, **self.by(who))
        return Ticket.objects.get(id=ticket.id)


@pytest.fixture
def counter(city: City) -> Counter:
    unit = city.units["hongmei"]
    hall = Hall.objects.create(
        unit_id=unit.id, unit_path=unit.path, code="hongmei", name="红梅派出所办事大厅", prefix="A", address="（合成）"
    )
    windows = [Window.objects.create(hall=hall, number=n) for n in (1, 2)]
    staff(city, "lin", "clerk", "hongmei")
    authorised(city, "wang")
    authorised(city, "lin")
    return Counter(city, hall, windows)


@pytest.fixture
def today(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> Counter:
    """Every request comes at the counter's instant."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: counter.now)
    return counter
