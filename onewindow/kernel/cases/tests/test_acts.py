"""The kernel acts: correction, hand-over, countersign, urge, extension, drafts across channels."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from onewindow.kernel.cases import acts, drafts, gate, queries
from onewindow.kernel.cases.models import Case, Countersign
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.handbook import Module
from onewindow.kernel.handbook.shelf import Shelf, put, shelf
from onewindow.kernel.testing.city import City
from onewindow.kernel.testing.matter import TEST_MATTER
from onewindow.kernel.testing.story import Story

pytestmark = pytest.mark.usefixtures("matter")


def test_a_correction_marks_fields_and_stops_the_clock(city: City) -> None:
    story = Story(city).submitted()
    story.then("wang", "ask_papers", {"fields": ["home", "paper_form"], "reason": "住址请写到门牌号"})
    row = Case.objects.get(id=story.id)
    assert row.marks == {"home": "住址请写到门牌号", "paper_form": "住址请写到门牌号"}
    assert row.waits_on == "applicant" and row.due_at is None
    story.then("li", "supply")
    assert Case.objects.get(id=story.id).marks == {}


def test_a_correction_cannot_mark_what_the_form_does_not_ask(city: City) -> None:
    story = Story(city).submitted()
    with pytest.raises(BadAnswers):
        story.then("wang", "ask_papers", {"fields": ["salary"], "reason": "请补充工资证明"})


def test_only_the_applicant_changes_answers_during_a_correction(city: City) -> None:
    story = Story(city).submitted()
    with pytest.raises(gate.NotFound):
        drafts.save_draft(story.id, actor=city.actor("li"), now=story.now, answers={"kind": "b"})
    story.then("wang", "ask_papers", {"fields": ["kind"], "reason": "种类选错了"})
    assert drafts.save_draft(story.id, actor=city.actor("li"), now=story.now, answers={"kind": "a"}) == []


def test_a_case_handed_over_leaves_one_reach_and_enters_another(city: City) -> None:
    story = Story(city).submitted()
    story.then("wang", "hand_over", {"to_unit": "320411002000", "reason": "住址属三井"})
    with pytest.raises(gate.NotFound):
        queries.case(story.id, actor=city.actor("wang"), now=story.now)
    story.then("qian", "accept")
    assert Case.objects.get(id=story.id).state == "accepted"


def test_the_unit_asked_to_countersign_sees_the_case_until_it_answers(city: City) -> None:
    story = Story(city).submitted()
    story.then("wang", "countersign", {"to_unit": "320411002000", "reason": "请核实房屋情况"})
    assert queries.counts(actor=city.actor("qian"), now=story.now)["helping"] == 1
    story.then("qian", "countersigned", {"opinion": "房屋情况属实"})
    assert Countersign.objects.get(case_id=story.id).opinion == "房屋情况属实"
    with pytest.raises(gate.NotFound):
        queries.case(story.id, actor=city.actor("qian"), now=story.now)


def test_the_applicant_urges_once_a_day(city: City) -> None:
    story = Story(city).submitted()
    story.then("li", "urge")
    with pytest.raises(acts.AlreadyUrged):
        story.then("li", "urge")
    story.now += timedelta(days=1)
    story.then("li", "urge")


def test_an_extension_moves_the_due_instant_and_stays_within_the_law(city: City) -> None:
    story = Story(city).accepted()
    before = Case.objects.get(id=story.id).due_at
    story.then("chen", "extend", {"days": 3, "reason": "需要向外地核实"})
    assert Case.objects.get(id=story.id).due_at > before
    with pytest.raises(acts.TooLong):
        story.then("chen", "extend", {"days": 3, "reason": "仍需核实"})


def test_a_reviewer_sends_a_case_back_and_the_clerk_accepts_again(city: City) -> None:
    story = Story(city).accepted()
    story.then("chen", "send_back", {"reason": "住址证明看不清"})
    story.then("wang", "accept")
    story.then("chen", "issue")


def test_a_case_keeps_its_edition_until_it_is_moved_with_a_reason(city: City) -> None:
    newer = replace(TEST_MATTER, edition="2027")
    story = Story(city).submitted()
    put(Shelf((*shelf().modules[:-1], Module("onewindow.modules.testing", "测试", (TEST_MATTER, newer)))))
    assert Case.objects.get(id=story.id).edition == "2026"
    story.then("wang", "accept")
    story.then("chen", "move_edition", {"reason": "新规定对申请人更有利"})
    assert Case.objects.get(id=story.id).edition == "2027"
    with pytest.raises(BadAnswers):
        story.then("chen", "move_edition", {"reason": "再移一次"})


def test_delegating_needs_an_officer_of_the_unit(city: City) -> None:
    story = Story(city).submitted()
    with pytest.raises(BadAnswers):
        story.then("sun", "delegate", {"to_officer": "999999", "reason": "请承办"})
    badge = city.accounts["wang"].badge
    story.then("sun", "delegate", {"to_officer": badge, "reason": "请承办"})
    assert Case.objects.get(id=story.id).assignee_id == city.accounts["wang"].id


def test_a_draft_begun_on_the_phone_is_finished_at_the_window(city: City) -> None:
    story = Story(city)
    draft = Case.objects.get(id=story.id)
    with pytest.raises(gate.NotFound):
        drafts.take_over(
            draft.number, "000000" if draft.resume_code != "000000" else "1", actor=city.actor("wang"), now=story.now
        )
    drafts.take_over(draft.number, draft.resume_code, actor=city.actor("wang"), now=story.now)
    story.then("wang", "submit")
    row = Case.objects.get(id=story.id)
    assert (row.channel, row.person_id) == ("window", city.accounts["li"].person_id)


def test_a_clerk_does_not_see_a_draft_nobody_handed_over(city: City) -> None:
    story = Story(city)
    with pytest.raises(gate.NotFound):
        queries.case(story.id, actor=city.actor("wang"), now=story.now)


def test_a_discarded_draft_keeps_no_answers(city: City) -> None:
    story = Story(city)
    drafts.discard(story.id, actor=city.actor("li"), now=story.now)
    row = Case.objects.get(id=story.id)
    assert (row.answers, row.sealed, row.state) == ({}, None, "discarded")


def test_a_half_typed_number_is_not_kept_and_named(city: City) -> None:
    story = Story(city)
    unfit = drafts.save_draft(
        story.id, actor=city.actor("li"), now=story.now, answers={"holder_id": "3204021990", "kind": "b"}
    )
    assert unfit == ["holder_id"]
    assert queries.case(story.id, actor=city.actor("li"), now=story.now).answers["kind"] == "b"


def test_the_unit_asked_to_countersign_may_give_its_opinion_and_nothing_else(city: City) -> None:
    story = Story(city).submitted()
    story.then("wang", "countersign", {"to_unit": "320411002000", "reason": "请核实房屋情况"})
    row = queries.case(story.id, actor=city.actor("qian"), now=story.now)
    assert [step.code for step in queries.steps(row, city.actor("qian"))] == ["countersigned"]
    with pytest.raises(gate.NotYours):
        story.then("qian", "accept")
