"""What is told of a record, to whom, and what is not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.handbook import Matter, Sure
from onewindow.modules.records import grounds, rules
from onewindow.modules.records.certificate import CERTIFICATE
from onewindow.modules.records.recheck import RECHECK

TODAY = date(2026, 9, 1)
NUMBER, NAME = "320402200001011234", "李一一"  # eighteen on 2018-01-01


def entry(*convictions, **more):
    return {"name": NAME, "convictions": list(convictions), **more}


def convicted(on="2020-05-01", months=12, **more):
    return {"final": True, "offence_on": on, "months": months, **more}


def said(found, name=NAME, former=()):
    return rules.verdict(found, number=NUMBER, name=name, former_names=former)


def test_no_entry_is_no_record():
    assert said(None) == "clear"
    assert said(entry()) == "clear"


def test_only_a_final_judgement_counts():
    assert said(entry(convicted(final=False))) == "clear"
    assert said(entry(convicted())) == "recorded"


@pytest.mark.parametrize(
    ("on", "months", "verdict"),
    [
        ("2018-01-01", 60, "clear"),  # the eighteenth birthday itself is still under age
        ("2018-01-02", 60, "recorded"),
        ("2017-06-01", 60, "clear"),  # five years or less: five included
        ("2017-06-01", 61, "recorded"),
        ("2017-06-01", 0, "clear"),  # guilty, free of punishment
    ],
)
def test_a_record_of_a_minor_with_five_years_or_less_does_not_exist(on, months, verdict):
    assert said(entry(convicted(on, months))) == verdict


def test_acts_before_and_after_eighteen_are_looked_at_by_somebody():
    assert said(entry(convicted("2017-12-01", 24, offence_until="2018-02-01"))) == "unclear"


def test_a_sealed_record_beside_a_later_one_stays_sealed_and_the_later_one_counts():
    assert said(entry(convicted("2017-06-01", 24), convicted("2021-06-01", 24))) == "recorded"


def test_a_sealed_record_hides_behind_no_check_for_another_name():
    """Otherwise the delay itself would tell."""
    assert said(entry(convicted("2017-06-01", 24), name="李某某")) == "clear"


@pytest.mark.parametrize("fault", ["incomplete", "conflict"])
def test_doubtful_data_is_checked_first(fault):
    assert said(entry(convicted(), **{fault: True})) == "unclear"
    assert said(entry(**{fault: True})) == "unclear"


def test_the_same_number_under_another_name_is_checked_first():
    assert said(entry(convicted(), name="王五")) == "unclear"
    assert said(entry(convicted(), name="李 一一")) == "recorded"
    assert said(entry(convicted(), name="李一一"), former=("李一一",)) == "unclear"


@pytest.mark.parametrize("missing", [{"offence_on": None}, {"months": None}, {"offence_on": "2017-13-01"}])
def test_a_missing_day_or_sentence_is_not_guessed(missing):
    assert said(entry(convicted() | missing)) == "unclear"


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "final": st.booleans(),
                "offence_on": st.dates(date(2012, 1, 1), date(2017, 12, 31)).map(str),
                "months": st.integers(0, 60),
            }
        ),
        max_size=5,
    ),
    st.sampled_from([NAME, "别人", ""]),
)
def test_whatever_a_minor_did_for_five_years_or_less_nothing_shows(convictions, held_name):
    assert said({"name": held_name, "convictions": convictions}) == said(None) == "clear"


def matter(answers, verdict=None):
    return Matter(answers, TODAY, {"record": {"verdict": verdict}} if verdict else {}, {})


@pytest.mark.parametrize("who", ["employer", "authority"])
def test_a_unit_needs_a_clause_of_law(who):
    assert "本人自己来开" in rules.unit_has_a_clause.unmet(matter({"who": who, "clause": grounds.NOT_ENOUGH}))
    assert rules.unit_has_a_clause.unmet(matter({"who": who}))
    assert rules.unit_has_a_clause.unmet(matter({"who": who, "clause": "minors"})) is None


def test_a_clause_of_ones_own_has_to_be_named_and_checked():
    own = {"who": "employer", "clause": grounds.OTHER}
    assert "第几条" in rules.unit_has_a_clause.unmet(matter(own))
    named = own | {"clause_text": "《保安服务管理条例》第十七条"}
    assert rules.unit_has_a_clause.unmet(matter(named)) is None
    assert rules.other_clause_is_checked.unmet(matter(named))
    assert rules.other_clause_is_checked.unmet(matter(named | {"clause_checked": True})) is None


def test_a_person_needs_no_clause():
    assert rules.unit_has_a_clause.unmet(matter({"who": "person"})) is None


def test_the_clauses_are_laws_or_regulations_with_an_article():
    assert all(one.law.article and one.law.title for one in grounds.GROUNDS)
    assert not any("省" in one.law.title or "市" in one.law.title for one in grounds.GROUNDS)


@pytest.mark.parametrize(("agent", "fine"), [("320402200809011234", True), ("320402200809021234", False)])
def test_an_agent_is_of_age(agent, fine):
    answers = {"who": "agent", "agent_id": agent, "subject_id": NUMBER}
    assert (rules.agent_is_of_age.unmet(matter(answers)) is None) is fine


def test_each_verdict_has_its_one_way_out():
    for verdict, rule in (("clear", rules.may_be_certified), ("recorded", rules.may_not_be_certified)):
        assert rule.unmet(matter({}, verdict)) is None
    for rule in (rules.may_be_certified, rules.may_not_be_certified, rules.is_certain):
        assert "核实" in rule.unmet(matter({}, "unclear"))
    assert rules.is_uncertain.unmet(matter({}, "clear"))


def test_the_clock_of_three_days_stands_while_a_leader_has_it_checked():
    finish = next(one for one in CERTIFICATE.deadlines if one.code == "finish")
    assert str(finish.legal) == "3个工作日"
    assert [state.code for state, _ in finish.pauses] == ["checking"]
    assert [role.code for role in CERTIFICATE.step["check"].by] == ["chief"]


def test_a_recheck_has_fifteen_days_and_thirty_at_most():
    answer = next(one for one in RECHECK.deadlines if one.code == "answer")
    assert (str(answer.legal), str(answer.at_most), answer.extension.at_most.value) == ("15个工作日", "30个工作日", 15)


def test_nothing_of_the_ministrys_rules_is_passed_off_as_read():
    assert {law.sure for law in (*CERTIFICATE.bases, *RECHECK.bases) if law.title == rules.RULES} == {Sure.SECOND}


def test_the_old_number_of_fifteen_digits_is_asked_too():
    assert rules.old_number("320402199001011238") == "320402900101123"
    assert rules.old_number(NUMBER) == ""


def test_former_names_are_read_however_they_are_parted():
    assert rules.former_names("李二、李三 李四，") == ("李二", "李三", "李四")
    assert rules.former_names(None) == ()
