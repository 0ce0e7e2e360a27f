"""Where calls come from: a 110 system that is asked for what is new, or a program that posts to the kernel's own API.

A number of the other system is taken in once, however often it is delivered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from django.db import transaction

from onewindow.kernel.cases import actions, drafts
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.people.places import communities_of, streets_with
from onewindow.modules.incidents.call import CALL


@dataclass(frozen=True, slots=True)
class Call:
    """One call as the other system has it: its own number, and answers under this room's codes."""

    number: str
    at: datetime
    answers: Mapping[str, object]


class CallSource(Protocol):
    """A system that receives calls."""

    code: str
    title: str

    def calls(self, since: datetime, until: datetime) -> Iterable[Call]:
        """What was received from `since` to before `until`, oldest first."""
        ...


@dataclass(slots=True)
class Taken:
    """What became of a delivery: how many are new, how many were known, which were refused and why."""

    new: int = 0
    known: int = 0
    refused: dict[str, str] = field(default_factory=dict)


class StandIn:
    """110 接处警系统（本地替身）: two invented calls an hour on real communities."""

    code, title = "stand_in", "110 接处警系统（本地替身，合成）"
    TOLD = (
        ("consult", "问身份证到期了怎么换", "city"),
        ("dispute", "楼上漏水，两家在楼道里争吵", "police"),
        ("urgent_help", "老人出门两小时没有回来", "police"),
        ("hazard", "楼道里停着正在充电的电动车", "police"),
    )

    def calls(self, since: datetime, until: datetime) -> Iterable[Call]:
        """The calls of every full half hour between the two."""
        places = _places()
        at = since.replace(minute=0, second=0, microsecond=0)
        while places and at < until:
            nth = int(at.timestamp() // 1800)
            kind, said, belongs = self.TOLD[nth % len(self.TOLD)]
            if at >= since:
                yield Call(f"TS{nth}", at, {
                    "source": "phone_110", "relation": "none", "where": places[nth % len(places)],
                    "where_detail": f"演示路{nth % 300 + 1}号", "zone": "urban", "initial": kind,
                    "content": f"（合成）{said}", "danger": "no", "belongs": belongs,
                })  # fmt: skip
            at += timedelta(minutes=30)


def _places() -> list[str]:
    """A community of every street."""
    streets = [code for of in streets_with("")[0].values() for code, _ in of]
    return [listed[0][0] for street in streets if (listed := communities_of(street))]


def take_in(source: CallSource, *, since: datetime, until: datetime, now: datetime) -> Taken:
    """Receive what the source has, each call once; one that is refused stops no other."""
    taken = Taken()
    for call in source.calls(since, until):
        try:
            with transaction.atomic():
                row = drafts.open_draft(
                    CALL.code, actor=SYSTEM_ACTOR, now=now, channel="system", answers=dict(call.answers),
                    key=f"calls:{source.code}:{call.number}",
                )  # fmt: skip
                if row.submitted_at:
                    taken.known += 1
                    continue
                actions.take("receive", case_id=row.id, actor=SYSTEM_ACTOR, now=now, case_type=CALL.code)
                taken.new += 1
        except BadAnswers as wrong:
            taken.refused[call.number] = "；".join(wrong.errors.values())
        except Refusal as wrong:
            taken.refused[call.number] = wrong.sentence
    return taken
