"""Fixtures of every test: a small city, the handbook of the house, real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from onewindow.kernel.cases import effects
from onewindow.kernel.handbook.shelf import Shelf, put, shelf
from onewindow.kernel.testing.city import City, small_city
from onewindow.kernel.testing.matter import TEST_MATTER, TESTING

settings.register_profile("house", suppress_health_check=[HealthCheck.too_slow])  # busy machines are no fault
settings.load_profile("house")


@pytest.fixture
def city(db: None) -> City:
    """Units, staff and residents of a small city."""
    return small_city()


@pytest.fixture
def matter() -> Iterator[str]:
    """The test matter on the shelf beside the installed ones; its code."""
    before = shelf()
    put(Shelf((*before.modules, TESTING)))
    yield TEST_MATTER.code
    put(before)
    for key in [key for key in effects.with_step if key[0] == TEST_MATTER.code]:
        effects.with_step.pop(key)
