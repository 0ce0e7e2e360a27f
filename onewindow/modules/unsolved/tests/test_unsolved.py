"""What could not be got done: taken in from anybody, by a fresh hand; declined with a way out; too often is the rule's fault."""

from __future__ import annotations

import pytest

from onewindow.kernel.cases import drafts, gate, sameness
from onewindow.kernel.cases.models import Case
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.handbook.shelf import Shelf
from onewindow.kernel.handbook.walk import walk
from onewindow.kernel.notices.models import Message
from onewindow.kernel.notices.warnings import warn_staff
from onewindow.kernel.testing.city import MONDAY
from onewindow.kernel.testing.story import Story
from onewindow.modules.unsolved import source
from onewindow.modules.unsolved.defect import DEFECT
from onewindow.modules.unsolved.definition import MODULE
from onewindow.modules.unsolved.report import REPORT
from onewindow.modules.unsolved.tests.reporting import DAY, TAKEN_IN, answered, report, row_of, take, told

pytestmark = pytest.mark.django_db


def test_the_chapter_is_sound_and_every_walk_ends():
    Shelf([MODULE]).check()
    assert all(entry.state[walk(entry, seed)[-1]].ends for entry in (REPORT, DEFECT) for seed in range(100))


@pytest.mark.parametrize("name", ["li", "wang"])
def test_a_resident_on_the_phone_and_a_clerk_at_the_window_may_report(town, name):
    row = row_of(report(town, name))
    assert row.state == "found" and row.unit_path == town.units["hongmei"].path
    assert REPORT.code in {entry.code for entry in drafts.reportable(town.actor("wang"))}


def test_who_leaves_no_name_is_heard_and_has_no_phone_to_be_called_at(town):
    first = report(town, "wang", reporter_name="", reporter_phone="")
    second = report(town, "wang", reporter_name="", reporter_phone="")  # nobody can say that it is the same person
    assert row_of(first).person_id is None and row_of(second).state == "found"


def test_the_phone_is_sealed(town):
    case = report(town)
    assert "13800000001" not in str(Case.objects.get(id=case).answers)


def test_the_original_clerk_signs_nothing_answers_nothing_and_declines_nothing(town):
    story = Story(town).accepted()  # by wang
    case = report(town, about=story.row.number)
    take(town, "ma", "push", case, **TAKEN_IN)
    with pytest.raises(gate.HandsBefore):
        take(town, "wang", "sign", case)
    take(town, "liu", "sign", case)
    with pytest.raises(gate.HandsBefore):
        take(town, "wang", "rectify", case, result="explained", opinion="按规定就是这样办的，没有问题")


def test_declining_wants_a_way_out(town):
    case = report(town)
    with pytest.raises(BadAnswers) as refused:
        take(town, "ma", "dismiss", case, scope="court", reason="案件正在法院审理，不属于受理范围")
    assert "remedy" in refused.value.errors
    take(town, "ma", "dismiss", case, scope="court", remedy="court", reason="案件正在法院审理，不属于受理范围")
    assert row_of(case).answers["remedy"] == "court" and row_of(case).state == "dismissed"


def test_fifteen_working_days_run_from_the_report_and_stop_with_the_answer(town):
    case = report(town)
    assert row_of(case).dues["answer"]["legal"].startswith("2026-03-23")
    answered(town, case, MONDAY + DAY)
    assert row_of(case).dues["answer"]["met"] and row_of(case).state == "closed"


def test_it_is_extended_once_the_person_was_told_and_not_beyond_the_bound(town):
    case = report(town)
    why = {"contacted": "phone", "reason": "要等省里答复，电话里说好了"}
    with pytest.raises(BadAnswers):
        take(town, "sun", "extend", case, days=5, reason="要等省里答复")
    take(town, "sun", "extend", case, days=5, **why)
    assert row_of(case).dues["answer"]["legal"].startswith("2026-03-30")
    with pytest.raises(Exception, match="最多"):
        take(town, "sun", "extend", case, days=11, **why)


def test_staff_are_warned_three_and_one_working_days_before(town):
    case = report(town)
    take(town, "ma", "push", case, **TAKEN_IN)
    take(town, "liu", "sign", case)
    said = []
    for day in (17, 18, 19, 20, 23):
        before = Message.objects.count()
        warn_staff(now=MONDAY.replace(day=day, hour=10))
        said.append(Message.objects.count() - before)
    assert said == [0, 1, 0, 1, 0]  # due on Monday the 23rd


def test_the_same_person_again_while_it_is_open_is_sent_to_it(town):
    first = report(town)
    with pytest.raises(sameness.OpenAlready) as refused:
        report(town)
    assert refused.value.facts["other"] == row_of(first).number


def test_again_within_thirty_days_is_a_repeat_that_must_be_lifted_and_the_unit_above_hears(town):
    answered(town, report(town))
    again = report(town, now=MONDAY + 20 * DAY)
    with pytest.raises(gate.NotMet, match="提级"):
        take(town, "ma", "push", again, MONDAY + 20 * DAY, **TAKEN_IN)
    source.tell_above(told(again, "report", MONDAY + 20 * DAY))
    source.tell_above(told(again, "report", MONDAY + 20 * DAY))
    assert Message.objects.filter(case_id=again, unit_path=town.units["tianning"].path).count() == 1
    take(town, "ma", "push", again, MONDAY + 20 * DAY, **{**TAKEN_IN, "way": "lifted"})


def test_after_thirty_days_it_is_a_new_one_and_nobody_above_is_told(town):
    answered(town, report(town))
    later = report(town, now=MONDAY + 40 * DAY)
    source.tell_above(told(later, "report", MONDAY + 40 * DAY))
    assert "relapse_of" not in row_of(later).facts and not Message.objects.filter(case_id=later).exists()
