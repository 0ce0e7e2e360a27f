"""Minor facts become duties by themselves: once each, by the final class, only where that room is in the house."""

from __future__ import annotations

import pytest

from onewindow.kernel.cases.models import Case
from onewindow.kernel.handbook.checks import check
from onewindow.kernel.handbook.fields import Field
from onewindow.kernel.handbook.shelf import Shelf, put, shelf
from onewindow.kernel.notices.models import Message
from onewindow.kernel.testing.city import MONDAY
from onewindow.modules.incidents.dictionary import DISPUTE_TYPES, FOLLOWS, HAZARD_ITEMS
from onewindow.modules.incidents.following import follow_on
from onewindow.modules.incidents.tests.conftest import DISPUTE, HAZARD, PLAIN, TOLD, Call

pytestmark = pytest.mark.django_db


def opened(case_type: str) -> list[Case]:
    return list(Case.objects.filter(case_type=case_type, submitted_at__isnull=False))


@pytest.mark.parametrize(
    ("given", "case_type"), [(DISPUTE, "disputes.dispute"), (HAZARD, "hazards.hazard")], ids=["dispute", "hazard"]
)
def test_a_call_closed_as_one_opens_one_and_told_twice_opens_one(town, given, case_type):
    call = Call(town).closed(**given)
    for _ in range(3):
        follow_on(call.told("review"))
    (case,) = opened(case_type)
    assert case.state == "found" and case.unit_path == town.units["hongmei"].path and case.place == TOLD["where"]
    assert call.row.facts["became"] == {case_type: case.number}


def test_the_case_says_which_call_it_comes_from(town):
    call = Call(town).closed(**DISPUTE)
    follow_on(call.told("review"))
    (case,) = opened("disputes.dispute")
    assert call.number in case.answers["matter"] and case.answers["source"] == "call"
    assert case.answers["grade"] == "blue"


def test_it_is_the_final_class_that_counts_and_nothing_else_opens_anything(town):
    call = Call(town, initial="dispute").closed(**PLAIN)
    follow_on(call.told("review"))
    assert opened("disputes.dispute") == [] and "became" not in call.row.facts


def test_a_class_changed_afterwards_opens_it_then(town):
    call = Call(town).closed()
    follow_on(call.told("review"))
    more = {code: DISPUTE[code] for code in ("final", "dispute_type", "parties", "scale", "people")}
    call.then("han", "reclassify", reason="第二天查清是邻里纠纷", **more)
    follow_on(call.told("reclassify"))
    assert len(opened("disputes.dispute")) == 1


def test_before_the_review_nothing_is_opened(town):
    call = Call(town).fed_back(**DISPUTE)
    follow_on(call.told("feedback"))
    assert opened("disputes.dispute") == []


def test_the_same_dispute_open_already_is_named_and_not_opened_again(town):
    first, second = Call(town).closed(**DISPUTE), Call(town).closed(**DISPUTE)
    for call in (first, second):
        follow_on(call.told("review"))
    (case,) = opened("disputes.dispute")
    assert first.row.facts["became"] == second.row.facts["became"] == {"disputes.dispute": case.number}
    assert not Case.objects.filter(case_type="disputes.dispute", submitted_at=None).exists()


def test_without_that_room_the_call_is_closed_and_nothing_falls(town):
    before = shelf()
    call = Call(town).closed(**DISPUTE)
    put(Shelf([module for module in before.modules if module.code != "disputes"]))
    try:
        follow_on(call.told("review"))
    finally:
        put(before)
    assert opened("disputes.dispute") == [] and "became" not in call.row.facts


def test_what_cannot_be_opened_is_told_to_the_unit_and_leaves_no_draft(town, monkeypatch):
    call = Call(town).closed(**DISPUTE)
    follow = FOLLOWS["dispute"]
    monkeypatch.setattr(type(follow), "answers", lambda self, call, number: {"source": "call"})
    for _ in range(2):
        follow_on(call.told("review"))
    assert not Case.objects.filter(case_type="disputes.dispute").exists()
    assert Message.objects.filter(cause__startswith="incidents:follow:").count() == 1


def test_every_answer_of_the_table_is_one_the_other_room_takes():
    disputes, hazards = shelf().entry("disputes.dispute"), shelf().entry("hazards.hazard")
    for kind in DISPUTE_TYPES:
        assert refused(disputes, FOLLOWS["dispute"].answers({**TOLD, **DISPUTE, "dispute_type": kind}, "1")) == {}
    for item in HAZARD_ITEMS:
        assert refused(hazards, FOLLOWS["hazard"].answers({**TOLD, **HAZARD, "hazard_item": item}, "1")) == {}


def refused(entry, answers: dict) -> dict[str, str]:
    fields: tuple[Field, ...] = tuple(entry.fields.values())
    clean, errors = check(fields, answers, MONDAY.date())
    assert set(answers) <= set(clean) | set(errors), "an answer that nobody asked for"
    return errors
