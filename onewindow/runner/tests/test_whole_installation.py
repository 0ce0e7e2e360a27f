"""`python -m onewindow up` from an empty folder: everything comes, survives, and goes."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from onewindow.runner.home import REPOSITORY
from onewindow.runner.tests.conftest import is_running, until
from onewindow.runner.tests.test_command_line import environment

__all__ = ["environment"]

SERVER = "uvicorn" if (REPOSITORY / "onewindow" / "site" / "asgi.py").exists() else "granian"


class Running:
    """The process, the address it told, and its family."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log = log
        with log.open("w") as words:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "onewindow", "up", "--server", SERVER, "--port", str(self.port)],
                env=environment, cwd=REPOSITORY, stdin=subprocess.DEVNULL, stdout=words, stderr=words,
            )  # fmt: skip

    def told_its_address(self) -> bool:
        assert self.process.poll() is None, self.log.read_text()
        return f"http://127.0.0.1:{self.port}/" in self.log.read_text()

    def answers(self) -> bool:
        """Any answer of Django's own counts; that the pages are right is tested elsewhere."""
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=5)
        except urllib.error.HTTPError as error:
            return error.code < 500
        except OSError:
            return False
        return True

    def family(self) -> dict[int, str]:
        """Process id -> command of every living descendant."""
        listing = subprocess.run(["ps", "-ww", "-eo", "pid,ppid,args"], capture_output=True, text=True).stdout
        rows = [line.split(None, 2) for line in listing.splitlines()[1:]]
        found = {self.process.pid: ""}
        for pid, parent, command in rows * 3:
            if int(parent) in found:
                found[int(pid)] = command
        del found[self.process.pid]
        return {pid: command for pid, command in found.items() if is_running(pid)}

    def child(self, pattern: str) -> int:
        return next(pid for pid, command in sorted(self.family().items()) if re.search(pattern, command))


@pytest.fixture
def running(environment: dict[str, str], tmp_path: Path) -> Iterator[Running]:
    whole = Running(environment, tmp_path / "log")
    yield whole
    whole.process.kill()
    whole.process.wait()


@pytest.mark.slow
def test_everything_comes_survives_and_goes(running: Running) -> None:
    assert until(running.told_its_address, 60), running.log.read_text()
    assert until(running.answers)
    for victim in (f"-m {SERVER}", "postgres.* -D ", "django pump"):
        pid = running.child(victim)
        os.kill(pid, signal.SIGKILL)
        assert until(lambda pid=pid: not is_running(pid))
        assert until(running.answers, 30), running.log.read_text()
        assert until(lambda victim=victim: re.search(victim, str(running.family()))), running.log.read_text()
    family = running.family()
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(30) == 0
    assert running.log.read_text().rstrip().endswith("Stopped.")
    assert until(lambda: not [pid for pid in family if is_running(pid)])
