"""Keep a handful of processes alive, and take them all down together."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from onewindow.runner.home import REPOSITORY, last_lines, log_file
from onewindow.runner.lifetime import dies_with_parent
from onewindow.runner.processes import Process

LONGEST_WAIT = 30.0
STEADY_AFTER = 20.0
"""Seconds: a child that lived this long starts its waits anew."""
TICK = 0.1


class Child:
    """One process and its history; `log` is None when it writes to our own terminal."""

    def __init__(self, process: Process, environment: Mapping[str, str], to_terminal: bool) -> None:
        self.what = process
        self.log: Path | None = None if to_terminal else log_file(process.name)
        self.running: subprocess.Popen[bytes] | None = None
        self._environment = {**environment, **process.environment}
        self._started = self._next_try = 0.0
        self._wait = 0.5

    def start(self) -> None:
        self._started = time.monotonic()
        words = self.log.open("ab") if self.log else None
        try:
            self.running = subprocess.Popen(
                self.what.command, env=self._environment, cwd=REPOSITORY, stdin=subprocess.DEVNULL,
                stdout=words, stderr=words, start_new_session=True,
                preexec_fn=dies_with_parent(signal.SIGTERM),
            )  # fmt: skip
        finally:
            if words:
                words.close()

    def look(self, say: Callable[[str], None]) -> None:
        """Notice a death, say so, and start again after a wait that doubles each time."""
        now = time.monotonic()
        if self.running is None:
            if now >= self._next_try:
                self.start()
            return
        if self.running.poll() is None:
            return
        if now - self._started > STEADY_AFTER:
            self._wait = 0.5
        say(f"{self.what.name} {_ending(self.running.returncode)}; starting it again in {self._wait:g} s.")
        if self.log:
            say(f"{self.log} ends with:\n{last_lines(self.log, 8)}")
        self.sweep()
        self.running, self._next_try = None, now + self._wait
        self._wait = min(self._wait * 2, LONGEST_WAIT)

    def ask_to_stop(self) -> None:
        if self.running and self.running.poll() is None:
            self.running.terminate()

    def sweep(self) -> None:
        """Kill what is left of its session: a server's own workers outlive a killed server."""
        if self.running:
            with suppress(ProcessLookupError):
                os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()


class Supervisor:
    """`keep` blocks until Ctrl-C or SIGTERM, then stops every child; a second Ctrl-C does not wait."""

    def __init__(
        self, processes: Sequence[Process], environment: Mapping[str, str],
        say: Callable[[str], None], to_terminal: bool = False,
    ) -> None:  # fmt: skip
        self._say = say
        self.children = [Child(process, environment, to_terminal) for process in processes]
        self.stopping = threading.Event()
        self._hurry = False

    def listen_to_signals(self) -> None:
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, self._on_signal)

    def start(self) -> None:
        for child in self.children:
            child.start()

    def keep(self, each_tick: Callable[[], None] = lambda: None) -> None:
        while not self.stopping.wait(TICK):
            each_tick()
            for child in self.children:
                child.look(self._say)

    def stop(self) -> None:
        for child in self.children:
            child.ask_to_stop()
        for child in self.children:
            give_up = time.monotonic() + child.what.patience
            while child.running and child.running.poll() is None:
                if self._hurry or time.monotonic() > give_up:
                    break
                time.sleep(0.02)
            child.sweep()

    def _on_signal(self, *_: object) -> None:
        self._hurry = self.stopping.is_set()
        self.stopping.set()


def _ending(code: int) -> str:
    return f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
