"""Taking steps: the main road, and every way the gate says no."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from onewindow.kernel.cases import actions, drafts, gate, queries
from onewindow.kernel.cases.models import Case
from onewindow.kernel.files.actions import put
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.journal.models import Line
from onewindow.kernel.store.statements import counted
from onewindow.kernel.testing.city import MONDAY, City
from onewindow.kernel.testing.story import Story

pytestmark = pytest.mark.usefixtures("matter")


def test_a_case_goes_from_the_phone_to_the_hand(city: City) -> None:
    story = Story(city).issued()
    row = Case.objects.get(id=story.id)
    assert row.state == "issued"
    assert row.ended_at == story.now
    assert row.unit_path == city.units["hongmei"].path
    assert [line.act for line in Line.objects.filter(subject_id=row.id).order_by("version")] == [
        "open",
        "submit",
        "accept",
        "issue",
    ]


def test_each_line_names_the_one_before(city: City) -> None:
    story = Story(city).issued()
    lines = list(Line.objects.filter(about="case", subject_id=story.id).order_by("version"))
    assert bytes(lines[0].previous) == b""
    assert all(bytes(b.previous) == bytes(a.digest) for a, b in zip(lines, lines[1:], strict=False))
    assert bytes(Case.objects.get(id=story.id).head) == bytes(lines[-1].digest)


def test_the_identity_number_is_not_readable_in_the_database(city: City) -> None:
    story = Story(city).submitted()
    row = Case.objects.get(id=story.id)
    assert "holder_id" not in row.answers
    assert row.answers["holder_name"] == "李一一"
    assert b"3204021990" not in bytes(row.sealed)


def test_the_clerk_next_door_does_not_find_it(city: City) -> None:
    story = Story(city).submitted()
    with pytest.raises(gate.NotFound):
        story.then("zhao", "accept")


def test_the_reviewer_of_another_district_does_not_find_it(city: City) -> None:
    with pytest.raises(gate.NotFound):
        Story(city).accepted().then("gu", "issue")


def test_a_stranger_does_not_find_a_draft(city: City) -> None:
    with pytest.raises(gate.NotFound):
        Story(city).then("zhou", "submit")


def test_the_clerk_may_not_decide(city: City) -> None:
    with pytest.raises(gate.NotYours):
        Story(city).accepted().then("wang", "issue")


def test_the_supervisor_sees_and_may_not_act(city: City) -> None:
    story = Story(city).submitted()
    assert queries.case(story.id, actor=city.actor("xu"), now=story.now).id == story.id
    with pytest.raises(gate.NotYours):
        story.then("xu", "accept")


def test_the_administrator_sees_no_case(city: City) -> None:
    story = Story(city).submitted()
    with pytest.raises(gate.NotFound):
        queries.case(story.id, actor=city.actor("admin"), now=story.now)


def test_a_step_out_of_turn_says_where_the_case_stands(city: City) -> None:
    story = Story(city).submitted()
    with pytest.raises(gate.NotNow) as refused:
        story.then("chen", "issue")
    assert "待受理" in refused.value.sentence


def test_who_opened_the_page_earlier_is_told_who_was_faster(city: City) -> None:
    story = Story(city).submitted()
    seen = Case.objects.get(id=story.id).version
    story.then("wang", "accept", version=seen)
    with pytest.raises(gate.Changed) as refused:
        story.then("chen", "issue", version=seen)
    assert "王窗口" in refused.value.sentence and "受理" in refused.value.sentence


def test_the_same_key_does_it_once(city: City) -> None:
    story = Story(city).submitted()
    first = story.then("wang", "accept", key="k1")
    again = story.then("wang", "accept", key="k1")
    assert (first.version, first.replayed) == (again.version, False)
    assert again.replayed
    assert Line.objects.filter(subject_id=story.id, act="accept").count() == 1


def test_a_key_is_not_lent_to_another_step(city: City) -> None:
    story = Story(city).submitted()
    story.then("wang", "accept", key="k1")
    with pytest.raises(actions.KeyReused):
        story.then("wang", "note", {"note": "同一个键"}, key="k1")


def a_paper(city: City) -> str:
    """A small picture uploaded by Li."""
    picture = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(picture, "PNG")
    return put(picture.getvalue(), name="表格.png", actor_id=city.accounts["li"].id, now=MONDAY).id


def test_a_file_of_somebody_else_cannot_be_attached(city: City) -> None:
    story = Story(city, "zhou")
    with pytest.raises(BadAnswers):
        drafts.save_draft(
            story.id, actor=city.actor("zhou"), now=story.now, answers={}, papers={"form": [a_paper(city)]}
        )


def test_a_rule_that_is_not_met_is_named_with_its_article(city: City) -> None:
    story = Story(city)
    drafts.save_draft(
        story.id, actor=city.actor("li"), now=story.now, answers={"kind": "b"}, papers={"form": [a_paper(city)]}
    )
    story.submitted()
    with pytest.raises(gate.NotMet) as refused:
        story.then("wang", "accept")
    assert "《测试规定》第一条" in refused.value.sentence
    assert Case.objects.get(id=story.id).state == "received"


def test_a_missing_answer_is_told_and_nothing_changes(city: City) -> None:
    story = Story(city, answers={"kind": "a"})
    with pytest.raises(BadAnswers) as refused:
        story.then("li", "submit")
    assert {"holder_name", "holder_id", "home"} <= set(refused.value.errors)
    assert Case.objects.get(id=story.id).submitted_at is None


def test_answers_a_step_does_not_ask_are_refused(city: City) -> None:
    story = Story(city).submitted()
    with pytest.raises(BadAnswers):
        story.then("wang", "accept", {"state": "issued"})


def test_reopening_starts_a_new_clock(city: City) -> None:
    story = Story(city).issued()
    story.then("chen", "reopen", {"reason": "证件信息打印有误"})
    row = Case.objects.get(id=story.id)
    assert (row.state, row.ended_at) == ("received", None)


def test_a_step_is_two_statements(city: City) -> None:
    story = Story(city).submitted()
    actor = city.actor("wang")
    with counted() as seen:
        actions.take("accept", case_id=story.id, actor=actor, now=story.now, case_type="testing.permit")
    assert len(seen) == 2, seen
