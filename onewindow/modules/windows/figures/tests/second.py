"""The numbers of a hall a second way: plain Python over the lines of the journal and plain rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import floor
from typing import Any

MONTH = timedelta(days=30)


@dataclass
class Told:
    """What the lines of one visit say."""

    taken: datetime
    called: datetime | None = None
    stays: list[tuple[datetime, datetime | None, str]] = field(default_factory=list)
    end: str = ""


def visits(lines: Iterable[dict[str, Any]]) -> dict[int, Told]:
    """Every visit from its lines, in their order."""
    found: dict[int, Told] = {}
    for line in lines:
        at, act, visit = line["at"], line["act"], line["subject_id"]
        if act == "take":
            found[visit] = Told(at)
            continue
        told = found[visit]
        if act == "call" and told.called is None:
            told.called = at
        if act == "start":
            told.stays.append((at, None, ""))
        if act in ("hold", "transfer", "finish") and told.stays and told.stays[-1][1] is None:
            told.stays[-1] = (told.stays[-1][0], at, act)
        if line["to_state"] in ("done", "left", "missed"):
            told.end = line["to_state"]
    return found


def percentile(values: list[float], share: float) -> float | None:
    """Between the two nearest in order, by how far one stands between them."""
    ordered = sorted(values)
    if not ordered:
        return None
    place = share * (len(ordered) - 1)
    low = floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def minutes(since: datetime, until: datetime) -> float:
    return (until - since).total_seconds() / 60


def of_tickets(told: dict[int, Told], now: datetime) -> dict[str, tuple[float | None, float]]:
    """Value and n of what the tickets alone tell."""
    waits = [minutes(one.taken, one.called) for one in told.values() if one.called]
    served = [sum(minutes(a, b) for a, b, _ in one.stays if b) for one in told.values() if one.end == "done"]
    over = [one for one in told.values() if one.end]
    gone = [one for one in over if one.end != "done" and not one.stays]
    return {
        "wait_mean": (_mean(waits), len(waits)),
        "wait_p90": (percentile(waits, 0.9), len(waits)),
        "service_mean": (_mean(served), len(served)),
        "service_p90": (percentile(served, 0.9), len(served)),
        "abandoned": (_share(len(gone), len(over)), len(over)),
    }


def of_matters(matters: list[dict[str, Any]], told: dict[int, Told]) -> dict[str, tuple[float | None, float]]:
    """`matters` are {visit, item, person, outcome, at}; those before the day are among them."""
    today = [one for one in matters if one["visit"] in told and one["outcome"]]
    managed = [one for one in today if one["outcome"] in ("on_the_spot", "accepted")]
    once = [one for one in managed if not _came_back(one, matters, told)]
    spot = sum(1 for one in today if one["outcome"] == "on_the_spot")
    return {
        "on_the_spot": (_share(spot, len(today)), len(today)),
        "one_visit": (_share(len(once), len(managed)), len(managed)),
    }


def _came_back(one: dict[str, Any], matters: list[dict[str, Any]], told: dict[int, Told]) -> bool:
    if any(how == "hold" for _, _, how in told[one["visit"]].stays):
        return True
    return one["person"] is not None and any(
        other["outcome"] == "missing_paper"
        and (other["person"], other["item"]) == (one["person"], one["item"])
        and one["at"] - MONTH <= other["at"] < one["at"]
        for other in matters
    )


def of_hours(
    told: dict[int, Told], shifts: list[dict[str, Any]], now: datetime
) -> dict[str, tuple[float | None, float]]:
    """`shifts` are {since, until, breaks: [(since, until)], kind, window}; counted minute by minute."""
    at_window = [one for one in shifts if one["window"] and one["since"] < now]
    hours = sum(_worked(one, now) for one in at_window)
    after = sum(_worked(one, now) for one in at_window if one["kind"] == "after_hours")
    sat = sum(minutes(a, b or now) for one in told.values() for a, b, _ in one.stays) / 60
    done = sum(1 for one in told.values() for _, _, how in one.stays if how == "finish")
    return {
        "utilisation": (_share(sat, hours), len(at_window)),
        "per_hour": (done / hours if hours else None, done),
        "after_hours": (_share(after, hours), len(at_window)),
    }


def _worked(shift: dict[str, Any], now: datetime) -> float:
    minute, count = shift["since"], 0.0
    while minute < min(shift["until"], now):
        of_it = min(1.0, minutes(minute, min(shift["until"], now)))  # the minute that runs now counts by its part
        count += 0.0 if any(a <= minute < b for a, b in shift["breaks"]) else of_it
        minute += timedelta(minutes=1)
    return count / 60


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _share(part: float, whole: float) -> float | None:
    return 100 * part / whole if whole else None
