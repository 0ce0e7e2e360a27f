"""A hub and a hall's chief beside the small city."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onewindow.kernel.testing.city import City, staff


@pytest.fixture
def town(city: City) -> Iterator[City]:
    staff(city, "han", "hub", "tianning")
    staff(city, "ma", "hall_chief", "hongmei")
    yield city
