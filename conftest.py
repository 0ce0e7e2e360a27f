"""Fixtures of every test: a small city, the handbook of the house, real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from onewindow.kernel.cases import effects
from onewindow.kernel.handbook.shelf import Shelf, put, shelf
from onewindow.kernel.testing.city import City, small_city
from onewindow.kernel.testing.matter import TESTING


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Leave the databases as the runner made them."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> Iterator[None]:  # noqa: ANN001, PT004
    """Let tests with real commits empty the journal between them; in a city nobody can."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in ("line", "reading"):
            cursor.execute(f"alter table journal_{table} disable trigger journal_{table}_kept")
    yield


@pytest.fixture
def city(db: None) -> City:
    """Units, staff and residents of a small city."""
    return small_city()


@pytest.fixture
def matter() -> Iterator[str]:
    """The test matter on the shelf beside the installed ones; its code."""
    before = shelf()
    put(Shelf((*before.modules, TESTING)))
    yield TESTING.case_types[0].code
    put(before)
    effects.with_step.pop((TESTING.case_types[0].code, "issue"), None)
