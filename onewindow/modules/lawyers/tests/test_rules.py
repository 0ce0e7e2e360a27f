"""One case, one list, one unique person a line, static fields only."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.handbook import Matter
from onewindow.modules.lawyers import rules
from onewindow.modules.lawyers.inquiry import INQUIRY, RESULT

TODAY = date(2026, 9, 1)
ZHANG = "张三 11010519491231002X"


def matter(answers=None, facts=None, **parameters):
    chosen = {"lawyer.daily_most": 30, "lawyer.most_persons": 50} | parameters
    return Matter({"persons": ZHANG, "docket": "（2026）苏0402民初123号"} | (answers or {}), TODAY, facts or {}, chosen)


def test_a_line_names_a_person_by_number():
    read, wrong = rules.lines(f"{ZHANG}\n\n 李四，11010519491231002x ", TODAY)
    assert wrong == []
    assert [one.name for one in read] == ["张三", "李四"]
    assert {one.id_no for one in read} == {"11010519491231002X"}


def test_without_a_number_name_year_and_county_of_this_province():
    read, wrong = rules.lines("张三 1990 320402", TODAY)
    assert wrong == [] and read[0].key == "张三|1990|320402"


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("张三", "请写"),
        ("张三 1990 340104", "外省"),
        ("张三 199 320402", "请写"),
        ("张三 110105194912310021", "校验"),
        ("张三 1101051949123100", "18位"),
        ("张三 1990 320402 多余", "请写"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line, word):
    read, wrong = rules.lines(f"{ZHANG}\n{line}", TODAY)
    assert len(read) == 1 and wrong[0].startswith("第2行") and word in wrong[0]


@given(st.text(max_size=200))
def test_no_text_breaks_the_list(text):
    read, wrong = rules.lines(text, TODAY)
    assert len(read) + len(wrong) == len([line for line in text.splitlines() if line.strip()])


def test_nobody_is_listed_twice_and_not_too_many():
    assert "两次" in rules.list_is_readable.unmet(matter({"persons": f"{ZHANG}\n{ZHANG}"}))
    many = "\n".join(f"张{n} 1990 320402" for n in range(4))
    assert "分开" in rules.list_is_readable.unmet(matter({"persons": many}, **{"lawyer.most_persons": 3}))
    assert rules.list_is_readable.unmet(matter({"persons": ""}))
    assert rules.list_is_readable.unmet(matter()) is None


@pytest.mark.parametrize(
    ("docket", "fine"), [("（2026）苏0402民初1号", True), ("（2027）苏0402民初1号", False), ("", False)]
)
def test_a_docket_is_not_of_a_year_to_come(docket, fine):
    assert (rules.docket_is_past.unmet(matter({"docket": docket})) is None) is fine


@pytest.mark.parametrize(
    ("who", "number", "fine"),
    [
        ("lawyer", "13204201010123456", True),
        ("lawyer", "1320420101012345", False),
        ("lawyer", "1320420101012345X", False),
        ("legal_worker", "320402123", True),
    ],
)
def test_a_lawyers_licence_has_seventeen_digits(who, number, fine):
    assert (rules.licence_has_its_form.unmet(matter({"who": who, "licence_no": number})) is None) is fine


def test_ten_persons_may_wait_and_nine_need_a_reason():
    def persons(n):
        return "\n".join(f"张{i} 1990 320402" for i in range(n))

    assert rules.has_a_reason_to_wait.unmet(matter({"persons": persons(10)})) is None
    assert rules.has_a_reason_to_wait.unmet(matter({"persons": persons(9)}))
    assert rules.has_a_reason_to_wait.unmet(matter({"persons": persons(1), "wait_for": "核对委托书"})) is None


def test_a_result_needs_one_unique_person_and_a_refusal_none():
    some, none = {"match": {"unique": 1, "asked": 3}}, {"match": {"unique": 0, "asked": 3}}
    assert rules.somebody_is_unique.unmet(matter(facts=some)) is None and rules.nobody_is_unique.unmet(
        matter(facts=some)
    )
    assert (
        rules.somebody_is_unique.unmet(matter(facts=none)) and rules.nobody_is_unique.unmet(matter(facts=none)) is None
    )


def test_an_unusual_amount_needs_a_reviewer():
    over = {"match": {"asked_today": 31}}
    assert "审批民警" in rules.amount_is_usual.unmet(matter(facts=over))
    assert rules.amount_is_usual.unmet(matter(facts=over | {"amount_approved": True})) is None
    assert rules.amount_is_usual.unmet(matter(facts={"match": {"asked_today": 30}})) is None


FULL = {
    "name": "张三", "sex": "男", "nation": "汉", "birth": "1949-12-31", "id_no": "11010519491231002X",
    "household_address": "甲", "household_unit": "乙", "household_status": "正常",
    "photo": "…", "former_names": ["张二"], "family": ["李四"], "phone": "1", "convictions": [1],
}  # fmt: skip


def test_static_fields_and_nothing_else_are_told():
    assert set(rules.told(FULL, "household")) == set(rules.STATIC)
    assert set(rules.told(FULL | {"permit_number": "JZ1", "valid_until": "2027-01-01"}, "residence")) <= set(
        rules.RESIDENCE
    )


@given(
    st.dictionaries(st.text(max_size=20), st.text(max_size=5)), st.sampled_from(["household", "residence", "anything"])
)
def test_whatever_a_register_sends_only_listed_fields_leave(entry, wants):
    assert set(rules.told(entry, wants)) <= set(rules.STATIC) | set(rules.RESIDENCE)


def test_a_name_has_to_be_the_name():
    line = rules.Line("张三", "11010519491231002X")
    assert rules.matches(line, {"name": "张 三"})
    assert not rules.matches(line, {"name": "张三丰"}) and not rules.matches(line, None)


def test_the_paper_is_given_once_and_lasts_a_week():
    assert RESULT.once and RESULT.keep_days == 7 and RESULT.result


def test_the_right_to_ask_was_read_in_the_law():
    assert INQUIRY.law.cited == "《律师法》第三十五条" and INQUIRY.law.verified
    (finish,) = [one for one in INQUIRY.deadlines if one.code == "finish"]
    assert str(finish.legal) == "3个工作日"
