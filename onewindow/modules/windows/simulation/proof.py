"""The proof of the reform: ten windows by department against five combined ones, over arrivals and mixes.

Codes and numbers only; `saying.py` has the words.  What comes out is kept in `data/proof.json` with seed, day and
what it rests on, because it takes minutes; the page draws it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from onewindow.modules.windows.simulation.arrivals import CHANGZHOU_2024, EVEN, Demand
from onewindow.modules.windows.simulation.basis import basis
from onewindow.modules.windows.simulation.experiments import capacity, compare, saturated_ratio, synthetic
from onewindow.modules.windows.simulation.measures import Estimate, Figures, change, estimate, estimates
from onewindow.modules.windows.simulation.plans import (
    HOUSEHOLD,
    VEHICLE,
    Arrangement,
    also,
    combined,
    specialised,
    with_lunch,
)
from onewindow.modules.windows.simulation.shifts import cheapest
from onewindow.modules.windows.simulation.validation import HALLS, held

KEPT = Path(__file__).parent / "data" / "proof.json"
SEED = 2024
DAYS = 60
BATCHES = 5
"""Independent groups of days: what a hall bears is found in each, so that it has an interval."""
TARGET = 15
PER_DAY = (100, 140, 170, 200, 240, 280, 320)
STAFFED = (100, 140, 200)
MIXES = {"changzhou": CHANGZHOU_2024, "even": EVEN}
BASES = ("s433", "s622")
SETUPS = {
    "s433": Arrangement("s433", specialised(4, 3, 3)),
    "s622": Arrangement("s622", specialised(6, 2, 2)),
    "c5": Arrangement("c5", combined(5)),
    "c5slow": Arrangement("c5slow", combined(5, 1.15)),
    "c5self": Arrangement("c5self", combined(5), self_service=0.3),
    "c5device40": Arrangement("c5device40", combined(5), device_share=0.4),
    "c5device60": Arrangement("c5device60", combined(5), device_share=0.6),
    "c5slowdevice60": Arrangement("c5slowdevice60", combined(5, 1.15), device_share=0.6),
    "c5all": Arrangement("c5all", combined(5), device_share=0.6, self_service=0.2),
}
_ONE_FOR_VEHICLES = specialised(7, 2, 1)
_FIVE = combined(5, 1.15)
_MORNING = Demand(140)
QUESTIONS: dict[str, tuple[Demand, int | None, Arrangement, Arrangement]] = {
    "vehicle": (
        Demand(200, EVEN), None, Arrangement("7/2/1", _ONE_FOR_VEHICLES), Arrangement("+2", also(_ONE_FOR_VEHICLES, 2, VEHICLE)),
    ),
    "household": (
        Demand(200), None, SETUPS["s433"], Arrangement("+2", also(specialised(4, 3, 3), 2, HOUSEHOLD)),
    ),
    "lunch_staggered": (
        _MORNING, None, Arrangement("5", _FIVE), Arrangement("5", with_lunch(_FIVE, 60, 2)),
    ),
    "lunch_closed": (
        _MORNING, None, Arrangement("5", _FIVE), Arrangement("5", with_lunch(_FIVE, 60, 1)),
    ),
    "monday_specialised": (_MORNING, 1, SETUPS["s433"], SETUPS["c5"]),
    "monday_slow": (_MORNING, 1, SETUPS["s433"], SETUPS["c5slow"]),
}  # fmt: skip


def proof(*, seed: int = SEED, days: int = DAYS, made_on: date) -> dict[str, Any]:
    """Everything the page shows, as plain values; waits in minutes, pairs are [mean, half of the 95 % interval]."""
    return {
        "made_on": made_on.isoformat(),
        "basis": basis(),
        "seed": seed,
        "days": days,
        "waits": [row for mix in MIXES for per_day in PER_DAY for row in _waits(mix, per_day, seed, days)],
        "capacity": [row for mix in MIXES for row in _capacities(mix, seed, max(2, days // BATCHES))],
        "questions": [_question(code, seed, days) for code in QUESTIONS],
        "staffing": [_staffing(per_day, seed, max(2, days // 3)) for per_day in STAFFED],
        "validation": [_validated(windows, load) for windows, load in HALLS],
    }


def _waits(mix: str, per_day: int, seed: int, days: int) -> list[dict[str, Any]]:
    draw = synthetic(Demand(per_day, MIXES[mix]))
    codes = list(SETUPS)
    done = dict(zip(codes, compare(list(SETUPS.values()), draw, seed=seed, days=days), strict=True))
    return [
        {"mix": mix, "per_day": per_day, "setup": code, **numbers(done[code])}
        | {f"against_{base}": pair(_change(done[base], done[code])) for base in BASES}
        for code in codes
    ]


def _change(before: Sequence[Figures], after: Sequence[Figures]) -> Estimate:
    return change([one.mean for one in before], [one.mean for one in after])


def _capacities(mix: str, seed: int, days: int) -> list[dict[str, Any]]:
    """Each group of days asks every arrangement, so that the ratios are of the same days."""
    demand = Demand(mix=MIXES[mix])
    bears = {
        code: [capacity(one, demand, seed=seed + nth, days=days) for nth in range(BATCHES)]
        for code, one in SETUPS.items()
    }
    return [
        {"mix": mix, "setup": code, "per_day": pair(estimate(bears[code]))}
        | {f"against_{base}": pair(_times(bears[base], bears[code])) for base in BASES}
        | {f"closed_{base}": round(saturated_ratio(SETUPS[base], SETUPS[code], demand), 2) for base in BASES}
        for code in SETUPS
    ]


def _times(before: Sequence[float], after: Sequence[float]) -> Estimate:
    return estimate([late / early for early, late in zip(before, after, strict=True)])


def _validated(windows: int, load: float) -> dict[str, Any]:
    found = held(windows, load)
    return {
        "windows": windows,
        "load": load,
        "visits": found.visits,
        "mean": pair(found.mean),
        "mean_expected": round(found.mean_expected, 3),
        "p90": pair(found.p90),
        "p90_expected": round(found.p90_expected, 3),
        "delayed": pair(found.delayed),
        "delayed_expected": round(found.delayed_expected, 3),
    }


def _question(code: str, seed: int, days: int) -> dict[str, Any]:
    demand, weekday, before, after = QUESTIONS[code]
    done = compare([before, after], synthetic(demand, weekday), seed=seed, days=days)
    return {
        "question": code,
        "per_day": round(demand.on(weekday)),
        "before": numbers(done[0]),
        "after": numbers(done[1]),
        "change": pair(_change(done[0], done[1])),
    }


def _staffing(per_day: int, seed: int, days: int) -> dict[str, Any]:
    found = cheapest(Demand(per_day), target=TARGET, seed=seed, days=days, pace=1.15)
    return {
        "per_day": per_day,
        "target": TARGET,
        "hours": found.hours,
        "people": found.people,
        "p90": pair(found.p90),
        "met": found.met,
        "by_slot": found.by_slot,
        "shifts": [[one.code, count] for one, count in found.counts],
    }


def numbers(days: Sequence[Figures]) -> dict[str, list[float]]:
    """The figures over these days, rounded for people."""
    return {name: pair(one) for name, one in estimates(days).items() if name != "visits"}


def pair(one: Estimate) -> list[float]:
    """Mean and half interval; a mean without an interval has none."""
    return [round(one.mean, 3), round(one.half, 3)] if one.half != float("inf") else [round(one.mean, 3)]


def text(found: dict[str, Any]) -> str:
    """The same as a file: one line a row, so that a change reads as a diff."""
    lines = [
        f" {json.dumps(key)}: "
        + ("[\n" + ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in value) + "\n ]"
           if isinstance(value, list) else json.dumps(value))
        for key, value in found.items()
    ]  # fmt: skip
    return "{\n" + ",\n".join(lines) + "\n}\n"


def kept() -> dict[str, Any]:
    """What was last proved."""
    return dict(json.loads(KEPT.read_text()))
