"""A hall's chief and a second clerk beside the small city."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onewindow.kernel.testing.city import City, staff


@pytest.fixture
def town(city: City, matter: str) -> Iterator[City]:
    staff(city, "ma", "hall_chief", "hongmei")
    staff(city, "liu", "clerk", "hongmei")
    yield city
