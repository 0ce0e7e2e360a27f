"""A station with a chief, two officers and a loop of findings; a command room above."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onewindow.kernel.handbook.shelf import Shelf, put, shelf
from onewindow.kernel.people.models import Grant
from onewindow.kernel.testing.city import XINHUA_PLACE, City, staff
from onewindow.kernel.testing.loop import LOOPING
from onewindow.kernel.testing.matter import TESTING


@pytest.fixture
def town(city: City) -> Iterator[City]:
    before = shelf()
    put(Shelf((*before.modules, TESTING, LOOPING)))
    for name, role, unit in (("hub", "hub", "hongmei"), ("jie", "street", "hongmei"), ("wu", "community", "hongmei"),
                             ("gong", "community", "hongmei"), ("han", "hub", "tianning"), ("di", "chief", "sanjing")):  # fmt: skip
        staff(city, name, role, unit)
    for name in ("wu", "gong"):
        Grant.objects.filter(account=city.accounts[name]).update(places=[XINHUA_PLACE])
    yield city
    put(before)


def unit(city: City, name: str = "hongmei") -> int:
    return int(city.units[name].id)


def account(city: City, name: str) -> int:
    return int(city.accounts[name].id)
