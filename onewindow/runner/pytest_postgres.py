"""pytest plugin: real PostgreSQL under every test, migrated once, one server and database per process.

Transaction ids are counted for a whole server: on one server, an open transaction of another process would
hold back the outbox of this one.

Load it with `-p onewindow.runner.pytest_postgres`. A test asks for the database as always with
pytest-django (`db`, `transactional_db`, the `django_db` mark) and works as the application role,
which owns no table. `own_database` gives a test that runs servers of its own a database of its own.
DATABASE_URL and DATABASE_OWNER_URL name another server to use.
"""

import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest

from onewindow.runner import throwaway
from onewindow.runner.home import REPOSITORY
from onewindow.runner.postgres import Server
from onewindow.runner.trouble import Trouble

SLOT = "ONEWINDOW_TEST_SLOT"
GIVEN = "ONEWINDOW_TEST_GIVEN"


class Databases:
    """What one test process knows: its place, its own server and database."""

    def __init__(self) -> None:
        self.worker = os.environ.get("PYTEST_XDIST_WORKER")
        self.server: Server | None = None
        self.trouble: Trouble | None = None
        self.template = ""
        self.name = f"onewindow_test_{self.worker or 'main'}"

    def settle(self) -> None:
        """Choose the place and put its URLs into the environment, before Django reads its settings."""
        if self.worker is None:
            base = Path(os.environ.get("ONEWINDOW_TEST_HOME") or REPOSITORY / ".onewindow" / "test")
            self._remember(throwaway.take_slot(base))
        self.slot = Path(os.environ[SLOT])
        urls = os.environ.get(GIVEN, "").split()
        if urls:
            self.place = throwaway.given(self.slot, *urls)
        else:
            folder = self.slot / self.worker if self.worker else self.slot
            folder.mkdir(mode=0o700, exist_ok=True)
            self.server = throwaway.start_server(folder)
            self.place = throwaway.ours(folder)
        home = self.slot / f"home-{self.worker or 'main'}"
        shutil.rmtree(home, ignore_errors=True)
        (home / "static").mkdir(parents=True)
        app_url, owner_url = self.place.urls(self.name)
        os.environ.update(DATABASE_URL=app_url, DATABASE_OWNER_URL=owner_url, ONEWINDOW_HOME=str(home))
        os.environ.setdefault("ONEWINDOW_SECRET_KEY", "for tests only, known to everybody")
        os.environ.setdefault("ONEWINDOW_SEALING_KEY", "5e" * 32)

    def _remember(self, slot: Path) -> None:
        """Workers inherit these; a URL that an outer test run set is not the user's wish."""
        given = os.environ.get("DATABASE_URL") if SLOT not in os.environ else None
        os.environ[SLOT] = str(slot)
        os.environ[GIVEN] = f"{given} {os.environ.get('DATABASE_OWNER_URL') or given}" if given else ""

    def make(self, name: str) -> tuple[str, str]:
        """A new copy of the template under this name; its two URLs."""
        self.template = self.template or self.place.template()
        self.place.copy(self.template, name)
        return self.place.urls(name)

    def drop(self, name: str) -> None:
        self.place.ask(f'drop database if exists "{name}" with (force)')

    def pytest_unconfigure(self) -> None:
        if self.server is not None:
            self.server.stop()


DATABASES = Databases()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, object, object]:
    """A wrapper, so that it runs before pytest-django imports the settings."""
    try:
        DATABASES.settle()
    except Trouble as trouble:
        DATABASES.trouble = trouble
    return (yield)


def pytest_configure(config: pytest.Config) -> None:
    """Registered now, after pytest-django, so that our `django_db_setup` is the one that counts."""
    config.pluginmanager.register(DATABASES, "onewindow-databases")
    config.pluginmanager.import_plugin("onewindow.runner.database_fixtures")
    config.pluginmanager.import_plugin("onewindow.runner.pytest_browser")
    config.addinivalue_line("markers", "slow: takes more than a second or two; runs in CI all the same")
