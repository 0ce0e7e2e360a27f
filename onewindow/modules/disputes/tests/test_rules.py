"""The rules of a dispute: pure, each with its words and its article; about the matter, never about a person."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.handbook import Matter, Sure
from onewindow.modules.disputes import rules
from onewindow.modules.disputes.asked import GROUPS
from onewindow.modules.disputes.dictionary import FORCES, LADDER, NEVER_MEDIATED, PARAMETERS, TYPES, least_grade
from onewindow.modules.disputes.dispute import DISPUTE

LIMITS = {one.code: one.default for one in PARAMETERS}
TODAY = date(2026, 3, 2)


def matter(**answers: Any) -> Matter:
    return Matter(answers, TODAY, {}, LIMITS)


def test_nineteen_types_and_nothing_asked_that_grades_a_person():
    assert len(TYPES) == 19
    asked = {field.title for group in GROUPS for field in group.fields}
    assert not any(word in title for title in asked for word in ("评分", "重点人", "前科", "精神"))


@pytest.mark.parametrize("force", NEVER_MEDIATED)
def test_violence_at_home_harmed_children_and_crimes_never_enter_mediation(force):
    told = [words for one in rules.MAY_BE_MEDIATED if (words := one.unmet(matter(force=[force])))]
    assert len(told) == 1 and "不调解" in told[0]
    assert [one.unmet(matter(force=["again"])) for one in rules.MAY_BE_MEDIATED] == [None] * 4


@pytest.mark.parametrize("who", ["one", "other", "both"])
def test_one_refusal_ends_it_by_article_seventeen(who):
    words = rules.nobody_refused.unmet(matter(refused_by=who))
    assert words and "不能再调解" in words and "起诉" in words
    assert rules.nobody_refused.law.cited == "《人民调解法》第十七条" and rules.nobody_refused.law.verified
    assert rules.nobody_refused.unmet(matter(refused_by="nobody")) is None


@pytest.mark.parametrize(
    ("answers", "grade"),
    [
        ({}, "blue"),
        ({"scale": "group"}, "yellow"),
        ({"people": 5}, "yellow"),
        ({"people": 10}, "red"),
        ({"amount": "50000.00"}, "yellow"),
        ({"amount": "500000.00"}, "red"),
        ({"force": ["again"]}, "yellow"),
        ({"force": ["again", "weapon"]}, "red"),
    ],
)
def test_the_least_grade_follows_from_the_matter(answers, grade):
    assert least_grade(answers, LIMITS)[0] == grade


@given(st.lists(st.sampled_from(sorted(FORCES))), st.integers(2, 5000), st.sampled_from(LADDER))
def test_a_grade_below_the_least_is_refused_with_the_reason_and_any_other_is_not(force, people, grade):
    least, why = least_grade({"force": force, "people": people}, LIMITS)
    words = rules.grade_fits_the_matter.unmet(matter(force=force, people=people, grade=grade))
    assert (words is None) == (LADDER.index(grade) >= LADDER.index(least))
    assert words is None or (why in words and "不是人" in words)


def test_the_graver_the_matter_the_higher_who_is_in_charge():
    assert rules.charge_fits_the_grade.unmet(matter(grade="blue", charge_level="officer")) is None
    assert "所领导以上" in str(rules.charge_fits_the_grade.unmet(matter(grade="yellow", charge_level="officer")))
    assert "镇（街道）领导以上" in str(rules.charge_fits_the_grade.unmet(matter(grade="red", charge_level="chief")))
    assert rules.charge_fits_the_grade.unmet(matter(grade="red", charge_level="district")) is None


def test_a_plan_without_all_four_says_which_are_missing():
    words = rules.plan_has_all_four.unmet(matter(fronts=["law", "people"]))
    assert "源头预防向前、调处阵地向前" in str(words)
    assert rules.plan_has_all_four.unmet(matter(fronts=list(rules.FOUR))) is None


def test_a_written_agreement_is_in_force_with_every_signature_and_the_seal_an_oral_one_without():
    assert rules.agreement_is_in_force.unmet(matter(form="oral")) is None
    words = rules.agreement_is_in_force.unmet(matter(form="written", signed_by=["parties"]))
    assert "人民调解员签名、加盖人民调解委员会印章" in str(words)


@pytest.mark.parametrize(("day", "good"), [("2026-03-02", True), ("2026-04-01", True), ("2026-04-02", False)])
def test_both_may_apply_on_the_thirtieth_day_and_not_on_the_next(day, good):
    told = rules.confirmed_within_thirty_days.unmet(matter(agreed_on="2026-03-02", applied_on=day))
    assert (told is None) == good
    assert rules.confirmed_within_thirty_days.law.cited == "《人民调解法》第三十三条"


def test_what_was_not_read_in_the_original_says_so():
    unread = {law.title for law in DISPUTE.bases if not law.verified}
    assert {"反家庭暴力法", "治安管理处罚法", "多地纠纷分级做法"} <= unread and "人民调解法" not in unread
    assert all(one.law.sure is Sure.OWN for one in DISPUTE.deadlines if one.code != "confirm")
