"""Disputes of the demo city, all invented: 242 of 258 settled, as the published rate of 93.8 % goes.

Parties are doors and trades, never names.  In the beat of the cast's community officer some stand open at every
stage, one of them at the door where hazards stand open too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from onewindow.kernel.cases.many import Filing, Moment, file_many
from onewindow.kernel.ground.local_time import local, local_date
from onewindow.kernel.indicators.declared import reached
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.people.places import communities_of, streets_with
from onewindow.kernel.people.queries import actor_by_account
from onewindow.kernel.people.units import officers_of, unit_by_code
from onewindow.modules.disputes.dispute import DISPUTE
from onewindow.modules.disputes.rules import FOUR

WHY = "演示：合成历史"
STATION, DISTRICT = "320402004000", "320402000000"
DOOR = "演示路12号3幢501室"
# (road, how many): 242 of them settled, 258 with those of the beat
PLAN = (("by_agreement", 150), ("otherwise", 79), ("waiting", 11), ("handed_on", 3), ("open", 6))
# In the beat: (road, type, grade, door); the first two are settled and wait for another hand to look
BEAT = (
    ("waiting", "family", "blue", DOOR),
    ("waiting", "labour", "yellow", "演示路21号"),
    ("new", "building", "blue", "演示路22号"),
    ("new", "economy", "yellow", "演示路23号"),
    ("assigned", "family", "yellow", DOOR),
    ("open", "medical", "red", "演示路24号"),
    ("open", "village", "blue", "演示路25号"),
    ("agreed", "labour", "yellow", "演示路26号"),
    ("kept", "economy", "yellow", "演示路27号"),
)
ROADS = {
    "new": ("found",),
    "assigned": ("found", "pushed"),
    "open": ("found", "pushed", "signed"),
    "agreed": ("found", "pushed", "signed", "agreed"),
    "kept": ("found", "pushed", "signed", "agreed", "performing"),
    "waiting": ("found", "pushed", "signed", "rectified"),
    "otherwise": ("found", "pushed", "signed", "rectified", "closed"),
    "by_agreement": ("found", "pushed", "signed", "agreed", "performing", "rectified", "closed"),
    "handed_on": ("found", "pushed", "signed", "handed_on"),
}
STEPS = {"found": "report", "pushed": "push", "signed": "sign", "agreed": "agree", "performing": "no_confirm",
         "rectified": "rectify", "closed": "pass", "handed_on": "hand_on"}  # fmt: skip
HAND = {"found": "hub", "pushed": "hub", "signed": "street", "agreed": "street", "performing": "street",
        "rectified": "street", "closed": "community", "handed_on": "chief"}  # fmt: skip
HOURS = {
    "found": 0,
    "pushed": 5,
    "signed": 20,
    "agreed": 60,
    "performing": 80,
    "rectified": 66,
    "closed": 100,
    "handed_on": 70,
}
TYPES = (
    "family",
    "labour",
    "economy",
    "building",
    "family",
    "village",
    "medical",
    "contracting",
    "campus",
    "environment",
)
GRADES = ("blue", "blue", "yellow", "blue", "yellow", "red")


def plant(now: datetime) -> None:
    """The whole history once; nothing when there is any dispute."""
    since, until = now - timedelta(days=3650), now + timedelta(days=1)
    if any(count for _, count, _ in reached(DISPUTE, actor=SYSTEM_ACTOR, since=since, until=until)):
        return
    filed = file_many([*history(places(), now), *beat(now)], actor=SYSTEM_ACTOR, now=now, reason=WHY, act="bring_in")
    assert not filed.refused, filed.refused


def places() -> list[str]:
    """One community of every street in turn, then the next of each: all districts are there."""
    streets = [code for of in streets_with("")[0].values() for code, _ in of]
    listed = [[code for code, _ in communities_of(street)] for street in streets]
    longest = max((len(one) for one in listed), default=0)
    return [one[nth] for nth in range(longest) for one in listed if nth < len(one)]


def history(where: list[str], now: datetime) -> Iterator[Filing]:
    """What the plan counts, spread over the city and the last 200 days."""
    roads = [road for road, count in PLAN for _ in range(count)]
    for nth, road in enumerate(roads):
        done = ROADS[road][-1] in ("closed", "handed_on")
        began = now - timedelta(days=14 + nth % 180 if done else 2 + nth % 3)
        place = where[(nth * 7) % len(where)]
        yield filing(
            place, f"演示路{300 + nth}号", TYPES[nth % len(TYPES)], GRADES[nth % len(GRADES)], road, began, {}, now
        )


def beat(now: datetime) -> Iterator[Filing]:
    """What the officer of the cast has before them: registered by the hub, worked on by the street."""
    hands, own = cast(now)
    for nth, (road, kind, grade, door) in enumerate(BEAT):
        where = own[0] if door == DOOR else own[nth % len(own)]
        began = now - timedelta(hours=3 if road == "new" else 40 + nth)
        yield filing(where, door, kind, grade, road, began, hands, now)


def cast(now: datetime) -> tuple[dict[str, int], list[str]]:
    """Who is the hub, the street and so on at the station of the cast, and the communities of its officer."""
    hands: dict[str, int] = {}
    for code in (DISTRICT, STATION):
        unit = unit_by_code(code)
        for one in officers_of(unit.path, day=local_date(now)) if unit else []:
            hands.setdefault(one["role"], one["id"])
    officer = actor_by_account(hands["community"], now) if "community" in hands else None
    beats = [one for held in officer.held for one in held.places] if officer else []
    return hands, beats or places()[:4]


def filing(
    where: str, door: str, kind: str, grade: str, road: str, began: datetime, hands: dict[str, int], now: datetime
) -> Filing:
    """One dispute with its moments, no later than now."""
    answers: dict[str, Any] = {
        "where": where, "where_detail": door, "source": "call", "type": kind, "parties": f"{door}—隔壁（{kind}）",
        "matter": "演示数据：合成的纠纷，不对应真实的人和事", "scale": "group" if grade == "red" else "single",
        "people": {"blue": 2, "yellow": 6, "red": 12}[grade], "grade": grade,
    }  # fmt: skip
    if road != "new":
        answers |= {"in_charge": "演示负责人", "charge_level": "street" if grade == "red" else "chief"}
    if road not in ("new", "assigned"):
        answers |= {"plan": "演示数据：合成的化解方案，四项都想到", "fronts": sorted(FOUR)}
    if "agreed" in ROADS[road]:
        agreed = local_date(moment(began, "agreed", now)).isoformat()
        answers |= {"form": "oral", "agreed_on": agreed, "terms": "演示数据：合成的协议内容"}
    return Filing("disputes.dispute", answers, past=past(road, local(began), hands, now))


def moment(began: datetime, state: str, now: datetime) -> datetime:
    """When this turn was taken: some hours after the start, never later than now."""
    return min(began + timedelta(hours=HOURS[state]), now - timedelta(minutes=30))


def past(road: str, began: datetime, hands: dict[str, int], now: datetime) -> list[Moment]:
    """The turns of this road, each later than the one before."""
    found: list[Moment] = []
    for nth, state in enumerate(ROADS[road]):
        at = moment(began, state, now) + timedelta(minutes=nth)
        if found and at <= found[-1].at:
            at = found[-1].at + timedelta(minutes=1)
        step = "perform" if state == "rectified" and "performing" in ROADS[road] else STEPS[state]
        found.append(Moment(state, at, step, hands.get(HAND[state], 0)))
    return found
