"""Servers and programs that a test may kill."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onewindow.runner import cluster, postgres
from onewindow.runner.home import REPOSITORY

Start = Callable[[], postgres.Server]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Where a server of this test lives; its socket may have moved out, and is swept up."""
    path = tmp_path / "postgres"
    path.mkdir(mode=0o700)
    yield path
    shutil.rmtree(postgres.socket_folder(path), ignore_errors=True)


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    """Starts durable servers in `folder`; stops whatever still runs."""
    begun: list[postgres.Server] = []

    def begin() -> postgres.Server:
        begun.append(postgres.start(folder, cluster.DURABLE, patience=60))
        return begun[-1]

    yield begin
    for server in begun:
        server.stop()


@pytest.fixture
def program() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Runs Python text in a process of its own; kills it at the end."""
    running: list[subprocess.Popen[str]] = []

    def run(text: str, *words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", text, *words]
        running.append(
            subprocess.Popen(command, cwd=REPOSITORY, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        )
        return running[-1]

    yield run
    for process in running:
        process.kill()
        process.communicate()


def until(holds: Callable[[], object], seconds: float = 15) -> bool:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.01)
    return False


def is_running(pid: int) -> bool:
    """Zombies do not count: nothing here may reap another's children."""
    status = Path(f"/proc/{pid}/stat")
    try:
        return status.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
