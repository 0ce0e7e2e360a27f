"""Answers are cleaned or refused, each with one sentence, never with an accident."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.handbook import (
    choice,
    choices,
    citizen_id,
    credit_code,
    day,
    docket,
    file,
    long_text,
    money,
    name,
    number,
    optional,
    phone,
    photo,
    place,
    plate,
    signature_typed,
    text,
    tick,
)
from onewindow.kernel.handbook.checks import check

TODAY = date(2026, 3, 2)
KIND = choice("kind", "种类", a="甲", b="乙")
ONE_OF_EACH = [
    text("text", "文字"), long_text("long", "长文字"), name("name", "姓名"), citizen_id("id", "号码"),
    credit_code("code", "代码"), phone("phone", "电话"), day("day", "日子", most=0), number("number", "数", least=1, most=9),
    money("money", "钱"), place("place", "社区"), photo("photo", "相片"), file("file", "文件"), tick("tick", "勾"),
    signature_typed("sign", "签名"), plate("plate", "号牌"), docket("docket", "案号"), KIND,
    choices("some", "几种", a="甲", b="乙"),
]  # fmt: skip
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("field", ONE_OF_EACH, ids=lambda one: one.kind)
@given(value=anything)
def test_nothing_a_stranger_sends_is_an_accident(field, value):
    found, errors = check([field], {field.code: value}, TODAY)
    assert len(found) + len(errors) == 1
    assert all(words.strip() for words in errors.values())


@pytest.mark.parametrize("field", ONE_OF_EACH, ids=lambda one: one.kind)
def test_what_is_missing_is_asked_for_by_its_name(field):
    found, errors = check([field], {}, TODAY)
    assert found == {} and field.title in errors[field.code]
    assert check([optional(field)], {}, TODAY) == ({}, {})
    assert check([field], {}, TODAY, partial=True) == ({}, {})


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        (day("d", "日"), "2026-02-28", "2026-02-28"),
        (number("n", "数"), "12", 12),
        (money("m", "钱"), "1200.5", "1200.50"),
        (KIND, "a", "a"),
        (choices("some", "几种", a="甲", b="乙"), ["b", "a", "b"], ["a", "b"]),
        (tick("t", "勾"), "on", True),
        (place("p", "社区"), "320402004001", "320402004001"),
        (citizen_id("i", "号"), "11010519491231002x", "11010519491231002X"),
    ],
)
def test_good_answers_are_kept_in_one_form(field, value, kept):
    assert check([field], {field.code: value}, TODAY) == ({field.code: kept}, {})


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        (day("d", "日"), "2026-02-30", "没有这一天"),
        (day("d", "日"), "0026-01-01", "年份不对"),
        (day("d", "日", most=0), "2026-03-03", "不能填将来的日期"),
        (day("d", "日", least=0), "2026-03-01", "不能填过去的日期"),
        (number("n", "数"), True, "整数"),
        (number("n", "数", most=9), 10, "不能大于 9"),
        (number("n", "数", least=1), 0, "不能小于 1"),
        (number("n", "数"), 2**60, "太大"),
        (money("m", "钱"), "1e400", "金额"),
        (money("m", "钱"), "NaN", "金额"),
        (KIND, "c", "选项"),
        (text("t", "文字", least=5), "短", "请写够 5 个字"),
        (place("p", "社区"), "32040200400", "社区"),
    ],
)
def test_bad_answers_are_told_what_is_wrong(field, value, says):
    found, errors = check([field], {field.code: value}, TODAY)
    assert found == {} and says in errors[field.code]


def test_a_question_that_does_not_apply_is_neither_asked_nor_kept():
    why = text("why", "为什么", when=KIND.is_("b"))
    assert check([KIND, why], {"kind": "a", "why": "x"}, TODAY) == ({"kind": "a"}, {})
    assert check([KIND, why], {"kind": "b"}, TODAY)[1] == {"why": "请填写为什么"}
    assert check([why], {}, TODAY, also={"kind": "b"})[1] == {"why": "请填写为什么"}
