"""What the guide says of a dispute: the main way is to settle it, the grading is of the matter."""

from __future__ import annotations

from onewindow.kernel.faces.diagrams import main_way
from onewindow.modules.disputes.asked import GROUPS
from onewindow.modules.disputes.dispute import DISPUTE


def test_the_main_way_is_to_settle_it_and_not_to_dismiss_it():
    assert [step.code for step in main_way(DISPUTE)] == ["report", "push", "sign", "rectify", "pass"]


def test_the_guide_and_the_form_say_that_nobody_is_scored_and_no_name_is_a_party():
    assert "不给人打分、不列名单" in DISPUTE.summary
    helps = {field.code: field.help for group in GROUPS for field in group.fields}
    assert "不给人打分" in helps["grade"] and "不写姓名" in helps["parties"]
    assert all(one.required is False for one in GROUPS[-1].fields), "how to reach people may be left empty"
