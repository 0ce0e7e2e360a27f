"""A hazard goes round: four facts in a row, a second person at the check, the same one once, a relapse told."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from onewindow.kernel.cases import gate, sameness
from onewindow.kernel.cases.attachments import see
from onewindow.kernel.files.actions import put
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.handbook.soundness import faults
from onewindow.kernel.handbook.walk import walk
from onewindow.kernel.testing.city import MONDAY, staff
from onewindow.kernel.testing.filing import picture
from onewindow.modules.hazards.definition import MODULE
from onewindow.modules.hazards.dictionary import ITEMS, KINDS, LEADS
from onewindow.modules.hazards.hazard import HAZARD
from onewindow.modules.hazards.tests.conftest import LEAD, REASON, Hazard

pytestmark = pytest.mark.django_db


def test_the_chapter_is_sound_and_every_walk_ends():
    assert faults([MODULE]) == [] and shelf().current["hazards.hazard"].title == HAZARD.title
    assert all(HAZARD.state[walk(HAZARD, seed)[-1]].ends for seed in range(100))


def test_ten_classes_whose_items_have_a_source_and_whose_leads_are_known():
    assert len(KINDS) == 10 and len(ITEMS) == sum(len(kind.items) for kind in KINDS)
    assert all(item.law.title for item in ITEMS.values())
    assert all(set(kind.leads) <= set(LEADS) and kind.leads for kind in KINDS)
    assert not any(item.law.verified for item in ITEMS.values()), "none of these texts was read in the original"


def test_pushed_received_signed_rectified_and_rechecked_are_different_facts(town):
    hazard = Hazard(town).then("han", "push", **LEAD)
    assert "receipt" not in hazard.row.answers
    hazard.then("han", "receipt", receipt="CY-2026-0001")
    assert hazard.row.answers["receipt"] == "CY-2026-0001" and hazard.row.state == "pushed"
    hazard.then("guo", "sign").rectified().then("gong", "pass")
    assert [moment[0] for moment in hazard.row.moments][1:] == ["found", "pushed", "signed", "rectified", "closed"]
    assert all(hazard.row.dues[code]["met"] for code in ("push", "sign", "rectify", "check"))


def test_neither_who_found_it_nor_who_mended_it_checks_it(town):
    hazard = Hazard(town, "wu").signed().rectified()
    with pytest.raises(gate.SameHand, match="报出"):
        hazard.then("wu", "pass")
    with pytest.raises(gate.SameHand):
        hazard.then("wu", "send_back", **REASON)
    with pytest.raises(gate.NotYours):
        hazard.then("guo", "pass")
    assert hazard.then("gong", "send_back", **REASON).row.state == "signed"
    assert hazard.rectified().then("sun", "pass").row.state == "closed"


def test_found_on_the_spot_it_comes_with_a_picture_and_its_time_and_place(town):
    with pytest.raises(gate.BadAnswers) as refused:
        Hazard(town, source="visit")
    assert set(refused.value.errors) == {"before", "before_told"}
    image = put(picture(), name="发现.png", actor_id=town.accounts["wu"].id, now=MONDAY).id
    hazard = Hazard(town, source="visit", before=image, before_told="3月2日9:10，3幢").signed()
    hazard.rectified()
    assert see(hazard.row.number, image, actor=town.actor("gong"), now=hazard.now).content
    assert see(hazard.row.number, hazard.row.answers["after"], actor=town.actor("gong"), now=hazard.now).content


def test_the_limit_goes_by_the_level_and_a_grave_one_is_first_taken_out_of_use(town):
    ends = {}
    for level, door in (("at_once", "1号"), ("general", "2号"), ("grave", "3号")):
        hazard = Hazard(town, level=level, where_detail=door).then("han", "push", **LEAD)
        if level == "grave":
            with pytest.raises(gate.NotMet, match="停止使用"):
                hazard.then("guo", "sign")
        hazard.then("guo", "sign", **({"stopped": True} if level == "grave" else {}))
        ends[level] = datetime.fromisoformat(hazard.row.dues["rectify"]["legal"]).date() - MONDAY.date()
    assert ends["at_once"] < ends["grave"] < ends["general"]
    assert all(one.law.sure.value == "本系统设计值" for one in HAZARD.deadlines)


def test_another_body_may_lead_when_somebody_says_why(town):
    hazard = Hazard(town)
    with pytest.raises(gate.NotMet, match="通常由住建、供电牵头"):
        hazard.then("han", "push", lead="gas")
    hazard.then("han", "push", lead="gas", lead_why="整栋楼由燃气公司改造")
    hazard.then("guo", "return", reason="电表箱不归我们管", lead="power")
    assert hazard.row.state == "found" and hazard.row.answers["lead"] == "power"
    assert hazard.then("han", "push", lead="power").row.state == "pushed"


def test_pushed_to_another_street_it_is_that_one_s_and_comes_back(town):
    staff(town, "lin", "street", "tianning_street")
    hazard = Hazard(town).then("han", "push", **LEAD, to_unit="320402005000")
    with pytest.raises(gate.NotFound):
        hazard.then("guo", "sign")
    assert hazard.then("lin", "return", reason="这一处不在我们辖区").row.state == "found"


def test_the_same_item_at_the_same_door_is_told_of_and_another_item_is_not(town):
    first = Hazard(town)
    with pytest.raises(sameness.OpenAlready) as refused:
        Hazard(town, "gong", where_detail=" 花园路12号3幢501室 ")
    assert refused.value.facts["other"] == first.row.number
    assert Hazard(town, item_electric="no_breaker").row.state == "found"
    assert Hazard(town, where_detail="花园路12号3幢502室").row.state == "found"


def test_the_same_again_within_ninety_days_is_a_relapse(town):
    first = Hazard(town).closed()
    again = Hazard(town, now=first.now + timedelta(days=80))
    assert again.row.facts["relapse_of"] == first.row.number
    again.closed()
    assert "relapse_of" not in Hazard(town, now=again.now + timedelta(days=100)).row.facts


def test_let_no_more_it_is_closed_with_a_reason_and_opened_again_when_let_again(town):
    hazard = Hazard(town).signed()
    hazard.then("wu", "vacate", emptied="3月5日上门，房内已经腾空，房东签字停租")
    assert hazard.row.state == "closed" and "腾空" in hazard.row.answers["emptied"]
    assert hazard.then("wu", "reopen", reason="又租出去了，电线还在").row.state == "signed"


def test_what_is_not_mended_is_handed_to_those_who_enforce(town):
    hazard = Hazard(town).signed()
    with pytest.raises(gate.NotYours):
        hazard.then("guo", "hand_on", to_whom="housing", **REASON)
    assert hazard.then("sun", "hand_on", to_whom="housing", **REASON).row.state == "handed_on"


def test_the_phone_of_who_is_responsible_is_sealed(town):
    hazard = Hazard(town, owner_name="李一一", owner_phone="13800000001")
    assert {"owner_phone", "where_detail"} <= HAZARD.sealed
    assert hazard.row.answers["owner_phone"] == "13800000001"
