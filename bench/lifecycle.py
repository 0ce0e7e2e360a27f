"""A whole matter over HTTP: open, submit, claim, accept, certify (with a look-up); against the same writes as raw SQL.

Client, web server and PostgreSQL share this machine; CPU is read from the kernel's own accounts.
"""

from __future__ import annotations

import http.client
import json
import multiprocessing as mp
import os
import time
from pathlib import Path
from typing import Any

STEPS = (("submit", "resident"), ("claim", "clerk"), ("accept", "clerk"), ("certify", "reviewer"))
TICK = os.sysconf("SC_CLK_TCK")


def cpu_of(pid: int) -> float:
    """CPU seconds of a process and all its children, living and reaped."""
    total = 0.0
    for one in (pid, *children(pid)):
        try:
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(int(fields[i]) for i in (11, 12, 13, 14)) / TICK
    return total


def children(pid: int) -> list[int]:
    """Every descendant of a process."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in task.read_text().split():
                found += [int(child), *children(int(child))]
        except OSError:
            continue
    return found


def client(port: int, world: dict[str, Any], seconds: float, out: Any) -> None:
    """One client with one connection, one matter after another."""
    link = http.client.HTTPConnection("127.0.0.1", port)
    done, took, until = 0, [], time.perf_counter() + seconds

    def post(path: str, body: bytes, who: str) -> dict[str, Any]:
        began = time.perf_counter()
        link.request("POST", path, body, {"Authorization": f"Bearer {world[who]}", "Content-Type": "application/json"})
        answer = link.getresponse()
        text = answer.read()
        took.append(time.perf_counter() - began)
        if answer.status not in (200, 201):
            raise RuntimeError(f"{path}: {answer.status} {text[:300]!r}")
        return dict(json.loads(text))

    first = json.dumps({"answers": world["answers"]}).encode()
    while time.perf_counter() < until:
        case = post("/api/cases/records.certificate", first, "resident")["id"]
        for step, who in STEPS:
            post(f"/api/cases/records.certificate/{case}/{step}", b"{}", who)
        done += 1
    out.put((done, took))


def load(port: int, world: dict[str, Any], clients: int, seconds: float) -> tuple[int, list[float]]:
    """Matters finished and the time of every request."""
    out: Any = mp.Queue()
    running = [mp.Process(target=client, args=(port, world, seconds, out)) for _ in range(clients)]
    for one in running:
        one.start()
    got = [out.get(timeout=seconds + 60) for _ in running]
    for one in running:
        one.join()
    return sum(done for done, _ in got), sorted(took for _, several in got for took in several)
