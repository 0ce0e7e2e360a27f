"""Calls of the demo city, all invented: what the month was, and a few open at every stage in the cast's station."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from onewindow.kernel.cases.many import Filing, Moment, file_many
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.indicators.declared import reached
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.people.places import communities_of, streets_with
from onewindow.kernel.people.units import officers_of, unit_by_code
from onewindow.modules.incidents.call import CALL

WHY = "演示：合成历史"
STATION, DISTRICT, BEAT = "320402004000", "320402000000", "320402004"
MONTH = 120
# (initial, final, what was told): every tenth is found to be something else.
TOLD = (
    ("traffic", "traffic", "两辆车轻微碰擦"),
    ("dispute", "dispute", "邻居之间为漏水争吵"),
    ("urgent_help", "urgent_help", "钥匙锁在家里"),
    ("consult", "consult", "问居住证怎么办"),
    ("public_order", "dispute", "说有人打架，到场是口角"),
    ("traffic", "traffic", "车辆堵住路口"),
    ("hazard", "hazard", "楼道里有电动车充电"),
    ("criminal", "criminal", "说被人骗了钱"),
    ("linkage", "linkage", "路灯倒了"),
    ("other", "other", "捡到一个包"),
)
FOLLOWED: dict[str, dict[str, object]] = {
    "dispute": {"dispute_type": "family", "parties": "楼上住户—楼下住户", "scale": "single", "people": 2},
    "hazard": {"hazard_item": "ebike.inside", "site": "public"},
}
ROAD = (("received", "receive", 0), ("dispatched", "dispatch", 30), ("signed", "sign", 75), ("arrived", "arrive", 330),
        ("fed_back", "feedback", 2700), ("closed", "review", 9000))  # fmt: skip
BY = {
    "receive": "hub",
    "dispatch": "hub",
    "sign": "community",
    "arrive": "community",
    "feedback": "community",
    "review": "hub",
}
OPEN = ("received", "dispatched", "signed", "arrived", "fed_back")


def plant(now: datetime) -> None:
    """The whole month once; nothing when there is any call."""
    since, until = now - timedelta(days=3650), now + timedelta(days=1)
    if any(ever for _, ever, _ in reached(CALL, actor=SYSTEM_ACTOR, since=since, until=until)):
        return
    found = [*_month(now), *_standing(now)]
    filed = file_many(found, actor=SYSTEM_ACTOR, now=now, reason=WHY, act="bring_in")
    assert not filed.refused, filed.refused


def _month(now: datetime) -> Iterator[Filing]:
    """Closed ones all over the city; some void, some with 12345."""
    streets = [code for of in streets_with("")[0].values() for code, _ in of]
    places = [listed[0][0] for street in streets if (listed := communities_of(street))]
    for nth in range(MONTH if places else 0):
        began = now - timedelta(days=1 + nth % 28, minutes=37 * nth % 1300)
        state = "void" if nth % 24 == 7 else "handed" if nth % 10 == 8 else "closed"
        yield _filing(nth, places[nth % len(places)], state, began, {})


def _standing(now: datetime) -> Iterator[Filing]:
    """One at each stage in the station of the cast."""
    hands: dict[str, int] = {}
    for code in (DISTRICT, STATION):
        unit = unit_by_code(code)
        for one in officers_of(unit.path, day=local_date(now)) if unit else []:
            hands.setdefault(one["role"], one["id"])
    places = [code for code, _ in communities_of(BEAT)]
    for nth, state in enumerate(OPEN if places else ()):
        yield _filing(nth, places[nth % len(places)], state, now - timedelta(seconds=20 + dict(_until())[state]), hands)


def _until() -> Iterator[tuple[str, int]]:
    for state, _, seconds in ROAD:
        yield state, seconds


def _filing(nth: int, where: str, state: str, began: datetime, hands: dict[str, int]) -> Filing:
    initial, final, said = TOLD[nth % len(TOLD)]
    answers: dict[str, object] = {
        "source": "phone_110", "relation": "repeat" if nth % 15 == 4 else "none", "where": where,
        "where_detail": f"演示路{nth + 1}号", "zone": "rural" if nth % 4 == 3 else "urban", "initial": initial,
        "content": f"（合成）{said}", "danger": "no", "belongs": "city" if initial in ("linkage", "consult") else "police",
    }  # fmt: skip
    road = [one for one in ROAD if state == "closed" or one[0] in _before(state)]
    if state in ("closed", "fed_back"):
        answers |= {
            "final": final,
            "done": f"（合成）到场核实：{said}，已经处置",
            "result": "settled",
            **FOLLOWED.get(final, {}),
        }
    slow = 1 + nth % 5 * 0.25
    past = [
        Moment(one, began + timedelta(seconds=round(at * slow)), step, hands.get(BY[step], 0)) for one, step, at in road
    ]
    if state == "void":
        answers |= {"void_why": "nuisance" if nth % 48 == 7 else "misdial"}
        past = [*past[:1], Moment("void", began + timedelta(minutes=2), "void")]
    if state == "handed":
        answers |= {"receipt": f"替身工单-演示{nth:04d}"}
        past = [*past[:1], Moment("at_12345", began + timedelta(minutes=1), "to_12345"),
                Moment("handed", began + timedelta(minutes=3 + nth % 9), "receipt")]  # fmt: skip
    claimed = hands.get("community") if state in ("signed", "arrived") else None
    return Filing(CALL.code, answers, past=past, assignee_id=claimed)


def _before(state: str) -> list[str]:
    """The states of the road up to this one; the first alone for what left it."""
    codes = [one for one, _, _ in ROAD]
    return codes[: codes.index(state) + 1] if state in codes else codes[:1]
