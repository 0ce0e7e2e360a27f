"""Migrate only when something changed: the database itself remembers what it was prepared with."""

import hashlib
from pathlib import Path

from onewindow.runner.home import REPOSITORY
from onewindow.runner.wire import Wire


def code_mark(also: str = "") -> str:
    """A hash over everything that migrating and loading depend on: migrations and pinned libraries."""
    digest = hashlib.sha256(also.encode())
    for path in sorted([*REPOSITORY.glob("onewindow/**/migrations/*.py"), *_pins()]):
        digest.update(str(path.relative_to(REPOSITORY)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _pins() -> list[Path]:
    return [path for path in (REPOSITORY / "requirements.lock",) if path.exists()]


def stored_mark(sockets: Path, database: str) -> str:
    """Empty for a new or restored database: the mark is its comment and comes and goes with it."""
    with Wire(sockets) as server:
        rows = server.ask(
            f"select shobj_description(oid, 'pg_database') from pg_database where datname = '{database}'"
        )
    return (rows[0][0] or "") if rows else ""


def store_mark(sockets: Path, database: str, mark: str) -> None:
    with Wire(sockets) as server:
        server.ask(f"comment on database \"{database}\" is '{mark}'")
