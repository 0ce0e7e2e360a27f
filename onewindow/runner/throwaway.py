"""Databases for tests: one server per run, a migrated template kept between runs, a copy per process."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from onewindow.runner import cluster, freshness, postgres, roles
from onewindow.runner.home import REPOSITORY
from onewindow.runner.lifetime import locked, try_lock
from onewindow.runner.trouble import Trouble

SLOTS = 24
READY = "migrated and complete"


@dataclass(frozen=True)
class Place:
    """A server on which test databases may be made, seen from one test process."""

    folder: Path
    admin_url: str
    owner_url: str
    app_url: str

    def urls(self, database: str) -> tuple[str, str]:
        """The application's and the owner's URL of one database."""
        return _at(self.app_url, database), _at(self.owner_url, database)

    def ask(self, sql: str, database: str = "postgres") -> list[tuple[object, ...]]:
        with psycopg.connect(_at(self.admin_url, database), autocommit=True) as connection:
            cursor = connection.execute(sql.encode())
            return cursor.fetchall() if cursor.description else []

    def template(self) -> str:
        """The name of a migrated database; made now if the migrations changed since the last run."""
        name = f"onewindow_template_{freshness.code_mark('test')[:12]}"
        with locked(self.folder / "template.lock"):
            rows = self.ask("select datname, shobj_description(oid, 'pg_database') from pg_database")
            notes = {str(row[0]): row[1] for row in rows}
            if notes.get(name) != READY or os.environ.get("ONEWINDOW_TEST_FRESH"):
                for old in notes:
                    if old.startswith("onewindow_template_"):
                        self.ask(f'drop database "{old}" with (force)')
                self._build(name)
        return name

    def copy(self, template: str, name: str) -> None:
        owner = urlsplit(self.owner_url).username
        self.ask(f'drop database if exists "{name}" with (force)')
        self.ask(f'create database "{name}" owner "{owner}" template "{template}" strategy file_copy')

    def _build(self, name: str) -> None:
        app_url, owner_url = self.urls(name)
        owner, app = str(urlsplit(owner_url).username), str(urlsplit(app_url).username)
        self.ask(f'create database "{name}" owner "{owner}" template template0')
        if owner != app:
            for statement in roles.inside(owner, app):
                self.ask(statement, name)
        command = [sys.executable, "-m", "django", "migrate", "--noinput", "--verbosity=0"]
        environment = {**os.environ, "DATABASE_URL": owner_url, "DATABASE_OWNER_URL": owner_url}
        done = subprocess.run(command, env=environment, cwd=REPOSITORY, capture_output=True, text=True)
        if done.returncode:
            raise Trouble(f"The test database could not be migrated:\n{done.stdout}{done.stderr}")
        self.ask(f"comment on database \"{name}\" is '{READY}'")


def take_slot(base: Path) -> Path:
    """A folder no other test run uses; our lock on it ends with this process."""
    for number in range(SLOTS):
        folder = base / str(number)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if try_lock(folder / "slot.lock") is not None:
            return folder
    raise Trouble(f"{SLOTS} test runs are under way in {base}; wait for one to end.")


def start_server(slot: Path) -> postgres.Server:
    """Without durability: a folder whose server did not stop by itself is not to be trusted."""
    folder = slot / "postgres"
    if (folder / "data" / "postmaster.pid").exists():
        shutil.rmtree(folder / "data")
    return postgres.start(folder, cluster.THROW_AWAY, say=lambda words: None)


def ours(slot: Path) -> Place:
    """The place whose server `start_server` runs; also right in a process that did not start it."""
    server = postgres.Server(slot, postgres.socket_folder(slot / "postgres"), None)
    return Place(slot, server.url("postgres"), server.owner_url, server.app_url)


def given(slot: Path, app_url: str, owner_url: str) -> Place:
    """A server of your own; the owner must be allowed to make databases."""
    return Place(slot, owner_url, owner_url, app_url)


def _at(url: str, database: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/{database}" + (f"?{parts.query}" if parts.query else "")
