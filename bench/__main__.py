"""`make bench`: every figure of docs/performance.md, as ratios against a floor of the same run.

python -m bench                  the lifecycle over HTTP
python -m bench --cases 1000000  the same and the lists, over a city of so many cases
python -m bench --only hall      a hall with twenty windows and five hundred who wait
"""

from __future__ import annotations

import argparse
import json
import multiprocessing as mp
import socket
import time
from dataclasses import asdict
from statistics import quantiles
from typing import Any

from bench import floor, halls, inprocess, lifecycle, lists, place, world


def main() -> None:
    """Run what was asked and print it as lines and as JSON."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--server", default="granian", choices=["granian", "uvicorn"])
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--clients", type=int, default=4)
    asked.add_argument("--seconds", type=float, default=12)
    asked.add_argument("--cases", type=int, default=0)
    asked.add_argument("--only", choices=["matter", "hall"])
    asked.add_argument("--rounds", type=int, default=3, help="runs of each figure of the hall")
    args = asked.parse_args()
    with place.database() as bench:
        import django
        from django.utils import timezone

        django.setup()
        people = world.build(timezone.now())
        result: dict[str, Any] = {}
        if args.only != "hall":
            result = matter_figures(bench, people, args)
        if args.only != "matter":
            result["hall"] = halls.figures(free_port, args.rounds)
        print(json.dumps(result, ensure_ascii=False, indent=1))


def matter_figures(bench: place.Bench, people: world.World, args: argparse.Namespace) -> dict[str, Any]:
    """A matter over HTTP and in process, and in a full city when it was asked for."""
    result: dict[str, Any] = {"empty": lifecycle_figures(bench, people, args)}
    alone, cpu = inprocess.rate(people.answers, args.seconds / 2)
    base = floor.rate(bench.url, 1, args.seconds / 2)
    result["in_process"] = {
        "lifecycles_per_s": round(alone, 1),
        "cpu_ms_per_step": round(cpu, 2),
        "floor_lifecycles_per_s": round(base, 1),
        "share_of_floor": round(alone / base, 3),
    }
    if args.cases:
        lists.fill(args.cases)
        result["full"] = lifecycle_figures(bench, people, args)
        result["flat"] = round(result["full"]["lifecycles_per_s"] / result["empty"]["lifecycles_per_s"], 3)
        result["lists"] = lists.figures()
    return result


def lifecycle_figures(bench: place.Bench, people: world.World, args: argparse.Namespace) -> dict[str, Any]:
    """Lifecycles a second, CPU a step, and the ratio to the floor."""
    port = free_port()
    server = place.web(bench, port, args.server, args.workers)
    try:
        wait_for(port)
        tokens = asdict(people)
        lifecycle.load(port, tokens, args.clients, 2)
        postmaster = place.postmaster(bench)
        before = lifecycle.cpu_of(server.pid), lifecycle.cpu_of(postmaster)
        began = time.perf_counter()
        done, took = lifecycle.load(port, tokens, args.clients, args.seconds)
        passed = time.perf_counter() - began
        after = lifecycle.cpu_of(server.pid), lifecycle.cpu_of(postmaster)
    finally:
        server.terminate()
        server.wait(20)
    base = floor.rate(bench.url, args.clients, args.seconds / 2)
    rate, steps = done / passed, len(took)
    cuts = quantiles(took, n=100)
    return {
        "server": args.server,
        "clients": args.clients,
        "lifecycles_per_s": round(rate, 1),
        "step_ms_p50": round(cuts[49] * 1e3, 2),
        "step_ms_p95": round(cuts[94] * 1e3, 2),
        "web_cpu_ms_per_step": round(1e3 * (after[0] - before[0]) / steps, 2),
        "postgres_cpu_ms_per_step": round(1e3 * (after[1] - before[1]) / steps, 2),
        "floor_lifecycles_per_s": round(base, 1),
        "share_of_floor": round(rate / base, 3),
    }


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, patience: float = 30) -> None:
    """Until the server answers."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nothing listens on {port}")


if __name__ == "__main__":
    mp.set_start_method("spawn")
    main()
