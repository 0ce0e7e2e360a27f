"""The pump as a process: killed at the worst moment, started twice, its database gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import psycopg
import pytest

from onewindow.kernel.journal import pump
from onewindow.kernel.journal.actions import By
from onewindow.kernel.journal.live import MOST_BYTES, payloads
from onewindow.kernel.journal.subscribers import subscribe
from onewindow.kernel.journal.tests.making import NOW, line, raw_line
from onewindow.kernel.journal.tests.receiving import SECRET, Came, Receiver
from onewindow.kernel.store.statements import one, rows

PUMP = [sys.executable, "-m", "django", "pump"]
LISTENING_PUMP = [
    sys.executable,
    "-c",
    """
import os, signal, django
django.setup()
from django.utils import timezone
from onewindow.kernel.journal.listeners import listen
from onewindow.kernel.journal.pump import Pump
from onewindow.kernel.store.statements import execute

def call(told):
    execute("insert into journal_heard (source, event_id, at) values ('test', %s, now())", (told.id,))
    if told.version == 3 and os.environ.get("DIE"):
        os.kill(os.getpid(), signal.SIGKILL)

listen("counts", ["*"], call)
Pump(timezone.now).run()
""",
]


@pytest.fixture
def start(house: None, url: str) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Start a pump process on the test's database; killed afterwards."""
    running: list[subprocess.Popen[bytes]] = []

    def begin(command: list[str] = PUMP, **more: str) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "DATABASE_URL": url, "ONEWINDOW_WEBHOOK_NETWORKS": "127.0.0.0/8", **more}
        running.append(subprocess.Popen(command, env=environment))
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.wait()


def until(true: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def joined(receiver: Receiver) -> None:
    subscribe(
        name="测试",
        url=receiver.url,
        secret=SECRET,
        events=["*.accept"],
        unit_path="0001.",
        now=NOW - timedelta(days=1),
        by=By(1, "管理员", "administrator"),
    )


Start = Callable[..., "subprocess.Popen[bytes]"]


def test_killed_between_delivery_and_tick_delivers_again_under_the_same_id(start: Start) -> None:
    hold = threading.Event()

    def answer(came: Came) -> tuple[int, dict[str, str]]:
        hold.wait(30)
        return 204, {}

    with Receiver(answer) as receiver:
        joined(receiver)
        ids = [line(1), line(1), line(2)]
        first = start()
        until(lambda: bool(receiver.came))
        first.send_signal(signal.SIGKILL)
        first.wait()
        hold.set()
        start()
        until(lambda: len(receiver.came) == 4)
        time.sleep(0.5)
    assert [came.what for came in receiver.came] == [("case/1", 1), ("case/1", 1), ("case/2", 1), ("case/1", 2)]
    assert receiver.came[0].headers["webhook-id"] == receiver.came[1].headers["webhook-id"]
    assert {int(came.event["id"].split("-")[0]) for came in receiver.came} == set(ids)
    assert rows("select distinct state from journal_delivery") == [{"state": "delivered"}]


def test_a_line_ends_the_pause_of_an_idle_pump(house: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pump, "IDLE", 20.0)
    idle = pump.Pump(lambda: NOW)
    line(1)
    while pump.one_round(NOW):
        pass
    began = time.monotonic()
    threading.Timer(0.3, idle.stopping.set).start()
    idle._pause()
    assert time.monotonic() - began >= 0.3, "nothing is new: only the end of the pump ends the pause"
    idle.stopping.clear()
    line(1)
    idle._pause()
    assert time.monotonic() - began < 10


def test_killed_inside_a_listener_tells_it_again_and_once(start: Start) -> None:
    for _ in range(5):
        line(1)
    dying = start(LISTENING_PUMP, DIE="1")
    assert dying.wait(30) == -signal.SIGKILL
    assert one("select count(*) as n from journal_heard") == {"n": 0}, "what it wrote went with its transaction"
    start(LISTENING_PUMP)
    until(lambda: one("select count(*) as n from journal_heard") == {"n": 5})
    assert one("select count(*) as n from journal_missed") == {"n": 0}


def writing(url: str, stop: threading.Event, written: list[tuple[str, int]]) -> None:
    """Step after step of seven subjects, each committed by itself."""
    heads: dict[int, tuple[int, bytes]] = {}
    with psycopg.connect(url, autocommit=True) as client:
        while not stop.wait(0.01):
            subject = len(written) % 7 + 1
            version, head = heads.get(subject, (0, b""))
            heads[subject] = (version + 1, raw_line(client, subject, version + 1, head))
            written.append((f"case/{subject}", version + 1))


@pytest.mark.slow
def test_kills_at_random_under_load_lose_nothing(start: Start, url: str) -> None:
    """Writers go on while the pump is killed over and over; each event arrives, each subject in order."""
    stop, written = threading.Event(), []
    with Receiver() as receiver:
        joined(receiver)
        writer = threading.Thread(target=writing, args=(url, stop, written))
        writer.start()
        for life in (2.0, 2.6):
            process = start()
            time.sleep(life)
            process.send_signal(signal.SIGKILL)
            process.wait()
        stop.set()
        writer.join()
        start()
        until(lambda: set(written) <= set(receiver.good), 60)
    ids = {came.what: came.event["id"] for came in receiver.came}
    assert all(ids[came.what] == came.event["id"] for came in receiver.came) and len(written) > 50
    for subject in {subject for subject, _ in written}:
        firsts = list(dict.fromkeys(version for one_, version in receiver.good if one_ == subject))
        assert firsts == sorted(firsts)


def test_a_second_pump_stands_by_and_takes_over(start: Start, url: str) -> None:
    with Receiver() as receiver:
        joined(receiver)
        first = start()
        line(1)
        until(lambda: len(receiver.came) == 1)
        start()
        line(2)
        until(lambda: len(receiver.came) == 2)
        first.send_signal(signal.SIGTERM)
        assert first.wait(5) == 0
        line(3)
        until(lambda: len(receiver.came) == 3)
    assert receiver.good == [("case/1", 1), ("case/2", 1), ("case/3", 1)]


def test_it_comes_back_when_its_connection_is_cut(start: Start) -> None:
    with Receiver() as receiver:
        joined(receiver)
        start()
        line(1)
        until(lambda: len(receiver.came) == 1)
        rows(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() "
            "and pid <> pg_backend_pid() and usename = current_user"
        )
        line(2)
        until(lambda: ("case/2", 1) in receiver.good)  # the first comes twice when the cut was before its tick


def test_open_pages_are_told_in_compact_batches(start: Start, url: str) -> None:
    with psycopg.connect(url, autocommit=True) as client:
        client.execute("listen live")
        start()
        line(1, "submit", unit_path="0001.0002.")
        line(1, "hand_over", unit_path="0001.0003.")
        told = [notice.payload for notice in client.notifies(timeout=20, stop_after=1)]
    assert '["case",1,"hand_over","0001.0002."]' in told[0] or '["case",1,"submit",""]' in told[0]
    assert "王" not in told[0]


def test_payloads_stay_below_what_postgresql_allows() -> None:
    class Many:
        about, act, unit_path, was_at = "case", "hand_over", "0001.0002.0003.", "0001.0002.0004."

        def __init__(self, number: int) -> None:
            self.subject_id = number

    made = list(payloads([Many(10**15 + number) for number in range(1000)]))
    assert len(made) > 1 and all(len(payload.encode()) <= MOST_BYTES + 2 for payload in made)
    assert sum(payload.count("hand_over") for payload in made) == 1000
