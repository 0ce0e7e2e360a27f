"""From a clerk's click to the hall's screens, over HTTP and server-sent events, with the processes of production."""

from __future__ import annotations

import gzip
import http.client
import os
import random
import re
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import quantiles
from typing import Any

import psycopg

from bench.hall_world import Desk

CALL = re.compile(rb'data-call="([^"]+)-(\d+)-\d+"')
CSRF = "b" * 32
AT = "select id from ow_windows_ticket where window_id = %s and state = 'called'"
PATIENCE = 10.0
At = Callable[[int], int]
"""The ticket at a window: asked in the database, since the bench wants no page of the desk in its way."""


@contextmanager
def house(port: int) -> Iterator[dict[str, int]]:
    """Web, pump and worker as `onewindow up` runs them; their process ids."""
    from onewindow.runner.processes import WORKERS, web

    running = {
        one.name: subprocess.Popen(one.command, env={**os.environ, **one.environment})
        for one in (web("uvicorn", "127.0.0.1", port, 1), *WORKERS)
    }
    try:
        yield {name: one.pid for name, one in running.items()}
    finally:
        for child in running.values():
            child.terminate()
        for child in running.values():
            child.wait(20)


class Screen:
    """A screen as its script behaves: told that the hall moved, it asks for the board; one question at a time."""

    def __init__(self, port: int, hall: str) -> None:
        self.port, self.hall = port, hall
        self.shown: dict[tuple[int, str], float] = {}
        self.changed = threading.Condition()
        self.moved, self.open, self.over = threading.Event(), threading.Event(), False
        self.asked = 0
        self.threads = [threading.Thread(target=work, daemon=True) for work in (self._listen, self._ask)]
        for thread in self.threads:
            thread.start()

    def _listen(self) -> None:
        link = http.client.HTTPConnection("127.0.0.1", self.port)
        link.request("GET", f"/live/hall/{self.hall}", headers={"Accept": "text/event-stream"})
        answer = link.getresponse()
        assert answer.status == 200, answer.status
        self.open.set()
        while not self.over:
            line = answer.readline()
            if line.startswith(b"event: moved"):
                self.moved.set()

    def _ask(self) -> None:
        link = http.client.HTTPConnection("127.0.0.1", self.port)
        while not self.over:
            if not self.moved.wait(0.2):
                continue
            self.moved.clear()
            link.close()
            link.request("GET", f"/halls/{self.hall}/screen/", headers={"X-Part": "board", "Accept-Encoding": "gzip"})
            answer = link.getresponse()
            body = answer.read()
            assert answer.status == 200, answer.status
            text = gzip.decompress(body) if answer.headers["Content-Encoding"] == "gzip" else body
            at = time.perf_counter()
            self.asked += 1
            with self.changed:
                for number, window in CALL.findall(text):
                    self.shown.setdefault((int(window), number.decode()), at)
                self.changed.notify_all()

    def when(self, window: int, before: set[str]) -> tuple[str, float]:
        """The number that is new at this window, and when it was there."""

        def fresh() -> tuple[str, float] | None:
            return next(((n, at) for (w, n), at in self.shown.items() if w == window and n not in before), None)

        with self.changed:
            if not self.changed.wait_for(lambda: fresh() is not None, PATIENCE):
                raise TimeoutError(f"window {window}: no screen shows its call")
            found = fresh()
        assert found is not None
        return found


class Clerk:
    """One window's browser: its session, one connection."""

    def __init__(self, port: int, desk: Desk) -> None:
        self.desk, self.link = desk, http.client.HTTPConnection("127.0.0.1", port)
        self.called: set[str] = set()

    def post(self, verb: str, **form: int) -> None:
        body = "&".join(f"{name}={value}" for name, value in form.items())
        cookie = f"sessionid={self.desk.session}; csrftoken={CSRF}"
        head = {"Cookie": cookie, "X-CSRFToken": CSRF, "Content-Type": "application/x-www-form-urlencoded"}
        self.link.close()  # minutes lie between two clicks: the server has closed it by then
        self.link.request("POST", f"/desk/window/act/{verb}/", body, head)
        answer = self.link.getresponse()
        text = answer.read()
        if answer.status != 302:
            raise RuntimeError(f"{verb}: {answer.status} {text[:300]!r}")

    def call(self, screens: list[Screen]) -> list[float]:
        """Call the next; seconds from sending until each screen shows it."""
        began = time.perf_counter()
        self.post("next", window=self.desk.window)
        found = [screen.when(self.desk.number, self.called) for screen in screens]
        self.called |= {number for number, _ in found}
        return [at - began for _, at in found]

    def serve(self, ticket: int) -> None:
        """The one called sits down, and is done."""
        self.post("start", ticket=ticket)
        self.post("finish", ticket=ticket)


def paced(clerks: list[Clerk], screens: list[Screen], ticket_at: At, calls: int, every: float) -> list[float]:
    """Calls one after another at random moments, `every` seconds apart in the mean; those called are served between."""
    draw, took = random.Random(3), []
    for nth in range(calls):
        clerk = clerks[nth % len(clerks)]
        took += clerk.call(screens)
        time.sleep(draw.uniform(0.3, 0.7) * every)
        clerk.serve(ticket_at(clerk.desk.window))
        time.sleep(draw.uniform(0.3, 0.7) * every)
    return took


def at_once(clerks: list[Clerk], screens: list[Screen], ticket_at: At, rounds: int) -> list[float]:
    """All windows call in the same moment; those called are served before the next round."""
    took: list[float] = []
    for _ in range(rounds):
        _together(clerks, lambda clerk: took.extend(clerk.call(screens)))
        for clerk in clerks:
            clerk.serve(ticket_at(clerk.desk.window))
        time.sleep(1)
    return took


def flat_out(clerks: list[Clerk], screens: list[Screen], ticket_at: At, calls: int) -> list[float]:
    """Every window: call, wait for the screens, serve in no time, call again."""
    took: list[float] = []

    def work(clerk: Clerk) -> None:
        for _ in range(calls):
            took.extend(clerk.call(screens))
            clerk.serve(ticket_at(clerk.desk.window))

    _together(clerks, work)
    return took


def _together(clerks: list[Clerk], work: Callable[[Clerk], Any]) -> None:
    falls: list[BaseException] = []

    def one(clerk: Clerk) -> None:
        try:
            work(clerk)
        except BaseException as fall:
            falls.append(fall)

    threads = [threading.Thread(target=one, args=(clerk,)) for clerk in clerks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if falls:
        raise falls[0]


@contextmanager
def tickets(url: str) -> Iterator[At]:
    """Who is at which window."""
    lock = threading.Lock()
    with psycopg.connect(url, autocommit=True) as link:

        def ticket_at(window: int) -> int:
            with lock:
                row = link.execute(AT, (window,)).fetchone()
            assert row is not None
            return int(row[0])

        yield ticket_at


def floor(url: str, times: int) -> list[float]:
    """Seconds from a durable insert with its NOTIFY until a listener has read the row: psycopg and nothing else."""
    took: list[float] = []
    with psycopg.connect(url, autocommit=True) as writer, psycopg.connect(url, autocommit=True) as reader:
        writer.execute("create table if not exists bench_call (id bigserial, words text)")
        reader.execute("listen bench")
        for nth in range(times):
            began = time.perf_counter()
            with writer.transaction():
                writer.execute("insert into bench_call (words) values (%s)", (f"A{nth}",))
                writer.execute("notify bench, 'x'")
            next(iter(reader.notifies(timeout=5, stop_after=1)))
            reader.execute("select words from bench_call where id = %s", (nth,)).fetchone()
            took.append(time.perf_counter() - began)
    return took


def told(took: list[float]) -> dict[str, float]:
    """p50, p95 and the worst in milliseconds."""
    cuts = quantiles(took, n=100)
    return {
        "n": len(took),
        "p50": round(cuts[49] * 1e3, 1),
        "p95": round(cuts[94] * 1e3, 1),
        "worst": round(max(took) * 1e3, 1),
    }


def answers(port: int, patience: float = 60) -> None:
    """Until the first page is there, and once more: what is loaded lazily is loaded."""
    until = time.monotonic() + patience
    while True:
        try:
            link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            for _ in range(3):
                link.request("GET", "/halls/")
                assert link.getresponse().read()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
