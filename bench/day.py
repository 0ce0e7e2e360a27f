"""`python -m bench.day [--cases 1000000]`: the list of an officer with 300 open duties; the order of 40 stops.

The floor of the list is the same rows read by their index in plain SQL, in the same run.
"""

from __future__ import annotations

import argparse
import json
from datetime import datetime, timedelta
from random import Random
from time import perf_counter
from typing import Any

from bench import lists, place, world
from bench.lists import p95

DUTIES, DOORS, STOPS = 300, 120, 40


def officer(now: datetime) -> Any:
    """A community officer whose beat has 300 open hazards at 120 doors; signed in to a client."""
    from django.test import Client

    from onewindow.kernel.cases.many import file_many
    from onewindow.kernel.people.actor import SYSTEM_ACTOR
    from onewindow.kernel.people.models import Account, Grant, Unit
    from onewindow.kernel.testing.city import HONGMEI_PLACE
    from onewindow.modules.hazards.demo import OTHERS, filing

    account = Account.objects.create_user("walker", kind="staff", first_name="走访", badge="059999")
    Grant.objects.create(
        account=account, role="community", unit=Unit.objects.get(code="320402005000"), places=[HONGMEI_PLACE],
        since=now.date(), reason="bench",
    )  # fmt: skip
    began = now - timedelta(hours=2)
    filed = file_many(
        [
            filing(HONGMEI_PLACE, f"和平路{nth % DOORS + 1}号", OTHERS[nth % len(OTHERS)], nth, "found", began, {}, now)
            for nth in range(DUTIES)
        ],
        actor=SYSTEM_ACTOR, now=now, reason="bench", act="bring_in",
    )  # fmt: skip
    assert not filed.refused, next(iter(filed.refused.values()))
    client = Client()
    client.force_login(account)
    return client


def figures(client: Any, times: int = 30) -> dict[str, float]:
    """Milliseconds of the page (p95), of drawing the list up once, and of ordering 40 stops."""
    began = perf_counter()
    assert client.get("/desk/rounds/").status_code == 200
    first = (perf_counter() - began) * 1e3
    return {
        "first_with_plan_ms": round(first, 1),
        "page_p95_ms": p95(lambda: client.get("/desk/rounds/"), times),
        "duties_p95_ms": p95(duties, times),
        "floor_p95_ms": p95(bare, times),
        "order_of_40_ms": round(min(ordered() for _ in range(3)), 1),
    }


def duties() -> Any:
    """The list alone, without the page."""
    from django.utils import timezone

    from onewindow.kernel.cases.duties import duties_of
    from onewindow.kernel.people.models import Account
    from onewindow.kernel.people.queries import actor_by_account

    now = timezone.now()
    actor = actor_by_account(Account.objects.get(username="walker").id, now)
    assert actor is not None
    found = duties_of(actor=actor, now=now)
    assert len(found) == DUTIES
    return found


def ordered() -> float:
    """Milliseconds to put 40 stops in order."""
    from django.utils import timezone

    from onewindow.modules.rounds.order import walked
    from onewindow.modules.rounds.stops import Point, Stop

    draw, now = Random(4), timezone.now()
    stops = [
        Stop(str(nth), Point(draw.uniform(-1500, 1500), draw.uniform(-1500, 1500)), (nth,), 5, 510, 1170, now)
        for nth in range(STOPS)
    ]
    began = perf_counter()
    assert len(walked(stops, Point(0, 0), now=now, begins=540, cap=480, speed=70.0).legs) == STOPS
    return (perf_counter() - began) * 1e3


def bare() -> Any:
    """The same rows by their index, and nothing else."""
    from onewindow.kernel.store.statements import planned_anew
    from onewindow.kernel.testing.city import HONGMEI_PLACE

    found = planned_anew(
        "select id, number, title, state, due_at from cases_case where place = %s and submitted_at is not null "
        "and ended_at is null order by due_at limit 1000",
        (HONGMEI_PLACE,),
    )
    assert len(found) == DUTIES
    return found


def main() -> None:
    """An empty city, then a full one when it was asked for."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--cases", type=int, default=0)
    args = asked.parse_args()
    with place.database():
        import django
        from django.utils import timezone

        django.setup()
        world.build(timezone.now())
        client = officer(timezone.now())
        result = {"empty": figures(client)}
        if args.cases:
            lists.fill(args.cases)
            result["full"] = figures(client)
        print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
