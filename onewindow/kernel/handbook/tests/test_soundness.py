"""A faulty handbook says what is wrong, in a sentence, and does not start."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onewindow.kernel.handbook import (
    CLERK,
    CaseType,
    Document,
    Event,
    Group,
    Law,
    Module,
    Paper,
    State,
    Step,
    choice,
    days,
    ending,
    flow,
    stays,
    text,
    workdays,
)
from onewindow.kernel.handbook.shelf import FaultyHandbook, NoSuchMatter, Shelf
from onewindow.kernel.handbook.soundness import faults
from onewindow.kernel.handbook.walk import walk
from onewindow.kernel.testing.matter import LIMIT, TEST_MATTER, TESTING

LOST = State("lost", "丢了", plain="丢了")


def told(entry: CaseType, **more: object) -> str:
    return "；".join(faults([replace(TESTING, case_types=(entry,), **more)]))


def without(step: str) -> tuple[Step, ...]:
    return tuple(one for one in TEST_MATTER.steps if one.code != step)


def changed(code: str, **more: object) -> CaseType:
    return replace(
        TEST_MATTER, steps=tuple(replace(one, **more) if one.code == code else one for one in TEST_MATTER.steps)
    )


def test_a_sound_entry_has_no_faults():
    assert told(TEST_MATTER) == ""


SABOTAGE = {
    "走不到状态 lost": replace(TEST_MATTER, states=(*TEST_MATTER.states, LOST)),
    "从状态 returned 走不到结束": changed("accept", arrow=flow.RECEIVED >> flow.ACCEPTED),
    "状态 bare 没有给申请人看的话": replace(TEST_MATTER, states=(*TEST_MATTER.states, ending("bare", "没话说"))),
    "没有结束状态": replace(TEST_MATTER, states=(flow.DRAFT, flow.RECEIVED), steps=(flow.submit(),)),
    "步骤 accept 写了两次": replace(TEST_MATTER, steps=(*TEST_MATTER.steps, flow.accept())),
    "步骤用到的状态 lost 没有列入": changed("send_back", arrow=flow.ACCEPTED >> LOST),
    "步骤 accept 没有人能办": changed("accept", by=()),
    "动作 dance 不存在": changed("accept", does="dance"),
    "发出的事件 testing.sung 没有声明": changed("accept", tells="testing.sung"),
    "要求与 nobody 不同人": changed("issue", another_hand_than=("nobody",)),
    "步骤 accept 要留下 gone，但没有问这一栏": changed("accept", keeps=("gone",)),
    "要提一级的栏目 nowhere 不在表里": changed("accept", lifts=("nowhere", ("a", "b"))),
    "没有救济途径": changed("refuse", issues=(Document("no", "不", "refusal"),)),
    "快捷键 received:a 有两步在用": changed("ask_papers", key="a"),
    "期限 decide 没有依据": replace(TEST_MATTER, deadlines=(replace(LIMIT, law=Law("")),)),
    "promised（6个工作日）长于 legal（5个工作日）": replace(
        TEST_MATTER, deadlines=(replace(LIMIT, promised=workdays(6)),)
    ),
    "internal（40日（自然日））长于 promised（3个工作日）": replace(
        TEST_MATTER, deadlines=(replace(LIMIT, internal=days(40)),)
    ),
    "栏目 kind 没有选项": replace(TEST_MATTER, asks=(Group("what", "什么", (choice("kind", "种类"),)),)),
    "材料 form 的条件用到没有的栏目 kind": replace(TEST_MATTER, asks=(Group("what", "什么", (text("a", "甲"),)),)),
    "没有栏目 nowhere": replace(TEST_MATTER, place_field="nowhere"),
    "要填的栏目一个也没有": replace(TEST_MATTER, asks=(), papers=(), place_field=""),
    "材料 form 写了两次": replace(TEST_MATTER, papers=(*TEST_MATTER.papers, Paper("form", "表格"))),
}


@pytest.mark.parametrize("words", SABOTAGE)
def test_each_fault_is_a_sentence(words):
    assert words in told(SABOTAGE[words])


def test_an_event_of_an_installed_chapter_must_be_told_by_somebody():
    hears = replace(TESTING, listens_to={"testing.sung": ("case_id",)})
    assert "没有章节会发出它" in "".join(faults([hears]))


def test_an_event_of_an_absent_chapter_is_silence():
    assert faults([replace(TESTING, listens_to={"dogs.barked": ("case_id",)})]) == []


def test_a_listener_may_not_expect_what_the_teller_does_not_carry():
    both = replace(TESTING, events=(Event("testing.sung", ("a",)),), listens_to={"testing.sung": ("a", "b")})
    assert "要求事件 testing.sung 带有 ['b']" in "".join(faults([both]))


def test_an_edition_written_twice_is_a_fault():
    assert "写了两次" in "".join(faults([replace(TESTING, case_types=(TEST_MATTER, TEST_MATTER))]))


def test_the_shelf_refuses_a_faulty_handbook():
    with pytest.raises(FaultyHandbook, match="没有人能办"):
        Shelf([Module("onewindow.modules.testing", "测试", (changed("accept", by=()),))]).check()


def test_the_newest_edition_is_in_force_and_the_old_one_can_be_named():
    new = replace(TEST_MATTER, edition="2027", title="新测试许可")
    shelf = Shelf([replace(TESTING, case_types=(TEST_MATTER, new))])
    assert shelf.entry(TEST_MATTER.code).title == "新测试许可"
    assert shelf.entry(TEST_MATTER.code, "2026").title == "测试许可"
    with pytest.raises(NoSuchMatter):
        shelf.entry(TEST_MATTER.code, "1949")
    with pytest.raises(NoSuchMatter):
        shelf.entry("testing.nothing")


def test_every_case_has_the_acts_of_the_kernel_and_its_own_wins():
    entry = Shelf([TESTING]).entry(TEST_MATTER.code)
    assert {"claim", "hand_over", "countersign", "urge", "extend", "move_edition", "note"} <= set(entry.step)
    assert all(not state.ends for state in entry.step["claim"].arrow.sources)
    own = Step("note", "自己的备注", stays(flow.RECEIVED), by=(CLERK,))
    mine = Shelf([replace(TESTING, case_types=(replace(TEST_MATTER, steps=(*TEST_MATTER.steps, own)),))])
    assert mine.entry(TEST_MATTER.code).step["note"].title == "自己的备注"


def test_whoever_may_act_may_see():
    seen = Shelf([TESTING]).seen_by
    assert TEST_MATTER.code in seen[CLERK]


def test_a_walk_ends_or_is_cut():
    assert TEST_MATTER.state[walk(TEST_MATTER, 1)[-1]].ends
    assert len(walk(TEST_MATTER, 1, longest=1)) == 1
