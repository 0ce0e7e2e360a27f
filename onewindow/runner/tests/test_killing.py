"""What no clean shutdown ever saw: kill -9, power cuts, orphans."""

import os
import signal
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from onewindow.runner import postgres, wire
from onewindow.runner.postgres import socket_folder
from onewindow.runner.tests.conftest import Start, is_running, until

START_AND_WAIT = """
import sys, pathlib, time
from onewindow.runner import postgres
server = postgres.start(pathlib.Path(sys.argv[1]), patience=60)
print(server.process.pid, flush=True)
time.sleep(600)
"""
Program = Callable[..., subprocess.Popen[str]]


@pytest.mark.slow
def test_a_killed_initdb_does_no_harm(folder: Path, program: Program, start: Start) -> None:
    caught = 0
    for files in (1, 20, 300):
        begun = program(START_AND_WAIT, str(folder))
        assert until(lambda least=files: _files_being_made(folder) >= least)
        begun.kill()
        begun.wait()
        caught += not (folder / "data").exists()
    assert caught, "the kills came too late to catch it at work"
    assert until(lambda: not _at_work_in(folder))  # initdb's own children live a moment longer than it
    with psycopg.connect(start().app_url) as app:
        assert app.execute("select 1").fetchone() == (1,)
    assert not list(folder.glob("data.new-*"))


def _at_work_in(folder: Path) -> list[str]:
    """Processes that make a folder here: initdb says so in its words, the server it runs in its environment."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            said = b"".join((process / name).read_bytes() for name in ("cmdline", "environ"))
        except OSError:
            continue
        if f"{folder}/data.new-".encode() in said:
            found.append(process.name)
    return found


def _files_being_made(folder: Path) -> int:
    return sum(len(files) for new in folder.glob("data.new-*") for _, _, files in os.walk(new))


@pytest.mark.parametrize("names", ["a living stranger", "nobody"])
def test_a_pid_file_left_by_a_power_cut_is_no_obstacle(
    start: Start, folder: Path, program: Program, names: str
) -> None:
    start().stop()
    pid = program("import time; time.sleep(600)").pid if names == "a living stranger" else 2**22 - 7
    words = f"{pid}\n{folder / 'data'}\n1700000000\n5432\n{folder / 'run'}\n\n  123 456\nready\n"
    (folder / "data" / "postmaster.pid").write_text(words)
    (socket_folder(folder) / ".s.PGSQL.5432.lock").write_text(words)
    again = start()
    assert again.process is not None
    assert psycopg.connect(again.app_url).execute("select 1").fetchone() == (1,)


@pytest.mark.slow
def test_no_acknowledged_row_is_lost_when_the_server_is_killed(start: Start) -> None:
    server = start()
    with psycopg.connect(server.owner_url) as owner:
        owner.execute("create table acked (writer int, number int)")
    for _ in range(2):
        acked = _write_until_killed(server)
        server = start()
        with psycopg.connect(server.owner_url) as owner:
            kept = set(owner.execute("select writer, number from acked").fetchall())
            owner.execute("truncate acked")
        assert len(acked) > 50
        assert acked <= kept


def _write_until_killed(server: postgres.Server) -> set[tuple[int, int]]:
    """Four writers, each row committed on its own; the rows whose commit was answered."""
    acked: list[tuple[int, int]] = []

    def write(writer: int) -> None:
        try:
            with psycopg.connect(server.app_url, autocommit=True) as app:
                for number in range(1_000_000):
                    app.execute("insert into acked values (%s, %s)", (writer, number))
                    acked.append((writer, number))
        except psycopg.Error:
            return

    writers = [threading.Thread(target=write, args=(writer,)) for writer in range(4)]
    for thread in writers:
        thread.start()
    assert until(lambda: len(acked) > 200)
    assert server.process is not None
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    for thread in writers:
        thread.join()
    return set(acked)


@pytest.mark.slow
def test_the_server_goes_with_the_process_that_started_it(folder: Path, program: Program, start: Start) -> None:
    parent = program(START_AND_WAIT, str(folder))
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    joined = start()
    assert joined.process is None
    parent.kill()
    assert until(lambda: not is_running(pid))
    taken_over = start()
    assert taken_over.process is not None and wire.answers(taken_over.sockets)


def test_a_start_waits_for_the_last_process_of_a_dying_server(start: Start, folder: Path) -> None:
    """A backend that outlives its postmaster still writes: two servers on one folder destroy it."""
    first = start()
    with psycopg.connect(first.owner_url, autocommit=True) as owner:
        backend = owner.info.backend_pid
        os.kill(backend, signal.SIGSTOP)
        assert first.process is not None
        first.process.kill()
        first.process.wait()
        with pytest.raises(postgres.Trouble, match="did not answer"):
            postgres.start(folder, patience=0.5)
        os.kill(backend, signal.SIGKILL)
    assert start().process is not None
