"""A database of the journal's own: its tests commit, kill and tamper, and empty it for each other as its owner."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from onewindow.kernel.journal import listeners, subjects
from onewindow.kernel.journal.tests.making import on
from onewindow.runner.pytest_postgres import DATABASES

EMPTY = """
alter table journal_line disable trigger user;
alter table journal_reading disable trigger user;
truncate journal_line, journal_seal, journal_day, journal_epoch, journal_reading, journal_deferral, journal_cursor,
  journal_missed, journal_subscriber, journal_delivery, journal_heard;
alter table journal_line enable trigger user;
alter table journal_reading enable trigger user;
"""


@pytest.fixture(scope="session")
def journal_database(django_db_setup: None) -> tuple[str, str]:
    """The application's and the owner's URL."""
    return DATABASES.make(f"{DATABASES.name}_journal")


@pytest.fixture
def url(journal_database: tuple[str, str], django_db_blocker: Any) -> Iterator[str]:
    """An empty journal that Django's connection stands on; no listener, no subject but the test's own."""
    app, owner = journal_database
    with psycopg.connect(owner, autocommit=True) as client:
        client.execute(EMPTY)
    before, known = dict(listeners._listeners), dict(subjects.KNOWN)
    listeners.forget()
    subjects.KNOWN.clear()
    with django_db_blocker.unblock(), on(app):
        yield app
    listeners._listeners.update(before)
    subjects.KNOWN.update(known)


@pytest.fixture
def house(url: str, settings: Any) -> None:
    """The same, with leave to send to this machine."""
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process runs all of them, so that one server is started."""
    for item in items:
        if "kernel/journal/tests" in item.nodeid:
            item.add_marker(pytest.mark.xdist_group("journal"))
