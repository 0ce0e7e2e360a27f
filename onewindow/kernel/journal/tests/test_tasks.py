"""The worker's rounds: sealing by itself, and jobs of a killed worker taken up by the next."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from onewindow.kernel.journal import tasks
from onewindow.kernel.journal.tests.making import line
from onewindow.kernel.journal.tests.test_pump import until
from onewindow.kernel.store.statements import execute, one

WORKER = [
    sys.executable,
    "-c",
    """
import os, signal, time, django
django.setup()
from procrastinate.contrib.django import app
from onewindow.kernel.store.statements import execute

@app.task(name="test.note")
def note():
    if os.environ.get("DIE"):
        os.kill(os.getpid(), signal.SIGKILL)
    execute("insert into journal_heard (source, event_id, at) values ('worker', '1', now())")

if os.environ.get("DEFER"):
    note.defer()
else:
    with app.replace_connector(app.connector.get_worker_connector()):
        app.run_worker()
""",
]


@pytest.fixture
def start(url: str) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    running: list[subprocess.Popen[bytes]] = []

    def begin(**more: str) -> subprocess.Popen[bytes]:
        running.append(subprocess.Popen(WORKER, env={**os.environ, "DATABASE_URL": url, **more}))
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.wait()
    execute("delete from procrastinate_periodic_defers")
    execute("delete from procrastinate_jobs")
    execute("delete from procrastinate_workers")


@pytest.mark.slow
def test_a_job_of_a_killed_worker_is_done_by_the_next(start: Callable[..., subprocess.Popen[bytes]]) -> None:
    assert start(DEFER="1").wait(60) == 0
    assert start(DIE="1").wait(60) == -signal.SIGKILL
    assert one("select status::text as status from procrastinate_jobs where task_name = 'test.note'") == {
        "status": "doing"
    }
    start()
    until(lambda: bool(one("select 1 as there from journal_heard where source = 'worker'")), 60)


def test_the_round_seals(url: str) -> None:
    line(1)
    assert tasks.seal_lines(0) == 1 and tasks.seal_lines(0) == 0
    assert tasks.forget_old_events(0) == 0


def test_every_round_is_on_the_worker_s_list() -> None:
    from procrastinate.contrib.django import app  # noqa: PLC0415  the real app, once Django is awake

    names = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
    assert {"journal.seal", "journal.forget_old", "journal.retry_stalled"} <= names
    assert app.worker_defaults and app.worker_defaults["stalled_worker_timeout"] == tasks.STALLED_AFTER
