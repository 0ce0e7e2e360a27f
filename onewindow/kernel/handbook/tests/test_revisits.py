"""What an entry says about asking afterwards: sound, or told in a sentence; fewer turns by an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onewindow.kernel.handbook import CaseType, choice, days, text
from onewindow.kernel.handbook.soundness import faults
from onewindow.kernel.testing.loop import LOOPING, TEST_LOOP


def told(**more: Any) -> str:
    assert TEST_LOOP.revisit is not None
    return _faults(replace(TEST_LOOP, revisit=replace(TEST_LOOP.revisit, **more)))


def _faults(entry: CaseType) -> str:
    return "；".join(faults([replace(LOOPING, case_types=(entry,))]))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"share": 0.0}, "回访比例"),
        ({"share": 1.5}, "回访比例"),
        ({"failing": "nothing"}, "没有 nothing 这一问"),
        ({"reopens": "push"}, "没有从办结出发的步骤 push"),
        ({"reopens": "nothing"}, "没有从办结出发的步骤 nothing"),
        ({"asks": "item"}, "不是这张表里的电话栏目"),
        ({"asks": "nothing"}, "不是这张表里的电话栏目"),
    ],
)
def test_each_fault_is_told(more: dict[str, Any], words: str) -> None:
    assert words in told(**more)
    assert told() == ""


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"by": tuple(role for role in TEST_LOOP.step["reopen"].by if role.code != "system")}, "要让系统也能办"),
        ({"asks": (*TEST_LOOP.step["reopen"].asks, text("more", "还要填的"))}, "除了理由还有必填的栏目"),
    ],
)
def test_the_step_that_opens_it_again_must_be_one_that_an_answer_can_take(more: dict[str, Any], words: str) -> None:
    steps = tuple(replace(one, **more) if one.code == "reopen" else one for one in TEST_LOOP.steps)
    assert words in _faults(replace(TEST_LOOP, steps=steps))


def test_by_an_answer_only_the_first_turns_apply() -> None:
    grade = choice("grade", "等级", red="红", blue="蓝")
    assert TEST_LOOP.revisit is not None
    plan = replace(TEST_LOOP.revisit, after=(days(7), days(30)), by=grade, first={"blue": 1})
    assert list(plan.turns({"grade": "blue"})) == [days(7)]
    assert list(plan.turns({"grade": "red"})) == list(plan.turns({})) == [days(7), days(30)]
