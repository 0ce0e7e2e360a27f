"""Calls from another system: each number once, a bad one stops no other; a program may post to the API as well."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.kernel.cases import actions, drafts
from onewindow.kernel.cases.models import Case
from onewindow.kernel.people.models import Account
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


def test_a_program_with_the_role_of_the_hub_posts_calls_and_repeats_itself_safely(town):
    staff(town, "cad", "hub", "tianning")
    Account.objects.filter(username="cad").update(kind="program")
    actor = town.actor("cad")
    for _ in range(2):
        row = drafts.open_draft("incidents.call", actor=actor, now=MONDAY, channel="api", answers=TOLD, key="cad-1")
        taken = actions.take("receive", case_id=row.id, actor=actor, now=MONDAY, key="cad-1-receive")
    assert taken.replayed and calls() == 1


def test_the_demo_has_a_month_and_one_at_every_stage_and_is_planted_once(town):
    plant(MONDAY)
    plant(MONDAY + timedelta(days=1))
    live = Case.objects.filter(case_type="incidents.call", ended_at=None)
    assert sorted(live.values_list("state", flat=True)) == sorted(OPEN) and calls() == MONTH + len(OPEN)
    assert {one.unit_path for one in live} == {town.units["hongmei"].path}
