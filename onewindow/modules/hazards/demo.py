"""Hazards of the demo city, all invented: 310 of 360 rectified, 169 of 171 in the class 治安, as published rates go.

Doors are made up on real communities.  In the beat of the cast's community officer some stand open at every stage,
several at one door.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from onewindow.kernel.cases import blind
from onewindow.kernel.cases.many import Filing, Moment, file_many
from onewindow.kernel.ground.local_time import local, local_date
from onewindow.kernel.indicators.declared import reached
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.people.places import communities_of, streets_with
from onewindow.kernel.people.queries import actor_by_account
from onewindow.kernel.people.units import officers_of, unit_by_code
from onewindow.modules.hazards.dictionary import BY_CODE, KINDS
from onewindow.modules.hazards.hazard import HAZARD

WHY = "演示：合成历史"
STATION, DISTRICT = "320402004000", "320402000000"
DOOR = "演示路12号3幢501室"
# (state, how many of the class 治安, how many of the others): 171 and 189 together, with those found again
PLAN = (("closed", 159, 125), ("rectified", 8, 8), ("handed_on", 0, 3), ("signed", 1, 27), ("pushed", 0, 12))
# In the beat: (state, class, nth item, at the shared door)
BEAT = (
    ("rectified", "security", 0, True),
    ("rectified", "escape", 1, True),
    ("rectified", "security", 4, False),
    ("rectified", "ebike", 0, False),
    ("signed", "electric", 0, True),
    ("signed", "gas", 0, False),
    ("signed", "living", 0, False),
    ("pushed", "security", 1, False),
    ("pushed", "equipment", 0, True),
    ("found", "structure", 4, False),
    ("found", "management", 0, False),
)
ROAD = ("found", "pushed", "signed", "rectified", "closed")
STEPS = {
    "found": "report",
    "pushed": "push",
    "signed": "sign",
    "rectified": "rectify",
    "closed": "pass",
    "handed_on": "hand_on",
}
OTHERS = tuple(kind.code for kind in KINDS if kind.code != "security")
LEVELS = ("general", "at_once", "general", "general", "grave")
AGAIN = 6  # found again at the same door; rectified as well
DAYS = {"at_once": 1, "general": 9, "grave": 4}


def plant(now: datetime) -> None:
    """The whole history once; nothing when there is any hazard."""
    since, until = now - timedelta(days=3650), now + timedelta(days=1)
    if any(ever for _, ever, _ in reached(HAZARD, actor=SYSTEM_ACTOR, since=since, until=until)):
        return
    first = [*history(places(), now), *beat(now)]
    ids = bring_in(first, now)
    closed = [(one, id_) for one, id_ in zip(first, ids, strict=True) if may_come_back(one, now)][:AGAIN]
    numbers = blind.briefs(id_ for _, id_ in closed)
    bring_in([found_again(one, numbers[id_].number, now) for one, id_ in closed], now)


def bring_in(filings: list[Filing], now: datetime) -> list[int]:
    """Their ids; the demo does not go on with a part of them."""
    filed = file_many(filings, actor=SYSTEM_ACTOR, now=now, reason=WHY, act="bring_in")
    assert not filed.refused, filed.refused
    return [one for one in filed.ids if one is not None]


def may_come_back(one: Filing, now: datetime) -> bool:
    """Closed long enough ago to be found and closed again since; not of the class whose rate is told by itself."""
    return (
        one.past[-1].state == "closed"
        and one.answers["kind"] != "security"
        and one.past[-1].at < now - timedelta(days=60)
    )


def found_again(one: Filing, number: str, now: datetime) -> Filing:
    """The same at the same door twenty days after it was closed."""
    began = one.past[-1].at + timedelta(days=20)
    return replace(one, past=past("closed", one.answers["level"], began, {}, now, 1), facts={"relapse_of": number})


def places() -> list[str]:
    """One community of every street in turn, then the next of each: all districts are there."""
    streets = [code for of in streets_with("")[0].values() for code, _ in of]
    listed = [[code for code, _ in communities_of(street)] for street in streets]
    longest = max((len(one) for one in listed), default=0)
    return [one[nth] for nth in range(longest) for one in listed if nth < len(one)]


def history(where: list[str], now: datetime) -> Iterator[Filing]:
    """What the plan counts, spread over the city and the last 200 days."""
    nth = 0
    for state, *counts in PLAN:
        for security, count in zip((True, False), counts, strict=True):
            for _ in range(count):
                nth += 1
                kind = "security" if security else OTHERS[nth % len(OTHERS)]
                ago = 25 + nth % 170 if state in ("closed", "handed_on") else 2 + nth % 6
                yield filing(
                    where[nth % len(where)], f"演示路{nth}号", kind, nth, state, now - timedelta(days=ago), {}, now
                )


def beat(now: datetime) -> Iterator[Filing]:
    """What the community officer of the cast has before them: found by the hub, mended by the street."""
    hands = cast(now)
    own = hands.pop("places")
    for nth, (state, kind, item, shared) in enumerate(BEAT):
        where = own[0] if shared else own[nth % len(own)]
        door = DOOR if shared else f"演示路{200 + nth}号"
        yield filing(
            where, door, kind, item, state, now - timedelta(days=2 if state != "found" else 0, hours=2), hands, now
        )


def cast(now: datetime) -> dict:  # type: ignore[type-arg]
    """The hub of the district, the street clerk of the station, and the communities of its community officer."""
    hands: dict = {"places": places()[:4]}  # type: ignore[type-arg]
    for code in (DISTRICT, STATION):
        unit = unit_by_code(code)
        for one in officers_of(unit.path, day=local_date(now)) if unit else []:
            hands.setdefault(one["role"], one["id"])
    officer = actor_by_account(hands["community"], now) if "community" in hands else None
    beats = [one for held in officer.held for one in held.places] if officer else []
    return {**hands, "places": beats or hands["places"]}


def filing(
    where: str, door: str, kind: str, nth: int, state: str, began: datetime, hands: dict[str, int], now: datetime
) -> Filing:
    """One hazard with its moments up to this state, no later than now."""
    items, level = BY_CODE[kind].items, LEVELS[nth % len(LEVELS)]
    answers = {
        "site": "house", "where": where, "where_detail": door, "kind": kind, "level": level, "source": "handed",
        f"item_{kind}": items[nth % len(items)].code, "seen": "演示数据：合成的隐患，不对应真实的房屋和人",
    }  # fmt: skip
    if state != "found":
        answers |= {"lead": BY_CODE[kind].leads[0], "receipt": f"替身回执-演示{nth:04d}"}
    if state in ("rectified", "closed"):
        answers |= {"done": "演示数据：已按要求改好", "after_told": "演示数据：没有照片"}
    return Filing("hazards.hazard", answers, past=past(state, level, local(began), hands, now, nth))


def past(state: str, level: str, began: datetime, hands: dict[str, int], now: datetime, nth: int) -> list[Moment]:
    """The turns taken, each after a while that mostly keeps its limit."""
    by = {"found": "hub", "pushed": "hub", "signed": "street", "rectified": "street", "closed": "community"}
    after = {"found": timedelta(), "pushed": timedelta(hours=1 + nth % 5), "signed": timedelta(hours=6 + nth % 12),
             "rectified": timedelta(days=DAYS[level] * (2 if nth % 13 == 0 else 1), hours=8),
             "closed": timedelta(days=DAYS[level] * (2 if nth % 13 == 0 else 1) + 1 + nth % 2, hours=10)}  # fmt: skip
    road = [*ROAD[: ROAD.index("signed") + 1], "handed_on"] if state == "handed_on" else ROAD[: ROAD.index(state) + 1]
    late = {**after, "handed_on": timedelta(days=22)}
    open_until = now - timedelta(minutes=30)
    return [
        Moment(
            one, min(began + late[one], open_until + timedelta(minutes=n)), STEPS[one], hands.get(by.get(one, ""), 0)
        )
        for n, one in enumerate(road)
    ]
