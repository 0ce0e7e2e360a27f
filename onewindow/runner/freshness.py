"""Migrate only when something changed: the database itself remembers what it was prepared with."""

import hashlib
from pathlib import Path

from onewindow.runner.home import REPOSITORY
from onewindow.runner.wire import Wire

PREPARED_FROM = (
    "onewindow/**/migrations/*.py",
    "onewindow/**/management/commands/demo*.py",
    "onewindow/**/handbook.lock*",
    "handbook.lock*",
    "requirements.lock",
)
"""What migrating and loading depend on."""


def code_mark(also: str = "") -> str:
    """A hash over the files that prepare a database; `also` tells the demo from the rest."""
    digest = hashlib.sha256(also.encode())
    for path in sorted({path for pattern in PREPARED_FROM for path in REPOSITORY.glob(pattern)}):
        digest.update(str(path.relative_to(REPOSITORY)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def stored_mark(sockets: Path, database: str) -> str:
    """Empty for a new or restored database: the mark is its comment and comes and goes with it."""
    with Wire(sockets) as server:
        rows = server.ask(f"select shobj_description(oid, 'pg_database') from pg_database where datname = '{database}'")
    return (rows[0][0] or "") if rows else ""


def store_mark(sockets: Path, database: str, mark: str) -> None:
    with Wire(sockets) as server:
        server.ask(f"comment on database \"{database}\" is '{mark}'")
