"""The fixtures of `pytest_postgres`, in a module of their own because they must come last."""

from collections.abc import Iterator

import pytest
from django.db import connections
from django.test import TransactionTestCase

from onewindow.runner.pytest_postgres import DATABASES


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """In place of pytest-django's: a copy of the template instead of migrating again.

    A test that commits (`transaction=True`) leaves its database to be replaced by a new copy: rows
    that migrations wrote stay, and tables that may only grow need no exception for tests.
    """
    if DATABASES.trouble is not None:
        pytest.fail(str(DATABASES.trouble), pytrace=False)
    DATABASES.make(DATABASES.name)
    TransactionTestCase._fixture_teardown = _replace  # type: ignore[attr-defined]


def _replace(_: TransactionTestCase) -> None:
    for connection in connections.all():
        connection.close()
    DATABASES.make(DATABASES.name)


@pytest.fixture
def own_database(django_db_setup: None) -> Iterator[tuple[str, str]]:
    """The application's and the owner's URL of a fresh, migrated database, for this test alone."""
    name = f"{DATABASES.name}_own"
    yield DATABASES.make(name)
    DATABASES.drop(name)
