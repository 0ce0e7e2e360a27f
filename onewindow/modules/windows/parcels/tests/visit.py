"""A small hall and a finished visit, set down as they would stand after the window was done."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.testing.city import MONDAY, City, staff
from onewindow.modules.windows.models import Companion, Hall, Matter, Sitting, Ticket, Window

LI = "320402199001011238"
_numbers = count(1)


def hall_of(city: City, unit: str = "hongmei", code: str = "hm") -> Hall:
    """A hall of one unit with two windows; its chief is `fang`."""
    at = city.units[unit]
    hall = Hall.objects.create(unit_id=at.id, unit_path=at.path, code=code, name=f"{at.name}大厅", prefix="A")
    for number in (1, 2):
        Window.objects.create(hall=hall, number=number)
    if "fang" not in city.accounts:
        staff(city, "fang", "hall_chief", unit)
    return hall


def person(city: City, name: str) -> int:
    """The person behind a resident's account."""
    found = city.accounts[name].person_id
    assert found is not None
    return int(found)


def visit(hall: Hall, person_id: int | None, *, actor: Actor, now: datetime = MONDAY, state: str = "done") -> Sitting:
    """A ticket that was served at the first window; its matters are added with `matter`."""
    nth = next(_numbers)
    window = hall.windows.order_by("number")[0]
    ticket = Ticket.objects.create(
        hall=hall, day=local_date(now), number=f"A{nth:03d}", token=f"token{nth}", lane="ordinary", items=[],
        person_id=person_id, source="kiosk", state=state, rank=now, window=window, taken_at=now,
        first_called_at=now + timedelta(minutes=5), served_at=now + timedelta(minutes=6),
        ended_at=now + timedelta(minutes=16) if state == "done" else None,
    )  # fmt: skip
    return Sitting.objects.create(
        ticket=ticket, window=window, account_id=actor.id, account_name=actor.name, called_at=ticket.first_called_at,
        started_at=ticket.served_at, ended_at=now + timedelta(minutes=16), ended_by="done",
    )  # fmt: skip


def matter(
    sitting: Sitting, item: str, *, person_id: int | None = None, case_id: int | None = None, outcome: str = "accepted"
) -> Matter:
    """One thing that was done, for the one who came or for somebody else."""
    return Matter.objects.create(
        sitting=sitting, ticket=sitting.ticket, item=item, person_id=person_id, case_id=case_id, outcome=outcome,
        at=sitting.started_at,
    )  # fmt: skip


def came_for(sitting: Sitting, person_id: int, relation: str, paper: str = "") -> Companion:
    """Somebody for whom the visit is as well."""
    return Companion.objects.create(ticket=sitting.ticket, person_id=person_id, relation=relation, paper_file=paper)
