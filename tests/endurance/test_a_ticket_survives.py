"""kill -9 of web, pump, worker, PostgreSQL and the supervisor while numbers are taken: each one that was told is there."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.endurance.test_killed_at_random import PATIENCE, Demo

pytestmark = pytest.mark.slow
HALL = "/halls/320402004000/"
NUMBER, AHEAD = re.compile(r'<span class="number">([A-Z]+\d+)</span>'), re.compile(r"<dd>(\d+) 人</dd>")
CSRF = "c" * 32
CLIENTS, ENOUGH = 3, 15
LINES = """
select t.number, t.state, t.nth, count(l.id), min(l.facts->>'title')
from (select *, row_number() over (partition by hall_id, day order by rank, id) - 1 as nth from ow_windows_ticket
      where state = 'waiting') t
left join journal_line l on l.about = 'visit' and l.subject_id = t.id and l.act = 'take'
where t.token = any(%s) group by 1, 2, 3
"""


@dataclass
class Taker:
    """Takes one number after another at a phone; `told` maps the address of each page to the key it was asked with."""

    url: str
    told: dict[str, str] = field(default_factory=dict)
    unanswered: list[str] = field(default_factory=list)

    def work(self) -> None:
        while not self.unanswered:
            key = uuid4().hex
            try:
                self.told[self.take(key)] = key
            except httpx.HTTPError:
                self.unanswered.append(key)

    def take(self, key: str) -> str:
        answer = httpx.post(
            f"{self.url}{HALL}take/",
            data={"items": "idcard.renew", "key": key},
            headers={"X-CSRFToken": CSRF},
            cookies={"csrftoken": CSRF},
            timeout=10,
        )
        if answer.status_code >= 500:  # the database went before the web
            raise httpx.RemoteProtocolError("no number")
        assert answer.status_code == 302, answer.text[-500:]
        return answer.headers["location"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def demo(home: Path) -> Iterator[Demo]:
    here = Demo(home)
    yield here
    here.stop()


def page(demo: Demo, path: str) -> tuple[str, int]:
    """Number and people ahead, as the page tells them."""
    text = httpx.get(f"{demo.url}{path}", timeout=10).text
    number, ahead = NUMBER.search(text), AHEAD.search(text)
    assert number and ahead, text
    return number[1], int(ahead[1])


def everything_dies(demo: Demo) -> None:
    """The supervisor first, so that nobody brings anything back; then all that it kept, and what that kept."""
    pids = [demo.running.pid, *descendants(demo.running.pid)]
    assert len(demo.children()) >= 4
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:  # went with its parent already
            continue
    demo.running.wait()
    until = time.monotonic() + 20
    while any(alive(pid) for pid in pids):
        assert time.monotonic() < until
        time.sleep(0.05)


def descendants(pid: int) -> list[int]:
    found = [int(one) for file in Path(f"/proc/{pid}/task").glob("*/children") for one in file.read_text().split()]
    return found + [further for one in found for further in descendants(one)]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_number_that_was_told_survives_the_end_of_everything(demo: Demo, home: Path) -> None:
    demo.wait()
    takers = [Taker(demo.url) for _ in range(CLIENTS)]
    threads = [threading.Thread(target=one.work) for one in takers]
    for thread in threads:
        thread.start()
    until = time.monotonic() + PATIENCE
    while sum(len(one.told) for one in takers) < ENOUGH and time.monotonic() < until:
        time.sleep(0.01)
    everything_dies(demo)
    for thread in threads:
        thread.join(30)
    told = {path: key for one in takers for path, key in one.told.items()}
    assert len(told) >= ENOUGH and all(one.unanswered for one in takers)

    again = Demo(home)
    try:
        again.wait()
        for one in takers:
            one.url = again.url
        each_is_there_with_its_place_and_its_line(again, told)
        asked_again_under_the_same_key_it_is_the_same(again, takers, told)
        assert "日志完整" in again.say("verify")
    finally:
        again.stop()


def each_is_there_with_its_place_and_its_line(demo: Demo, told: dict[str, str]) -> None:
    with demo.database() as database:
        rows = database.execute(LINES, ([path.rstrip("/").rpartition("/")[2] for path in told],)).fetchall()
    assert len(rows) == len(told)
    for number, state, _, lines, title in rows:
        assert (state, lines, title) == ("waiting", 1, f"取号 {number}（普通）")
    assert dict(page(demo, path) for path in told) == {number: nth for number, _, nth, *_ in rows}


def asked_again_under_the_same_key_it_is_the_same(demo: Demo, takers: list[Taker], told: dict[str, str]) -> None:
    """Whoever got an answer gets it again; whoever got none gets one number, whether it had been written or not."""
    taker = takers[0]
    some = list(told.items())[:3]
    assert [taker.take(key) for _, key in some] == [path for path, _ in some]
    for one in takers:
        for key in one.unanswered:
            assert taker.take(key) == taker.take(key)
    with demo.database() as database:
        numbers = database.execute("select number, key from ow_windows_ticket where key is not null").fetchall()
    assert max(Counter(number for number, _ in numbers).values()) == 1
    assert {key for _, key in numbers} >= {*told.values(), *(key for one in takers for key in one.unanswered)}
