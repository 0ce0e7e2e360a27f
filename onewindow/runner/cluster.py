"""The data folder: made beside and moved into place, never half made, never of another major."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from onewindow.runner import identity
from onewindow.runner.binaries import Binaries
from onewindow.runner.lifetime import dies_with_parent
from onewindow.runner.trouble import Trouble

DURABLE = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "timezone": "Asia/Shanghai",
    "log_timezone": "Asia/Shanghai",
    "password_encryption": "scram-sha-256",
    "log_min_duration_statement": "1s",
    "log_checkpoints": "off",
}
THROW_AWAY = DURABLE | {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "log_min_duration_statement": "-1",
}


def written_by(data: Path) -> int | None:
    """The major that wrote this folder; None when there is no database in it yet."""
    if not data.exists() or not any(data.iterdir()):
        return None
    version = data / "PG_VERSION"
    if not version.exists():
        raise Trouble(f"{data} is not empty and holds no database. Nothing was touched; move it away first.")
    return int(version.read_text().split(".")[0])


def prepare(data: Path, binaries: Binaries, settings: dict[str, str], words_to: Path) -> bool:
    """Make the database files unless they exist, then write our settings; True when made now.

    A killed `initdb` leaves only a folder beside, which the next start sweeps away.
    """
    for leftover in data.parent.glob(f"{data.name}.new-*"):
        _remove(leftover)
    made = written_by(data) is None
    if made:
        if data.exists():
            data.rmdir()
        new = data.with_name(f"{data.name}.new-{os.getpid()}")
        new.mkdir(mode=0o700)
        identity.own(new)
        _initdb(new, binaries, durable=settings["fsync"] == "on", words_to=words_to)
        _write_settings(new, settings)
        new.rename(data)
        _sync(data.parent)
    else:
        _write_settings(data, settings)
    return made


def _remove(folder: Path) -> None:
    """A server that a killed initdb ran may write into the folder for a moment longer than initdb lived."""
    for _ in range(25):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.2)


def _initdb(new: Path, binaries: Binaries, durable: bool, words_to: Path) -> None:
    locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--lc-ctype=C.UTF-8"]
    command = [
        *identity.prefix(), binaries.program("initdb"), "--pgdata", str(new), "--username=postgres",
        "--auth-local=trust", "--auth-host=reject", "--encoding=UTF8", "--data-checksums",
        *(locale if binaries.major >= 17 else ["--locale=C.UTF-8"]),
        *([] if durable else ["--no-sync"]),
    ]  # fmt: skip
    with words_to.open("ab") as log:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=dies_with_parent(signal.SIGKILL)
        )
    if done.returncode:
        shutil.rmtree(new, ignore_errors=True)
        raise Trouble(f"PostgreSQL could not make its data folder; {words_to} says why.")
    with (new / "postgresql.conf").open("a") as conf:
        conf.write("\ninclude_if_exists = 'onewindow.conf'\n# Your own settings go below: they win.\n")


def _write_settings(data: Path, settings: dict[str, str]) -> None:
    """Our defaults are written anew at every start, so that an upgrade brings its own."""
    lines = "".join(f"{name} = '{value}'\n" for name, value in settings.items())
    head = "# Written by OneWindow at every start; put your own settings at the end of postgresql.conf.\n"
    (data / "onewindow.conf").write_text(head + lines)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
