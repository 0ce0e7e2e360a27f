"""kill -9 of web, pump, worker and PostgreSQL under load: what was acknowledged is there, once, and everybody was told."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import psycopg
import pytest

from onewindow.runner.home import REPOSITORY
from onewindow.runner.postgres import Server, socket_folder
from tests.endurance import phone
from tests.endurance.sink import Sink
from tests.journeys.live import free_port

pytestmark = pytest.mark.slow
SECONDS, CLIENTS, PATIENCE = 25.0, 4, 120.0
MAKE = """
import json, sys
from hashlib import sha256
from django.utils import timezone
from onewindow.kernel.journal.actions import THE_SYSTEM
from onewindow.kernel.journal.subscribers import subscribe
from onewindow.kernel.people.models import Account, Token
from onewindow.kernel.people.persons import oneself
from onewindow.kernel.people.queries import actor_by_account
now, found = timezone.now(), []
for nth in range({clients}):
    account = Account.objects.get(username=f"resident-{{nth:03d}}")
    token = f"endurance-{{nth}}"
    Token.objects.create(digest=sha256(token.encode()).hexdigest(), account=account, title="endurance", since=now)
    one = oneself(actor_by_account(account.id, now))
    found.append({{"token": token, "answers": {{"who": "person", "station_place": account.person.place_code,
                  "subject_name": one.name, "subject_id": one.id_no, "subject_phone": one.phone, "purpose": "job"}}}})
subscribe(name="sink", url="{sink}", secret="x" * 32, events=["*"], unit_path="", now=now, by=THE_SYSTEM)
print("FOUND" + json.dumps(found))
"""


class Demo:
    """`onewindow demo` in a home of its own; its supervisor brings back what we kill."""

    def __init__(self, home: Path) -> None:
        self.home, self.port = home, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("DATABASE", "ONEWINDOW"))
        }
        self.environment |= {"ONEWINDOW_HOME": str(home), "ONEWINDOW_WEBHOOK_NETWORKS": "127.0.0.0/8"}
        self.environment.pop("DJANGO_SETTINGS_MODULE", None)
        self.running = subprocess.Popen(
            [sys.executable, "-m", "onewindow", "demo", "--port", str(self.port)],
            env=self.environment,
            cwd=REPOSITORY,
            stdout=(home / "said").open("w"),
            stderr=subprocess.STDOUT,
        )

    def wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.running.poll() is None:
            try:
                if httpx.get(f"{self.url}/api/matters", timeout=5).status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.2)
        raise AssertionError((self.home / "said").read_text()[-2000:])

    def say(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "onewindow", *words],
            env=self.environment,
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def children(self) -> dict[str, int]:
        """Pids by name of what the supervisor keeps."""
        found = {}
        for pid in Path(f"/proc/{self.running.pid}/task/{self.running.pid}/children").read_text().split():
            words = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
            name = next((name for name in ("uvicorn", "pump", "procrastinate", "postgres") if name in words), "")
            found[name] = int(pid)
        return found

    def database(self) -> psycopg.Connection[Any]:
        folder = self.home / "postgres"
        return psycopg.connect(Server(folder, socket_folder(folder), None).owner_url, autocommit=True)

    def stop(self) -> None:
        self.running.send_signal(signal.SIGINT)
        try:
            self.running.wait(40)
        except subprocess.TimeoutExpired:
            self.running.kill()


@dataclass
class Client:
    """A program that files, hands in and withdraws; it asks again under the same key until it is answered."""

    url: str
    token: str
    answers: dict[str, Any]
    until: float = 0
    acknowledged: list[tuple[int, str, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def work(self) -> None:
        with httpx.Client(base_url=self.url, timeout=8, headers={"Authorization": f"Bearer {self.token}"}) as line:
            while time.monotonic() < self.until:
                made = self.ask(line, "/api/cases/records.certificate", {"answers": self.answers}, "open")
                for step in ("submit", "withdraw") if made else ():
                    self.ask(line, f"/api/cases/records.certificate/{made}/{step}", {}, step)

    def ask(self, line: httpx.Client, path: str, body: dict[str, Any], act: str) -> int:
        key, give_up = uuid4().hex, time.monotonic() + PATIENCE
        while time.monotonic() < give_up:
            try:
                answer = line.post(path, json=body, headers={"Idempotency-Key": key})
            except httpx.HTTPError:
                time.sleep(0.1)
                continue
            if answer.status_code < 300:
                self.acknowledged.append((answer.json()["id"], act, key))
                return int(answer.json()["id"])
            if answer.status_code < 500:
                self.refused.append(f"{path} {answer.status_code} {answer.text}")
                return 0
            time.sleep(0.1)
        self.refused.append(f"{path}: no answer")
        return 0


@pytest.fixture
def sink() -> Iterator[Sink]:
    server = Sink()
    yield server
    server.shutdown()


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    here = Demo(tmp_path)
    yield here
    here.stop()


def test_nothing_acknowledged_is_lost_and_everything_is_told_once_more_at_most(demo: Demo, sink: Sink) -> None:
    demo.wait()
    sink_url = f"http://127.0.0.1:{sink.server_address[1]}/"
    make = MAKE.format(clients=CLIENTS, sink=sink_url) + phone.MAKE.format(findings=phone.FINDINGS)
    said = demo.say("shell", "-v0", "-c", make).split("FOUND")[1]
    clients = [Client(demo.url, **one) for one in json.loads(said.split("PHONE")[0])]
    officer = phone.Phone(demo.url, **json.loads(said.split("PHONE")[1]))
    killed = under_load(demo, [*clients, officer])
    done = [one for client in clients for one in client.acknowledged]
    assert {"uvicorn", "pump", "postgres"} <= set(killed) and len(done) > 20, (killed, len(done))
    assert [one for client in clients for one in client.refused] == []
    each_acknowledged_step_is_there_once(demo, done)
    each_duty_is_closed_once(demo, officer)
    everybody_was_told(demo, sink, done)
    assert "日志完整" in demo.say("verify")


def under_load(demo: Demo, clients: Sequence[Client | phone.Phone]) -> Counter[str]:
    """Clients at work while something dies every second or two; which, and how often."""
    began, draw, killed = time.monotonic(), random.Random(7), Counter[str]()
    for client in clients:
        client.until = began + SECONDS
    threads = [threading.Thread(target=client.work) for client in clients]
    for thread in threads:
        thread.start()
    order = ["uvicorn", "pump", "postgres", "procrastinate"]
    while time.monotonic() < began + SECONDS - 3:
        time.sleep(draw.uniform(1.0, 2.5))
        name = order[sum(killed.values()) % len(order)] if sum(killed.values()) < 4 else draw.choice(order)
        pid = demo.children().get(name)
        if pid:
            os.kill(pid, signal.SIGKILL)
            killed[name] += 1
    for thread in threads:
        thread.join(PATIENCE)
    return killed


def each_acknowledged_step_is_there_once(demo: Demo, done: list[tuple[int, str, str]]) -> None:
    demo.wait()
    with demo.database() as database:
        rows = database.execute(
            "select subject_id, act, key from journal_line where about = 'case' and key is not null"
        ).fetchall()
        twice = database.execute("select subject_id, act, count(*) from journal_line where about = 'case' and key is not null "
                                 "group by 1, 2 having count(*) > 1").fetchall()  # fmt: skip
    there = Counter((int(ident), act, key) for ident, act, key in rows)
    assert [one for one in done if there[one] != 1] == []
    assert twice == []


def each_duty_is_closed_once(demo: Demo, officer: phone.Phone) -> None:
    """Every command that was answered is there once, and none was refused because it had been done before."""
    assert officer.refused == [] and len(officer.done) > 5
    with demo.database() as database:
        pushed = Counter(ident for (ident,) in database.execute(
            "select subject_id from journal_line where about = 'case' and act = 'push' and subject_id = any(%s)",
            (officer.cases,)))  # fmt: skip
    assert set(officer.done) <= set(pushed) and set(pushed.values()) == {1}


def everybody_was_told(demo: Demo, sink: Sink, done: list[tuple[int, str, str]]) -> None:
    """Every line of the cases reaches the sink, under one id for ever; nothing waits, nothing was given up."""
    until, left = time.monotonic() + PATIENCE, -1
    ids = sorted({ident for ident, _, _ in done})
    with demo.database() as database:
        while left and time.monotonic() < until:
            time.sleep(0.5)
            lines = database.execute("select subject_id, act, version from journal_line where about = 'case' and subject_id = any(%s)",
                                     (ids,)).fetchall()  # fmt: skip
            told = {(int(one["data"]["id"]), one["data"]["act"], one["data"]["version"]) for one in list(sink.heard)}
            left = len(set(lines) - told)
        given_up = database.execute("select count(*) from journal_delivery where state = 'given_up'").fetchone()
    assert left == 0 and given_up == (0,)
    names: dict[tuple[int, int], set[str]] = {}
    for one in sink.heard:
        if one["data"]["about"] == "case":
            names.setdefault((one["data"]["id"], one["data"]["version"]), set()).add(one["id"])
    assert [line for line, found in names.items() if len(found) != 1] == []
    assert len({ident for found in names.values() for ident in found}) == len(names)
