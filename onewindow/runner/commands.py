"""The command line: a few words of our own, every other word is Django's."""

import argparse
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from onewindow.runner import binaries, cluster, keys, postgres, roles, running
from onewindow.runner.home import REPOSITORY, home
from onewindow.runner.installation import SETTINGS, open_installation
from onewindow.runner.lifetime import run_in_foreground
from onewindow.runner.processes import DJANGO, OWNER_WORDS, WITHOUT_DATABASE
from onewindow.runner.trouble import Trouble


def main(words: Sequence[str]) -> int:
    """The process's exit code; a Trouble is one sentence on standard error and 1."""
    try:
        if words and words[0] in OWN_WORDS:
            options, rest = _parser().parse_known_args(words)
            return int(options.run(options, rest))
        if not words or words[0] in ("-h", "--help"):
            _parser().print_help()
            return 0
        return _django(words)
    except Trouble as trouble:
        print(f"onewindow: {trouble}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m onewindow", description="Any other word is a Django command: migrate, shell, verify, …"
    )
    words = parser.add_subparsers(metavar="WORD")
    for name, (help_text, run) in OWN_WORDS.items():
        word = words.add_parser(name, help=help_text, add_help=name != "psql")
        word.set_defaults(run=run)
        if name in ("demo", "up"):
            word.add_argument("--host", default="127.0.0.1")
            word.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
            word.add_argument("--server", choices=("uvicorn", "granian"), default="uvicorn")
            word.add_argument("--workers", type=int, default=1, help="web processes")
            word.add_argument("--verbose", action="store_true", help="logs to the terminal, not to files")
        if name in ("dump", "restore"):
            word.add_argument("file", type=Path)
        if name in ("psql",):
            word.add_argument("--owner", action="store_true", help="as the tables' owner")
    return parser


def _django(words: Sequence[str]) -> int:
    if words[0] in WITHOUT_DATABASE:
        paths = os.pathsep.join(filter(None, [str(REPOSITORY), os.environ.get("PYTHONPATH")]))
        environment = {"DJANGO_SETTINGS_MODULE": SETTINGS, "ONEWINDOW_SECRET_KEY": "no-database",
                       "ONEWINDOW_SEALING_KEY": "0" * 64, **os.environ, "PYTHONPATH": paths}  # fmt: skip
        return run_in_foreground([*DJANGO, *words], environment)
    installation = open_installation()
    try:
        return installation.django(*words, owner=words[0] in OWNER_WORDS)
    finally:
        installation.close()


def _demo(options: argparse.Namespace, _: list[str]) -> int:
    return running.run(options, demo=True)


def _up(options: argparse.Namespace, _: list[str]) -> int:
    return running.run(options, demo=False)


def _test_db(_: argparse.Namespace, __: list[str]) -> int:
    """A server without durability, for tests and experiments, gone with this process."""
    with tempfile.TemporaryDirectory(prefix="onewindow-") as folder:
        server = postgres.start(Path(folder), cluster.THROW_AWAY)
        print(f"export DATABASE_URL='{server.app_url}'\nexport DATABASE_OWNER_URL='{server.owner_url}'")
        print("# Ctrl-C ends it.", flush=True)
        try:
            ends = {signal.SIGINT, signal.SIGTERM}
            signal.pthread_sigmask(signal.SIG_BLOCK, ends)
            signal.sigwait(ends)
        finally:
            server.stop()
    return 0


def _psql(options: argparse.Namespace, rest: list[str]) -> int:
    installation = open_installation()
    url = installation.owner_url if options.owner else installation.environment["DATABASE_URL"]
    try:
        return _client("psql", "--dbname", url, *rest)
    finally:
        installation.close()


def _dump(options: argparse.Namespace, _: list[str]) -> int:
    """PostgreSQL's own archive format, written beside and renamed when complete."""
    installation = open_installation()
    part = options.file.with_name(options.file.name + ".part")
    try:
        code = _client("pg_dump", "--format=custom", "--no-owner", "--file", str(part), installation.owner_url)
    finally:
        installation.close()
    if code == 0:
        part.chmod(0o600)
        part.replace(options.file)
    return code


def _restore(options: argparse.Namespace, _: list[str]) -> int:
    """Only into an empty database, and beside the keys that sealed it; all of the archive or nothing."""
    keys.environment(home() / "keys", may_make=False)
    installation = open_installation()
    try:
        if installation.server and _has_tables(installation.server):
            raise Trouble("The database is not empty, and restoring never overwrites. Use a new ONEWINDOW_HOME.")
        return _client(
            "pg_restore", "--no-owner", "--single-transaction", "--dbname", installation.owner_url,
            str(options.file),
        )  # fmt: skip
    finally:
        installation.close()


def _has_tables(server: postgres.Server) -> bool:
    with postgres.wire.Wire(server.sockets, roles.DATABASE) as inside:
        return bool(inside.ask("select 1 from pg_tables where schemaname = 'public' limit 1"))


def _keys(_: argparse.Namespace, __: list[str]) -> int:
    keys.environment(home() / "keys", may_make=True)
    print(f"Keys are in {home() / 'keys'}. Back them up apart from the data: without them it cannot be read.")
    return 0


def _roles(_: argparse.Namespace, __: list[str]) -> int:
    print(roles.script())
    return 0


def _client(program: str, *words: str) -> int:
    """One of PostgreSQL's own client programs."""
    return run_in_foreground([binaries.choose().program(program), *words])


OWN_WORDS: dict[str, tuple[str, Callable[[argparse.Namespace, list[str]], int]]] = {
    "demo": ("the demo city: PostgreSQL, web and worker in the foreground", _demo),
    "up": ("an installation in earnest, logs to the terminal", _up),
    "test-db": ("a throw-away PostgreSQL; prints the two URLs", _test_db),
    "psql": ("a prompt on the database (--owner for the tables' owner)", _psql),
    "dump": ("write the database to FILE", _dump),
    "restore": ("read FILE into an empty database", _restore),
    "keys": ("make the installation's keys, for a database of your own", _keys),
    "roles": ("print the SQL that makes roles and database on a server of your own", _roles),
}
