"""Calls from another system: each number once, a bad one stops no other; a program may post to the API as well."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest

from onewindow.kernel.cases.models import Case
from onewindow.kernel.people.models import Account, Token
from onewindow.kernel.testing.city import MONDAY, staff
from onewindow.modules.incidents.demo import MONTH, OPEN, plant
from onewindow.modules.incidents.source import Call, StandIn, take_in
from onewindow.modules.incidents.tests.conftest import TOLD

pytestmark = pytest.mark.django_db
CUT = {"since": MONDAY - timedelta(hours=2), "until": MONDAY, "now": MONDAY}


class Three:
    code, title = "three", "三件"

    def calls(self, since, until):
        for nth, zone in enumerate(("urban", "moon", "urban")):
            yield Call(f"A{nth}", MONDAY, {**TOLD, "zone": zone})


def calls() -> int:
    return Case.objects.filter(case_type="incidents.call").count()


def test_a_number_delivered_twice_is_taken_in_once_and_a_bad_one_stops_no_other(town):
    first, again = take_in(Three(), **CUT), take_in(Three(), **CUT)
    assert (first.new, first.known, list(first.refused)) == (2, 0, ["A1"])
    assert (again.new, again.known) == (0, 2) and calls() == 2


def test_the_stand_in_has_the_same_calls_for_the_same_hours_and_says_that_it_is_one(town):
    assert list(StandIn().calls(CUT["since"], MONDAY)) == list(StandIn().calls(CUT["since"], MONDAY))
    assert take_in(StandIn(), **CUT).new == 4 and take_in(StandIn(), **CUT).known == 4
    assert "本地替身" in StandIn.title and "合成" in StandIn.title


def test_a_program_with_the_role_of_the_hub_posts_calls_and_repeats_itself_safely(town, client):
    staff(town, "cad", "hub", "tianning")
    Account.objects.filter(username="cad").update(kind="program")
    digest = sha256(b"key-of-the-cad").hexdigest()
    Token.objects.create(digest=digest, account=town.accounts["cad"], title="110 接处警系统", since=MONDAY)
    for _ in range(2):
        case = post(client, "incidents.call", "cad-1", {"answers": TOLD})["id"]
        told = post(client, f"incidents.call/{case}/receive", "cad-1-receive", {})
    assert told["state"] == "received" and told["replayed"] and calls() == 1


def post(client, path: str, key: str, body: dict) -> dict:
    answer = client.post(
        f"/api/cases/{path}", body, content_type="application/json",
        headers={"Authorization": "Bearer key-of-the-cad", "Idempotency-Key": key},
    )  # fmt: skip
    assert answer.status_code in (200, 201), answer.content
    return answer.json()


def test_the_demo_has_a_month_and_one_at_every_stage_and_is_planted_once(town):
    plant(MONDAY)
    plant(MONDAY + timedelta(days=1))
    live = Case.objects.filter(case_type="incidents.call", ended_at=None)
    assert sorted(live.values_list("state", flat=True)) == sorted(OPEN) and calls() == MONTH + len(OPEN)
    assert {one.unit_path for one in live} == {town.units["hongmei"].path}
