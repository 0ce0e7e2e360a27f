"""Children are kept alive, and taken down together, whatever ends the parent."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onewindow.runner.processes import Process
from onewindow.runner.supervisor import Supervisor
from onewindow.runner.tests.conftest import is_running, until

Program = Callable[..., subprocess.Popen[str]]
Keep = Callable[..., tuple[Supervisor, list[str]]]
TELLS_ITS_PID = "import os, sys, time; print(os.getpid(), file=open(sys.argv[1], 'a')); time.sleep(600)"
HAS_A_CHILD = """
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(os.getpid(), child.pid, file=open(sys.argv[1], "a"))
time.sleep(600)
"""
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN);" + TELLS_ITS_PID
SUPERVISE = """
import os, sys
from onewindow.runner.processes import Process
from onewindow.runner.supervisor import Supervisor
words = [Process(f"p{n}", (sys.executable, "-c", sys.argv[2], sys.argv[1])) for n in range(2)]
supervisor = Supervisor(words, os.environ, print)
supervisor.listen_to_signals()
supervisor.start()
supervisor.keep()
supervisor.stop()
print("stopped", flush=True)
"""


@pytest.fixture
def pids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file into which children write their process ids."""
    monkeypatch.setenv("ONEWINDOW_HOME", str(tmp_path / "home"))
    return tmp_path / "pids"


@pytest.fixture
def supervise(pids: Path) -> Iterator[Keep]:
    """Keeps one child, given as Python text, in a thread; the supervisor and what it said."""
    begun: list[tuple[Supervisor, threading.Thread]] = []

    def keep(text: str, patience: float = 10) -> tuple[Supervisor, list[str]]:
        said: list[str] = []
        process = Process("child", (sys.executable, "-c", text, str(pids)), patience)
        supervisor = Supervisor([process], {}, said.append)
        # The children die with the thread that made them, so it must live until the end of the test.
        thread = threading.Thread(target=lambda: (supervisor.start(), supervisor.keep(), supervisor.stop()))
        thread.start()
        begun.append((supervisor, thread))
        return supervisor, said

    yield keep
    for supervisor, thread in begun:
        supervisor.stopping.set()
        thread.join()


def written(pids: Path) -> list[int]:
    return [int(word) for word in pids.read_text().split()] if pids.exists() else []


def test_a_crashed_child_is_started_again(supervise: Keep, pids: Path) -> None:
    _, said = supervise(TELLS_ITS_PID)
    assert until(lambda: written(pids))
    first = written(pids)[0]
    os.kill(first, signal.SIGKILL)
    assert until(lambda: len(written(pids)) == 2)
    assert not is_running(first) and is_running(written(pids)[1])
    assert said[0] == "child was killed by SIGKILL; starting it again in 0.5 s."


def test_each_wait_is_twice_the_last(supervise: Keep) -> None:
    _, said = supervise("import sys; sys.exit(3)")
    assert until(lambda: len([words for words in said if "again in" in words]) == 3)
    waits = [words for words in said if "again in" in words]
    assert waits == [f"child ended with code 3; starting it again in {wait} s." for wait in ("0.5", "1", "2")]


def test_the_end_of_the_log_says_why(supervise: Keep) -> None:
    _, said = supervise("raise SystemExit('no such city')")
    assert until(lambda: any("no such city" in words for words in said))


def test_what_a_killed_child_had_started_is_swept_away(supervise: Keep, pids: Path) -> None:
    supervise(HAS_A_CHILD)
    assert until(lambda: len(written(pids)) == 2)
    parent, child = written(pids)
    os.kill(parent, signal.SIGKILL)
    assert until(lambda: not is_running(child))


def test_a_child_that_does_not_listen_is_killed(supervise: Keep, pids: Path) -> None:
    supervisor, _ = supervise(DEAF, patience=0.2)
    assert until(lambda: written(pids))
    supervisor.stopping.set()
    assert until(lambda: not is_running(written(pids)[0]), 5)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_lot_cleanly(program: Program, pids: Path, sign: signal.Signals) -> None:
    supervisor = program(SUPERVISE, str(pids), TELLS_ITS_PID)
    assert until(lambda: len(written(pids)) == 2)
    supervisor.send_signal(sign)
    out, _ = supervisor.communicate(timeout=10)
    assert (supervisor.returncode, out) == (0, "stopped\n")
    assert not any(is_running(pid) for pid in written(pids))


def test_a_second_ctrl_c_does_not_wait(program: Program, pids: Path) -> None:
    supervisor = program(SUPERVISE, str(pids), DEAF)
    assert until(lambda: len(written(pids)) == 2)
    began = time.monotonic()
    supervisor.send_signal(signal.SIGINT)
    time.sleep(0.5)
    supervisor.send_signal(signal.SIGINT)
    supervisor.communicate(timeout=10)
    assert time.monotonic() - began < 5
    assert not any(is_running(pid) for pid in written(pids))


def test_kill_9_of_the_supervisor_takes_the_children_along(program: Program, pids: Path) -> None:
    supervisor = program(SUPERVISE, str(pids), TELLS_ITS_PID)
    assert until(lambda: len(written(pids)) == 2)
    supervisor.kill()
    assert until(lambda: not any(is_running(pid) for pid in written(pids)))
