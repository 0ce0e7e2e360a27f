"""A call goes its road: two classes kept apart, another hand at the review, limits in minutes, who may what."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.kernel.cases import drafts, gate, queries
from onewindow.kernel.cases.duties import duties_of
from onewindow.kernel.cases.models import Case
from onewindow.kernel.cases.overdue import take_overdue_steps
from onewindow.kernel.cases.sight import shown_answers
from onewindow.kernel.faces.shown import clock
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.handbook.law import Sure
from onewindow.kernel.handbook.shelf import Shelf
from onewindow.kernel.handbook.walk import walk
from onewindow.kernel.testing.city import MONDAY
from onewindow.modules.incidents.call import CALL
from onewindow.modules.incidents.definition import MODULE
from onewindow.modules.incidents.dictionary import CLASSES, LEVELS, LINK_12345
from onewindow.modules.incidents.tests.conftest import DISPUTE, PLAIN, Call

pytestmark = pytest.mark.django_db
WHY = {"reason": "不在本所辖区，请改派"}


def test_the_chapter_is_sound_and_every_walk_ends():
    Shelf([MODULE]).check()
    assert all(CALL.state[walk(CALL, seed)[-1]].ends for seed in range(100))


def test_the_six_classes_are_there_on_the_first_of_four_levels_and_no_code_is_invented():
    assert {"criminal", "public_order", "traffic", "dispute", "urgent_help", "other"} <= {one.code for one in CLASSES}
    assert len(LEVELS) == 4 and not any(one.below for one in CLASSES)
    assert LINK_12345.sure is Sure.SECOND and all(one.law.sure is not Sure.READ for one in CALL.deadlines)


def test_received_dispatched_signed_arrived_fed_back_and_closed_are_moments_of_their_own(town):
    row = Call(town).closed().row
    assert [moment[0] for moment in row.moments[1:]] == [
        "received", "dispatched", "signed", "under_way", "arrived", "fed_back", "closed"
    ]  # fmt: skip
    assert {code for code, run in row.dues.items() if run["met"]} == {
        "dispatch",
        "sign",
        "arrive",
        "feedback",
        "review",
    }


def test_the_class_heard_first_stays_beside_the_class_found_at_last(town):
    row = Call(town).closed(**DISPUTE).row
    assert (row.answers["initial"], row.answers["final"]) == ("public_order", "dispute")


def test_a_class_found_out_the_next_day_is_changed_with_a_reason_after_the_end(town):
    call = Call(town).closed()
    call.then("han", "reclassify", wait=timedelta(days=1), final="criminal", reason="查明是寻衅滋事，已经立案")
    assert call.row.answers["final"] == "criminal" and call.row.answers["initial"] == "public_order"
    assert call.row.state == "closed"


def test_minutes_run_from_the_instant_and_a_minute_missed_is_urged_once(town):
    call = Call(town)
    assert call.row.due_at == MONDAY + timedelta(minutes=1)
    assert take_overdue_steps(now=MONDAY + timedelta(seconds=59)) == 0
    assert take_overdue_steps(now=MONDAY + timedelta(seconds=61)) == 1
    assert take_overdue_steps(now=MONDAY + timedelta(minutes=3)) == 0
    call.then("han", "dispatch", wait=timedelta(minutes=4))
    assert call.row.due_at == MONDAY + timedelta(minutes=5)


@pytest.mark.parametrize(("zone", "minutes"), [("urban", 5), ("rural", 15)])
def test_the_country_has_longer_to_arrive(town, zone, minutes):
    call = Call(town, zone=zone).then("han", "dispatch").then("wu", "sign")
    assert call.row.due_at == call.now + timedelta(minutes=minutes)


def test_whoever_signs_has_it_and_what_is_returned_or_fed_back_belongs_to_the_unit_again(town):
    call = Call(town).then("han", "dispatch").then("wu", "sign")
    assert call.row.assignee_id == town.accounts["wu"].id
    call.then("wu", "return", **WHY)
    assert call.row.assignee_id is None and call.row.state == "received"
    call.fed_back()
    assert call.row.assignee_id is None


def test_whoever_fed_back_does_not_review(town):
    call = Call(town).then("han", "dispatch").then("sun", "sign").then("sun", "arrive").then("sun", "feedback", **PLAIN)
    with pytest.raises(gate.SameHand):
        call.then("sun", "review")
    assert call.then("han", "review").row.state == "closed"


def test_it_may_be_sent_to_another_station_and_is_then_theirs(town):
    call = Call(town).then("han", "dispatch", to_unit="320402005000")
    assert call.row.unit_path == town.units["tianning_street"].path
    with pytest.raises(gate.NotFound):
        call.then("wu", "sign")


def test_a_window_and_the_district_next_door_do_not_see_calls(town):
    call = Call(town)
    for name in ("wang", "di", "gu"):
        with pytest.raises(gate.NotFound):
            queries.case(call.id, actor=town.actor(name), now=MONDAY)


def test_on_duty_one_answers_calls_anywhere_in_the_area_of_the_station(town):
    Call(town).then("han", "dispatch")
    assert [one.state for one in duties_of(actor=town.actor("wu"), now=MONDAY)] == ["dispatched"]
    assert duties_of(actor=town.actor("di"), now=MONDAY) == []


def test_the_phone_and_the_door_are_sealed_and_masked_and_the_name_may_be_left_out(town):
    call = Call(town)
    kept = Case.objects.get(id=call.id)
    assert "13912345678" not in str(kept.answers) and "501室" not in str(kept.answers)
    assert "caller_name" not in call.row.answers
    assert shown_answers(call.row, town.actor("han"))["caller_phone"] != "13912345678"


def test_what_is_fed_back_is_not_what_was_told(town):
    call = Call(town).arrived()
    with pytest.raises(gate.NotMet):
        call.then("wu", "feedback", **{**PLAIN, "done": "楼上有人打架"})


def test_a_dispute_is_fed_back_with_what_the_dispute_needs(town):
    with pytest.raises(BadAnswers) as wrong:
        Call(town).fed_back(final="dispute", done="到场是两家争吵", result="advised")
    assert set(wrong.value.errors) == {"dispute_type", "parties", "scale", "people"}


def test_where_somebody_is_in_danger_it_is_neither_answered_by_phone_nor_void(town):
    call = Call(town, danger="unclear")
    with pytest.raises(gate.NotMet):
        call.then("han", "answer", final="consult", done="已经说明在哪里办")
    with pytest.raises(gate.NotMet):
        call.then("han", "void", void_why="silent", reason="没有人说话")


def test_only_the_hub_receives_and_a_resident_does_not(town):
    for name in ("wu", "wang", "li"):
        with pytest.raises(drafts.NotOpenToYou):
            Call(town, name)


def test_limits_that_no_law_sets_are_not_called_legal_ones(town):
    call = Call(town).fed_back()
    titles = {limit["title"] for clock_ in clock(call.row, call.now) for limit in clock_["limits"]}
    assert titles == {"时限（通行做法）", "时限（设计值）"}
