"""A house that runs: web and pump as processes of their own, on a database of their own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from onewindow.runner.home import REPOSITORY, last_lines
from onewindow.runner.lifetime import dies_with_parent
from onewindow.runner.processes import WORKERS, Process, web

PATIENCE = 60  # seconds until the first answer; the machine may be busy


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Live:
    """One running installation of the demo city; `url` has no slash at its end."""

    def __init__(self, home: Path, urls: tuple[str, str], **more: str) -> None:
        self.home, self.port = home, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        (home / "static").mkdir(parents=True, exist_ok=True)
        self.environment = {
            **os.environ,
            "DATABASE_URL": urls[0],
            "DATABASE_OWNER_URL": urls[1],
            "ONEWINDOW_DEMO": "1",
            "ONEWINDOW_HOME": str(home),
            "ONEWINDOW_PUBLIC_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "onewindow.site.settings",
            **more,
        }
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.processes = {
            one.name: one
            for one in (
                web(
                    "uvicorn" if (REPOSITORY / "onewindow/site/asgi.py").exists() else "granian",
                    "127.0.0.1",
                    self.port,
                    1,
                ),
                *WORKERS,
            )
        }

    def django(self, *words: str) -> str:
        """A command of the site, to its end; what it said."""
        done = subprocess.run(
            [sys.executable, "-m", "django", *words],
            env=self.environment,
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self, *names: str) -> None:
        """Start the named processes, all when none is named, and wait for the first page."""
        for name in names or tuple(self.processes):
            self._start(self.processes[name])
        if not names or "web" in names:
            self.wait()

    def _start(self, process: Process) -> None:
        with self.log(process.name).open("ab") as log:
            self.running[process.name] = subprocess.Popen(
                process.command,
                env={**self.environment, **process.environment},
                cwd=REPOSITORY,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=dies_with_parent(signal.SIGKILL),
            )

    def log(self, name: str) -> Path:
        return self.home / f"{name}.log"

    def wait(self) -> None:
        """Until the sign-in page answers."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                with urlopen(f"{self.url}/sign-in/", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (URLError, OSError):
                if self.running["web"].poll() is not None:
                    break
                time.sleep(0.1)
        raise AssertionError(f"no web:\n{last_lines(self.log('web'), 40)}")

    def kill(self, name: str) -> None:
        """At once, without a word: kill -9 of the whole process group."""
        child = self.running.pop(name)
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()

    def stop(self) -> None:
        for child in self.running.values():
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGTERM)
        for child in self.running.values():
            try:
                child.wait(8)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        self.running.clear()
