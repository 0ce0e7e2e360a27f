"""A dispute goes round: graded, given to somebody, mediated while both want it, agreed, kept, confirmed in time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from onewindow.kernel.cases import blind, gate, sameness
from onewindow.kernel.cases.afterwards import afterwards
from onewindow.kernel.documents.issuing import issue
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.handbook.soundness import faults
from onewindow.kernel.handbook.walk import walk
from onewindow.kernel.store.statements import one, rows
from onewindow.kernel.testing.city import City
from onewindow.modules.disputes.definition import MODULE
from onewindow.modules.disputes.dispute import DISPUTE
from onewindow.modules.disputes.tests.conftest import AGREED, CHARGE, PLAN, REASON, Dispute

pytestmark = pytest.mark.django_db
RECORD = {"mediator": "红梅街道调委会", "record": "双方都到场，各说了一遍经过"}


def test_the_chapter_is_sound_and_every_walk_ends():
    assert faults([MODULE]) == []
    assert all(DISPUTE.state[walk(DISPUTE, seed)[-1]].ends for seed in range(100))


def test_from_a_call_to_an_agreement_that_was_kept(town: City):
    dispute = Dispute(town).closed()
    states = [moment[0] for moment in dispute.row.moments][1:]
    assert states == ["found", "pushed", "signed", "agreed", "performing", "rectified", "closed"]
    assert dispute.row.answers["in_charge"] == "吴磊，社区民警" and len(dispute.row.answers["fronts"]) == 4


def test_a_grade_that_is_too_low_is_not_given_to_anybody_until_it_is_graded_anew(town: City):
    dispute = Dispute(town, people=12, scale="group")
    with pytest.raises(gate.NotMet, match="涉及12人"):
        dispute.then("han", "push", **CHARGE)
    dispute.then("wu", "regrade", grade="red", grade_why="十二户联名，要求停工")
    with pytest.raises(gate.NotMet, match="镇（街道）领导以上"):
        dispute.then("han", "push", **CHARGE)
    dispute.then("han", "push", in_charge="某某，街道书记", charge_level="street")
    assert dispute.row.state == "pushed"


def test_a_plan_without_the_four_is_not_signed_for(town: City):
    dispute = Dispute(town).then("han", "push", **CHARGE)
    with pytest.raises(gate.NotMet, match="群众参与向前"):
        dispute.then("guo", "sign", plan=PLAN["plan"], fronts=["law"])


def test_one_refusal_ends_mediation_and_agreement_until_both_are_willing_again(town: City):
    dispute = Dispute(town).signed().then("guo", "mediate", **RECORD).then("guo", "refuse", refused_by="other")
    for step, given in (("mediate", RECORD), ("agree", AGREED)):
        with pytest.raises(gate.NotMet, match="第十七条"):
            dispute.then("guo", step, **given)
    with pytest.raises(gate.BadAnswers):
        dispute.then("guo", "end_mediation")
    dispute.then("guo", "end_mediation", ways_told=["court"])
    assert dispute.then("guo", "willing", refused_by="nobody").then("guo", "mediate", **RECORD).row.state == "signed"


@pytest.mark.parametrize(("force", "words"), [("violence", "告诫书"), ("crime", "移交"), ("minor", "未成年人")])
def test_what_turns_out_to_be_violence_or_a_crime_leaves_mediation(town: City, force: str, words: str):
    dispute = Dispute(town).signed()
    dispute.then("wu", "regrade", grade="red", force=[force], grade_why="走访时看到新的情况")
    for step, given in (("mediate", RECORD), ("agree", AGREED)):
        with pytest.raises(gate.NotMet, match=words):
            dispute.then("guo", step, **given)
    dispute.then("sun", "hand_on", receiver="红梅派出所案件办理队", **REASON)
    assert dispute.row.state == "handed_on"
    assert dispute.then("sun", "receipt", receiver_number="案-2026-7").row.answers["receiver_number"] == "案-2026-7"


def test_thirty_days_run_from_the_agreement_and_either_answer_ends_them(town: City):
    dispute = Dispute(town).signed().then("guo", "agree", **AGREED)
    limit = dispute.row.dues["confirm"]
    assert local_date(datetime.fromisoformat(limit["legal"])).isoformat() == "2026-04-01" and limit["met"] is None
    assert dispute.row.dues["rectify"]["met"] is not None, "settled in time, kept later"
    dispute.then("guo", "confirm", court="常州市天宁区人民法院", applied_on="2026-03-02")
    assert dispute.row.dues["confirm"]["met"] and dispute.row.state == "performing"


def test_on_the_thirty_first_day_it_is_too_late_and_the_way_on_is_told(town: City):
    dispute = Dispute(town).signed().then("guo", "agree", **AGREED)
    with pytest.raises(gate.NotMet, match="可以起诉"):
        dispute.then("guo", "confirm", timedelta(days=31), court="常州市天宁区人民法院", applied_on="2026-04-02")


def test_an_agreement_is_entered_while_its_thirty_days_can_still_be_reckoned(town: City):
    dispute = Dispute(town).signed()
    with pytest.raises(gate.NotMet, match="三日内登记"):
        dispute.then("guo", "agree", **(AGREED | {"agreed_on": "2026-02-20"}))


def test_an_agreement_that_is_not_kept_goes_back_to_work_with_a_new_clock(town: City):
    dispute = Dispute(town).signed().then("guo", "agree", **AGREED).then("guo", "broken", **REASON)
    assert dispute.row.state == "signed" and dispute.row.dues["rectify"]["met"] is None
    assert dispute.row.dues["confirm"]["met"]


def test_who_said_it_was_kept_does_not_close_it(town: City):
    dispute = Dispute(town).then("han", "push", **CHARGE).then("wu", "sign", **PLAN).then("wu", "agree", **AGREED)
    dispute.then("wu", "perform", performed="八百元已经到账")
    with pytest.raises(gate.SameHand):
        dispute.then("wu", "pass")
    assert dispute.then("gong", "pass").row.state == "closed"


def test_opened_again_it_is_a_grade_higher_and_no_higher_than_red(town: City):
    dispute = Dispute(town).closed()
    grades = []
    for _ in range(3):
        dispute.then("system", "reopen", **REASON)
        grades.append(dispute.row.answers["grade"])
        dispute.then("guo", "rectify", settled="又谈了一次，双方认可").then("wu", "pass")
    assert grades == ["yellow", "red", "red"]


def test_the_same_parties_at_the_same_place_are_one_dispute_and_again_a_relapse(town: City):
    first = Dispute(town)
    with pytest.raises(sameness.OpenAlready) as refused:
        Dispute(town, "gong", type="building")
    assert refused.value.facts["other"] == first.row.number
    first.closed()
    again = Dispute(town, now=first.now + timedelta(days=20), about=first.row.number)
    assert again.row.facts["relapse_of"] == first.row.number and again.row.parent_id == first.id


@pytest.mark.parametrize(("grade", "after"), [("blue", 1), ("yellow", 2), ("red", 3)])
def test_the_graver_the_matter_the_more_often_people_are_asked(town: City, grade: str, after: int):
    dispute = Dispute(town, grade=grade)
    turns = blind.turns(dispute.id, DISPUTE.revisit)
    assert [span.value for span in turns] == [7, 30, 90][:after]
    assert blind.can_be_called(dispute.id, DISPUTE.revisit.asks)


@pytest.mark.parametrize(
    ("step", "title"), [("push", "纠纷交办单"), ("agree", "人民调解协议书（记录）"), ("no_confirm", None)]
)
def test_its_papers_name_the_parties_on_the_agreement_alone(town: City, step: str, title: str | None):
    dispute = Dispute(town).signed().then("guo", "agree", **AGREED).then("guo", "no_confirm", both_told=True)
    line = one("select id from journal_line where about = 'case' and subject_id = %s and act = %s", (dispute.id, step))
    after = afterwards(line["id"])
    for document in DISPUTE.step[step].issues:
        issue(after, document, now=dispute.now)
    found = rows("select title from ow_documents_document where case_id = %s", (dispute.id,))
    assert [row["title"] for row in found] == ([title] if title else [])
