"""`python -m bench.directives`: 250,000 pushes filtered and merged, and one directive sent to 772 communities.

The floor of the filter is the same rows copied into a table and counted, in the same run on the same server.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from datetime import timedelta
from random import Random
from typing import Any

from bench import place

SEED = 3


def main() -> None:
    """Print both as JSON."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--pushes", type=int, default=250_000)
    asked.add_argument("--areas", type=int, default=772)
    asked.add_argument("--times", type=int, default=5)
    args = asked.parse_args()
    with place.database():
        import django
        from django.utils import timezone

        django.setup()
        now = timezone.now()
        actor, second, places = city(args.areas, now)
        print(
            json.dumps(
                {
                    "load_average": [round(one, 1) for one in os.getloadavg()],
                    "filter": filtered(args.pushes, actor, places, now),
                    "fan_out": sent(args.areas, args.times, actor, second, now),
                },
                ensure_ascii=False,
                indent=1,
            )
        )


def city(areas: int, now: Any) -> tuple[Any, Any, list[str]]:
    """The small city with so many communities, each with its officer; the two of the centre, and the codes."""
    from onewindow.kernel.people.models import Grant, Place
    from onewindow.kernel.testing.city import small_city, staff

    town = small_city()
    staff(town, "han", "hub", "bureau")
    staff(town, "luo", "hub", "bureau")
    stations = [town.units[name] for name in ("hongmei", "tianning_street", "sanjing")]
    there = set(Place.objects.values_list("code", flat=True))
    codes = [f"3204{nth:08d}" for nth in range(areas - len(there))]
    Place.objects.bulk_create(
        Place(
            code=code, name=f"第{nth}社区居委会", street_code=code[:9], street_name="", district_code=code[:6],
            district_name="", unit=stations[nth % 3],
        )
        for nth, code in enumerate(codes)
    )  # fmt: skip
    codes += sorted(there)
    for nth in range(0, len(codes), 4):
        staff(town, f"wu{nth}", "community", "hongmei")
        Grant.objects.filter(account=town.accounts[f"wu{nth}"]).update(places=codes[nth : nth + 4])
    return town.actor("han", now), town.actor("luo", now), codes


def lines(many: int, places: list[str], draw: Random) -> list[dict[str, str]]:
    """Pushes as they come: one in five again, one in five about a door that another is about, some not for us."""
    made: list[dict[str, str]] = []
    for nth in range(many):
        if made and nth % 5 == 0:
            made.append(draw.choice(made[-1000:]))
            continue
        made.append(
            {
                "source": draw.choice(("department", "department", "model", "superior", "resident")),
                "category": draw.choice(("check", "check", "check", "prevent", "publicise", "inspect", "levy")),
                "level": draw.choice(("blue", "blue", "yellow", "orange")),
                "place": draw.choice(places) if nth % 49 else "320500001001",
                "door": f"{draw.randint(1, 12)}幢{draw.randint(1, 6)}0{draw.randint(1, 2)}室",
                "target": "合成对象",
                "text": "核实是否仍在此居住，有无变化",
                "basis": "专项通知一号" if nth % 41 else "",
                "due": "2030-01-01" if nth % 31 else "2020-01-01",
            }
        )
    return made


def filtered(many: int, actor: Any, places: list[str], now: Any) -> dict[str, Any]:
    """Two batches of half each, so that the second meets what the first left; then the floor over the same rows."""
    from django.db import transaction

    from onewindow.kernel.store.statements import execute, one
    from onewindow.modules.directives.intake import filtering
    from onewindow.modules.directives.intake.checking import checked
    from onewindow.modules.directives.intake.receiving import receive

    rows = lines(many, places, Random(SEED))
    halves = (rows[: many // 2], rows[many // 2 :])
    counts: dict[str, int] = {}
    began = time.perf_counter()
    for nth, half in enumerate(halves):
        got = receive(half, key=f"bench-{nth}", source="department", name="bench", actor=actor, now=now)
        for code, n in got.counts.items():
            counts[code] = counts.get(code, 0) + n
    took = time.perf_counter() - began
    began = time.perf_counter()
    ready = [row for nth, line in enumerate(rows) if (row := checked(line, nth, "department", "push:floor")[0])]
    reading = time.perf_counter() - began
    began = time.perf_counter()
    with transaction.atomic():
        execute(filtering.STAGE)
        filtering.copy_in(ready)
        there = one("select count(*) as n from ow_incoming")
    base = time.perf_counter() - began
    assert there and there["n"] == many == sum(counts.values())
    return {
        "pushes": many, "seconds": round(took, 1), "per_s": round(many / took), "outcomes": counts,
        "of_which_checking_and_sealing_s": round(reading, 1), "floor_copy_and_count_s": round(base, 2),
        "times_the_floor": round(took / base, 1),
    }  # fmt: skip


def sent(areas: int, times: int, actor: Any, second: Any, now: Any) -> dict[str, Any]:
    """One directive to every community, so many times over: seconds of the one act."""
    from onewindow.kernel.cases import actions
    from onewindow.kernel.store.statements import one
    from onewindow.modules.directives import sending

    took = []
    for nth in range(times):
        answers = {
            "title": f"第 {nth} 次专项检查", "source": "superior", "category": "inspect", "level": "yellow",
            "text": "检查沿街商铺是否留人住宿，当场登记。", "basis": "样例通知一号", "scope": "many", "which": "all",
        }  # fmt: skip
        case_id = sending.draft(answers, secret=False, actor=actor, now=now)
        actions.take("approve", case_id=case_id, actor=second, now=now + timedelta(seconds=1))
        began = time.perf_counter()
        actions.take("issue", case_id=case_id, actor=actor, now=now + timedelta(seconds=2), key=f"bench:{nth}")
        took.append(time.perf_counter() - began)
        made = one("select count(*) as n from cases_case where parent_id = %s", (case_id,))
        assert made and made["n"] == areas, made
    return {"areas": areas, "seconds": [round(one_, 2) for one_ in took], "best": round(min(took), 2)}


if __name__ == "__main__":
    main()
