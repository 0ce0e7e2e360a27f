"""A server of its own for a run: fsync on, the small city, tokens for its people."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from onewindow.runner import cluster, postgres, throwaway

KEY = "5e" * 32


@dataclass(frozen=True)
class Bench:
    """Where the database is, and the process ids of its server."""

    url: str
    owner_url: str
    folder: Path


@contextmanager
def database() -> Iterator[Bench]:
    """A migrated database on a server started for this run; commits are durable."""
    given = os.environ.get("BENCH_DATABASE_URL")
    folder = Path(tempfile.mkdtemp(prefix="onewindow-bench-"))
    os.environ.update(
        ONEWINDOW_SECRET_KEY="bench",
        ONEWINDOW_SEALING_KEY=KEY,
        ONEWINDOW_HOME=str(folder),
        DJANGO_SETTINGS_MODULE="onewindow.site.settings",
    )
    if given:
        os.environ.update(DATABASE_URL=given, DATABASE_OWNER_URL=os.environ.get("BENCH_OWNER_URL", given))
        yield Bench(given, given, folder)
        return
    server = postgres.start(folder / "postgres", cluster.DURABLE, say=lambda words: None)
    place = throwaway.ours(folder)
    place.copy(place.template(), "bench")
    url, owner = place.urls("bench")
    os.environ.update(DATABASE_URL=url, DATABASE_OWNER_URL=owner)
    try:
        yield Bench(url, owner, folder)
    finally:
        server.stop()


def web(bench: Bench, port: int, kind: str, workers: int) -> subprocess.Popen[bytes]:
    """The web server under test."""
    commands = {
        "granian": [
            sys.executable,
            "-m",
            "granian",
            "--interface",
            "wsgi",
            "--port",
            str(port),
            "--workers",
            str(workers),
            "--blocking-threads",
            "2",
            "--no-access-log",
            "--log-level",
            "warning",
            "onewindow.site.wsgi:application",
        ],
        "uvicorn": [
            sys.executable,
            "-m",
            "uvicorn",
            "onewindow.site.asgi:application",
            "--port",
            str(port),
            "--workers",
            str(workers),
            "--log-level",
            "warning",
        ],
    }
    return subprocess.Popen(commands[kind], env={**os.environ, "DATABASE_URL": bench.url})


def postmaster(bench: Bench) -> int:
    """The process id of PostgreSQL's first process; 0 for a server of somebody else."""
    file = bench.folder / "postgres" / "data" / "postmaster.pid"
    return int(file.read_text().split()[0]) if file.exists() else 0
