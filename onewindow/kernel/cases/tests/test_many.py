"""Many cases in one act: all that is right, in one transaction; what is wrong is named and left out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.kernel.cases import actions, drafts, gate, queries
from onewindow.kernel.cases.many import Filing, Moment, file_many
from onewindow.kernel.journal.verifying import verify
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.store.statements import rows
from onewindow.kernel.testing.city import MONDAY, City, valid_id
from onewindow.kernel.testing.matter import ANSWERS, TEST_MATTER

pytestmark = pytest.mark.django_db
ASKED = {**ANSWERS, "holder_id": valid_id(ANSWERS["holder_id"][:17])}


def filing(**more) -> Filing:
    return Filing(TEST_MATTER.code, {**ASKED, **more.pop("answers", {})}, **more)


def test_each_is_a_case_of_its_station_that_may_be_worked_on(city: City, matter: str):
    filed = file_many([filing() for _ in range(5)], actor=city.actor("wang"), now=MONDAY, reason="一次开五件")
    assert filed.refused == {} and len(set(filed.ids)) == 5
    for case_id in filed.ids:
        actions.take("accept", case_id=case_id, actor=city.actor("wang"), now=MONDAY + timedelta(hours=1))
        row = queries.case(case_id, actor=city.actor("wang"), now=MONDAY)
        assert row.state == "accepted" and row.dues["decide"]["promised"]
    assert verify().faults == []


def test_what_is_wrong_is_named_by_its_place_and_the_rest_is_written(city: City, matter: str):
    filed = file_many(
        [filing(), filing(answers={"kind": "z"}), filing(answers={"home": "320499999999"}), filing()],
        actor=city.actor("wang"), now=MONDAY, reason="导入",
    )  # fmt: skip
    assert set(filed.refused) == {1, 2} and "kind" in filed.refused[1]
    assert [one is None for one in filed.ids] == [False, True, True, False]


def test_history_keeps_its_own_moments_and_says_that_it_was_brought_in(city: City, matter: str):
    day = timedelta(days=1)
    past = [
        Moment("received", MONDAY - 9 * day, "submit"), Moment("accepted", MONDAY - 8 * day, "accept", 7),
        Moment("issued", MONDAY - 7 * day, "issue", 8),
    ]  # fmt: skip
    filed = file_many([filing(past=past)], actor=SYSTEM_ACTOR, now=MONDAY, reason="旧系统", act="bring_in")
    row = queries.case(filed.ids[0], actor=city.actor("wang"), now=MONDAY)
    assert (row.state, row.ended_at, row.submitted_at) == ("issued", MONDAY - 7 * day, MONDAY - 9 * day)
    assert row.dues["decide"]["met"] and row.hands == {"accept": 7, "issue": 8}
    lines = rows("select act, facts->>'reason' as reason from journal_line where subject_id = %s", (row.id,))
    assert [(line["act"], line["reason"]) for line in lines] == [("bring_in", "旧系统")]


def test_two_doors_of_one_house_are_two_words_and_one_door_is_one(city: City, matter: str):
    filed = file_many(
        [filing(), filing(answers={"home_detail": " 花园路１２号3幢501室"}), filing(answers={"home_detail": "花园路12号3幢502室"})],
        actor=city.actor("wang"), now=MONDAY, reason="导入",
    )  # fmt: skip
    words = [
        next(one for one in queries.case(ident, actor=city.actor("wang"), now=MONDAY).grams if one.startswith("addr:"))
        for ident in filed.ids
    ]
    assert words[0] == words[1] != words[2]


def test_the_gate_stands_here_too(city: City, matter: str):
    """Another role, another station, a rule that is not met, history by anybody but the system: nothing is written."""
    for actor, more, refusal in (
        (city.actor("sun"), {}, gate.NotYours),
        (SYSTEM_ACTOR, {}, gate.NotYours),
        (city.actor("zhao"), {}, gate.NotFound),
        (city.actor("wang"), {"act": "bring_in"}, drafts.NotOpenToYou),
    ):
        with pytest.raises(refusal):
            file_many([filing(), filing()], actor=actor, now=MONDAY, reason="绕过", **more)
    with pytest.raises(gate.NotMet):
        past = [Moment("accepted", MONDAY, "accept")]
        answers = {"kind": "b"}
        file_many([filing(past=past, answers=answers)], actor=city.actor("wang"), now=MONDAY, reason="绕过")
    assert rows("select 1 as there from cases_case") == []
