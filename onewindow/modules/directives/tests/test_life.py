"""The life of a directive: another hand approves, one act sends it to every community, the centre verifies."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.kernel.cases import actions, drafts, gate, queries
from onewindow.kernel.cases.overdue import take_overdue_steps
from onewindow.kernel.handbook.shelf import Shelf
from onewindow.kernel.handbook.walk import walk
from onewindow.kernel.indicators.declared import reckoned
from onewindow.kernel.journal.verifying import verify
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.store.statements import rows
from onewindow.kernel.testing.city import HONGMEI_PLACE, MONDAY, XINHUA_PLACE
from onewindow.modules.directives import sending
from onewindow.modules.directives.definition import MODULE
from onewindow.modules.directives.directive import DIRECTIVE, SECRET
from onewindow.modules.directives.tests.conftest import ANSWERS, SECOND
from onewindow.modules.directives.tests.life import CHECKED, REASON, RESULT, Life

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("entry", MODULE.case_types, ids=lambda one: one.code)
def test_the_chapter_is_sound_and_every_walk_ends(entry):
    Shelf([MODULE]).check()
    assert all(entry.state[walk(entry, seed)[-1]].ends for seed in range(100))
    assert all(limit.law.sure.name == "OWN" for limit in entry.deadlines)


def test_who_drafted_does_not_approve(town):
    life = Life(town)
    with pytest.raises(gate.SameHand):
        life.then("han", "approve")
    assert life.then("luo", "approve").row().state == "approved"


def test_one_act_makes_a_task_for_every_community_with_its_station_and_officer(town):
    life = Life(town).sent()
    assert [(one["place"], one["state"]) for one in life.children] == [
        (XINHUA_PLACE, "issued"), (SECOND, "issued"), (HONGMEI_PLACE, "issued")
    ]  # fmt: skip
    assert life.children[0]["assignee_id"] == town.accounts["wu"].id
    assert (
        life.children[1]["assignee_id"] is None and life.children[2]["unit_path"] == town.units["tianning_street"].path
    )
    assert life.row().state == "sent" and life.row().facts["sent"] == 3
    assert verify().faults == []


@pytest.mark.parametrize(
    ("which", "codes", "wanted"),
    [("district", "320402000000", 3), ("station", "320402004000", 2), ("kind", "village", 1), ("kind", "town", 2)],
)
def test_the_communities_are_those_that_were_chosen(town, which, codes, wanted):
    assert len(Life(town, which=which, codes=codes).sent().children) == wanted


def test_a_choice_beyond_ones_own_units_is_refused_with_words(town):
    with pytest.raises(gate.BadAnswers) as refused:
        Life(town, which="station", codes="320411002000")
    assert "which" in refused.value.errors


def test_sending_twice_with_one_key_sends_once(town):
    life = Life(town).then("luo", "approve").then("han", "issue", key="k1").then("han", "issue", key="k1")
    assert len(life.children) == 3
    with pytest.raises(gate.NotNow):
        life.then("han", "issue", key="k2")
    assert len(life.children) == 3


def test_when_one_task_cannot_be_written_none_is(town, monkeypatch):
    life = Life(town).then("luo", "approve")
    real = sending.file_many

    def broken(filings, **more):
        real(filings, **more)
        raise RuntimeError("the power went")

    monkeypatch.setattr(sending, "file_many", broken)
    with pytest.raises(RuntimeError):
        life.then("han", "issue")
    assert life.children == [] and life.row().state == "approved"


def test_signed_fed_back_verified_and_closed_and_only_then_is_the_whole_closed(town):
    life = Life(town, which="station", codes="320402005000").sent()
    child = life.child(HONGMEI_PLACE)
    with pytest.raises(sending.StillOpen):
        life.then("han", "finish")
    life.done(child, "gong")
    assert [one[0] for one in life.row(child).moments] == ["issued", "signed", "fed_back", "verified", "closed"]
    assert life.then("han", "finish").row().state == "closed"


def test_one_kind_of_evidence_is_not_enough_and_who_did_it_does_not_verify(town):
    life = Life(town).sent()
    child = life.child(XINHUA_PLACE)
    life.then("wu", "sign", of=child).then("wu", "feedback", RESULT, of=child)
    with pytest.raises(gate.NotMet):
        life.then("han", "verify", {**CHECKED, "evidence": ["photo"]}, of=child)
    with pytest.raises(gate.NotYours):
        life.then("wu", "verify", CHECKED, of=child)
    life.then("han", "send_back", REASON, of=child)
    assert life.row(child).state == "signed" and life.row(child).dues["feedback"]["met"] is None


def test_copied_feedback_is_marked_though_the_number_of_the_house_was_changed(town):
    life = Life(town).sent()
    first, second = life.child(XINHUA_PLACE), life.child(HONGMEI_PLACE)
    life.then("wu", "sign", of=first).then("wu", "feedback", {"result": "花园路12号已经检查，没有留人住宿。"}, of=first)
    life.then("gong", "sign", of=second)
    life.then("gong", "feedback", {"result": "花园路 18 号已经检查，没有留人住宿！"}, of=second)
    assert life.row(first).facts["copied"] == "" and life.row(second).facts["copied"] == life.row(first).number


def test_feedback_that_repeats_the_directive_is_marked(town):
    life = Life(town).sent()
    child = life.child(XINHUA_PLACE)
    life.then("wu", "sign", of=child).then("wu", "feedback", {"result": ANSWERS["text"]}, of=child)
    assert life.row(child).facts["copied"] == life.row(child).number


@pytest.mark.parametrize(("level", "limit"), [("red", 5), ("orange", 15), ("yellow", 30), ("blue", 120)])
def test_the_level_says_how_soon_it_is_signed_for(town, level, limit):
    life = Life(town, level=level).sent()
    child = life.children[0]
    assert child["due_code"] == "sign" and child["due_at"] == life.now + timedelta(minutes=limit)


def test_urged_at_half_warned_at_four_fifths_told_when_late_each_once(town):
    life = Life(town, which="station", codes="320402005000").sent()
    issued = life.now
    taken = []
    for after in (14, 15, 16, 24, 25, 31, 32):
        take_overdue_steps(now=issued + timedelta(minutes=after))
        found = rows(
            "select act from journal_line where about = 'case' and subject_id = %s", (life.child(HONGMEI_PLACE),)
        )
        taken.append(len(found) - 1)
    assert taken == [0, 1, 1, 2, 2, 3, 3]


def test_more_time_is_asked_for_with_a_reason_and_given_by_another_hand(town):
    life = Life(town, level="red").sent()
    child = life.child(XINHUA_PLACE)
    life.then("wu", "sign", of=child).then("wu", "ask_extend", {"reason": "对象外出，明天回来"}, of=child)
    before = life.row(child).dues["finish"]["legal"]
    life.then("han", "extend", {"days": 24, "reason": "对象外出，同意延期"}, of=child)
    assert life.row(child).dues["finish"]["legal"] > before
    with pytest.raises(actions.acts.TooLong):
        life.then("han", "extend", {"days": 350, "reason": "再长就太长了"}, of=child)


def test_a_directive_withdrawn_is_withdrawn_everywhere_and_counts_nowhere(town):
    life = Life(town).sent()
    life.done(life.child(XINHUA_PLACE))
    life.then("han", "cancel", {"reason": "上级已经撤销"})
    assert sorted(one["state"] for one in life.children) == ["cancelled", "cancelled", "closed"]


def test_to_one_unit_without_sending_round(town):
    life = Life(town, scope="one").then("luo", "approve")
    with pytest.raises(gate.NotMet):
        life.then("han", "issue")
    life.then("han", "issue_one", {"to_unit": "320402004000"})
    assert life.row().state == "issued" and life.row().unit_path == town.units["hongmei"].path
    life.then("jie", "sign").then("jie", "feedback", RESULT).then("han", "verify", CHECKED)
    assert life.then("han", "close").row().state == "closed"


def test_done_in_time_and_done_ever_are_two_figures(town):
    life = Life(town).sent()
    life.done(life.child(XINHUA_PLACE)).then("gong", "sign", of=life.child(HONGMEI_PLACE), after=10)
    life.then(
        "gong", "feedback", {"result": "过了很久才去看，现场没有问题。"}, of=life.child(HONGMEI_PLACE), after=60 * 200
    )
    life.then("han", "verify", CHECKED, of=life.child(HONGMEI_PLACE)).then("han", "close", of=life.child(HONGMEI_PLACE))
    found = {one.of.code: one for one in reckoned(DIRECTIVE, actor=town.actor("han"), since=MONDAY, until=life.now)}
    assert (found["done_in_time"].numerator, found["done_ever"].numerator, found["done_ever"].denominator) == (1, 2, 3)


def test_a_secret_one_is_seen_by_its_officer_and_its_centre_and_by_nobody_else(town):
    life = Life(town, secret=True, which="station", codes="320402005000").sent()
    child = life.child(HONGMEI_PLACE)
    for name in ("he", "xu", "sun", "bei", "wu", "zhao"):
        assert queries.seen_among([life.id, child], actor=town.actor(name)) == set(), name
    assert queries.seen_among([life.id, child], actor=town.actor("gong")) == {child}
    assert queries.seen_among([life.id, child], actor=town.actor("luo")) == {life.id, child}
    life.then("gong", "sign", of=child).then("gong", "feedback", RESULT, of=child).then(
        "luo", "verify", CHECKED, of=child
    )
    assert life.row(child).state == "verified"


def test_a_secret_one_for_a_community_without_an_officer_is_refused(town):
    with pytest.raises(sending.NobodyThere):
        Life(town, secret=True)
    assert SECRET.seen_by == ()


def test_a_clerk_drafts_nothing(town):
    with pytest.raises(sending.NotASender):
        Life(town, by="wang")


def test_a_call_or_a_model_may_draft_one_for_the_unit_of_its_place_and_a_person_approves_it(town):
    answers = {**ANSWERS, "source": "call", "category": "check", "scope": "one", "which": "", "area": XINHUA_PLACE}
    row = drafts.open_draft(DIRECTIVE.code, actor=SYSTEM_ACTOR, now=MONDAY, channel="system", answers=answers)
    actions.take("submit", case_id=row.id, actor=SYSTEM_ACTOR, now=MONDAY, case_type=DIRECTIVE.code)
    for name, step in (("han", "approve"), ("han", "issue_one"), ("wu", "sign")):
        actions.take(step, case_id=row.id, actor=town.actor(name), now=MONDAY)
    assert queries.case(row.id, actor=town.actor("wu"), now=MONDAY).state == "signed"
