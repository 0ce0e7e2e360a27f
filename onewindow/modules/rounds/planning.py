"""The list of a day: made in the morning or when asked, kept so that it does not jump about, shown as it stands now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F

from onewindow.kernel.cases.duties import Duty, duties_of
from onewindow.kernel.ground.local_time import local, local_date
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.parameters.queries import in_force
from onewindow.kernel.people.actor import Actor
from onewindow.modules.rounds import spots
from onewindow.modules.rounds.definition import MODULE
from onewindow.modules.rounds.models import Plan
from onewindow.modules.rounds.order import walked
from onewindow.modules.rounds.stops import Stop, Task, merged

ROLES = ("community",)


class NoBeat(Refusal):
    """Only who walks a beat has a list."""

    code = "no_beat"
    status = 403
    words = "一日清单是社区民警用的。您的岗位没有责任区，请回工作台。"


@dataclass(frozen=True, slots=True)
class Listed:
    """A stop of the list with the duties that still wait there."""

    key: str
    at: int
    minutes: int
    x: float
    y: float
    sure: bool
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """The list as it stands: stops still to go to, what was left out and why, what has come since."""

    plan: Plan
    stops: tuple[Listed, ...]
    left: tuple[tuple[str, tuple[Duty, ...]], ...]
    new: tuple[Duty, ...]
    done: int


def today(*, actor: Actor, now: datetime) -> Today:
    """The officer's list of today; it is made when there is none yet."""
    duties = _duties(actor, now)
    plan = Plan.objects.filter(account_id=actor.id, day=local_date(now)).first()
    if plan is None:
        plan = _make(actor, duties, now)
    return _standing(plan, duties)


def make_anew(*, actor: Actor, now: datetime) -> Plan:
    """Draw the list up again from what waits now and from this hour on."""
    return _make(actor, _duties(actor, now), now)


def _duties(actor: Actor, now: datetime) -> list[Duty]:
    if not any(actor.holds(role) for role in ROLES):
        raise NoBeat()
    return duties_of(actor=actor, now=now, roles=ROLES)


def _make(actor: Actor, duties: Sequence[Duty], now: datetime) -> Plan:
    said = in_force(MODULE.policy, local_date(now))
    opens, closes = clock(said["rounds.opens"]), clock(said["rounds.closes"])
    home = spots.home_of(actor.unit.unit_path if actor.unit else "", {one.place for one in duties})
    found = merged(
        [Task(one.case_id, one.place, one.door, one.due_at) for one in duties],
        spots.points([key for one in duties for key in (one.door, one.place) if key]),
        home,
        first=said["rounds.minutes_first"], more=said["rounds.minutes_more"], opens=opens, closes=closes,
    )  # fmt: skip
    begins = max(opens, local(now).hour * 60 + local(now).minute)
    day = walked(
        found, home, now=now, begins=begins, cap=said["rounds.cap_minutes"], speed=said["rounds.walk_metres"],
        most=said["rounds.most_stops"],
    )  # fmt: skip
    return _kept(
        actor.id,
        local_date(now),
        now,
        stops=[{**_plain(leg.stop), "at": leg.at} for leg in day.legs],
        left=[{**_plain(stop), "why": why} for stop, why in day.left],
        metres=day.metres,
        minutes=day.minutes,
    )


def _kept(account_id: int, day: date, now: datetime, **values: Any) -> Plan:
    plan, _ = Plan.objects.update_or_create(
        account_id=account_id,
        day=day,
        defaults={**values, "made_at": now, "version": F("version") + 1},
        create_defaults={**values, "made_at": now},
    )
    plan.refresh_from_db()
    return plan


def _plain(stop: Stop) -> dict[str, Any]:
    return {
        "key": stop.key, "cases": list(stop.cases), "minutes": stop.minutes, "x": round(stop.point.x),
        "y": round(stop.point.y), "sure": stop.sure,
    }  # fmt: skip


def _standing(plan: Plan, duties: Sequence[Duty]) -> Today:
    waiting = {one.case_id: one for one in duties}
    stops, done = [], 0
    for row in plan.stops:
        there = tuple(waiting[case] for case in row["cases"] if case in waiting)
        done += not there
        if there:
            stops.append(Listed(row["key"], row["at"], row["minutes"], row["x"], row["y"], row["sure"], there))
    left = [(row["why"], tuple(waiting[case] for case in row["cases"] if case in waiting)) for row in plan.left]
    planned = {case for row in (*plan.stops, *plan.left) for case in row["cases"]}
    new = tuple(one for one in duties if one.case_id not in planned)
    return Today(plan, tuple(stops), tuple(one for one in left if one[1]), new, done)


def at_door(key: str, *, actor: Actor, now: datetime) -> list[Duty]:
    """Everything that waits at this door (or in this community, for what names no door) now."""
    return [one for one in _duties(actor, now) if (one.door or one.place) == key]


def clock(text: str) -> int:
    """Minutes of the day of "08:30"."""
    hour, _, minute = text.partition(":")
    return int(hour) * 60 + int(minute or 0)
