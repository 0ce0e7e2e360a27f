"""Who looked at my data, when, how and for which matter; what the law lets wait, and its release."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from onewindow.kernel.journal import readings, subjects
from onewindow.kernel.journal.actions import By
from onewindow.kernel.journal.deferrals import NoGround, NoReason, NothingDeferred, TooLong, defer, release, running
from onewindow.kernel.journal.subjects import Subject
from onewindow.kernel.journal.tests.making import NOW
from onewindow.kernel.store.statements import execute, rows

LI, ZHOU = 11, 12
BY = By(5, "孙所长", "chief", "0001.")


def look(*persons: int, how: str = "open", minutes: int = 0, **more: Any) -> None:
    given: dict[str, Any] = {
        "actor_id": 7,
        "actor_name": "王窗口",
        "actor_unit": "红梅派出所",
        "purpose": "办理居住证",
        **more,
    }
    readings.note(now=NOW + timedelta(minutes=minutes), persons=persons, how=how, **given)


@pytest.fixture
def cases(url: str) -> None:
    execute("create temporary table matter_of_test (id bigint, number text, title text, person bigint)")
    execute("insert into matter_of_test values (1, 'N1', '居住证申领', 11), (2, 'N2', '居住证申领', 12)")
    subjects.know(Subject("case", "matter_of_test", number="number", title="title", person="person"))


def test_a_look_is_told_in_plain_words(cases: None) -> None:
    look(LI, case_id=1, actor_role="clerk", how="unmask", what=["身份号码"])
    found = readings.of_person(LI, NOW)
    assert len(found) == 1
    assert found[0].who == "红梅派出所 窗口民警 王*口" and found[0].how == "查看了完整内容：身份号码"
    assert found[0].matter == "居住证申领 N1" and found[0].purpose == "办理居住证" and found[0].at == NOW
    assert readings.of_person(ZHOU, NOW) == []


def test_a_stranger_s_case_is_not_named(cases: None) -> None:
    look(LI, ZHOU, case_id=2)
    assert readings.of_person(LI, NOW)[0].matter == "另一件与您有关的事项"
    assert readings.of_person(ZHOU, NOW)[0].matter == "居住证申领 N2"


def test_the_same_look_on_one_day_is_one_row_with_its_count(cases: None) -> None:
    for minutes in (0, 5, 9):
        look(LI, how="list", minutes=minutes)
    look(LI, how="list", minutes=24 * 60)
    look(LI, how="open", minutes=6, case_id=1)
    found = readings.of_person(LI, NOW)
    assert [(one.how, one.times) for one in found] == [
        ("打开了办件", 1),
        ("在工作列表里看到", 1),
        ("在工作列表里看到", 3),
    ]
    assert found[-1].at == NOW + timedelta(minutes=9)


def test_every_kind_of_look_has_its_words(cases: None) -> None:
    kinds = ("list", "open", "search", "unmask", "export", "file", "document", "something new")
    assert len({readings.how_in_words(how, ()) for how in kinds}) == len(kinds)


def test_pages_go_on_where_the_last_one_ended(cases: None) -> None:
    for number in range(7):
        look(LI, minutes=number, purpose=f"第{number}次")
    first = readings.of_person(LI, NOW, limit=4)
    rest = readings.of_person(LI, NOW, limit=4, before=min(one.id for one in first))
    assert [one.purpose for one in (*first, *rest)] == [f"第{n}次" for n in range(6, -1, -1)]


def test_of_case_gives_full_names_to_those_who_supervise(cases: None) -> None:
    look(LI, case_id=1)
    assert readings.of_case(1)[0].who == "红梅派出所 工作人员 王窗口"


def test_what_is_deferred_stays_out_until_it_ends(cases: None) -> None:
    look(LI, case_id=1)
    look(LI, ZHOU, case_id=2, minutes=1)
    defer(
        person_id=LI,
        case_id=2,
        until=NOW + timedelta(days=30),
        ground="impedes",
        reason="正在调查取证，提前告知会串供",
        now=NOW,
        by=BY,
    )
    look(LI, case_id=2, minutes=5)
    assert [one.case_id for one in readings.of_person(LI, NOW)] == [1], "looks made later are deferred too"
    assert [one.case_id for one in readings.of_person(ZHOU, NOW)] == [2], "only this person's"
    later = readings.of_person(LI, NOW + timedelta(days=31))
    assert [one.case_id for one in later] == [2, 2, 1] or [one.case_id for one in later] == [2, 1]


def test_release_shows_all_at_once_and_both_acts_are_in_the_journal(cases: None) -> None:
    look(LI, case_id=2)
    ident = defer(
        person_id=LI,
        case_id=None,
        until=NOW + timedelta(days=3),
        ground="emergency",
        reason="正在解救被困人员",
        now=NOW,
        by=BY,
    )
    assert readings.of_person(LI, NOW) == [] and running(NOW)[0]["id"] == ident
    release(ident, reason="紧急情况已消除", now=NOW + timedelta(hours=1), by=BY)
    assert len(readings.of_person(LI, NOW + timedelta(hours=1))) == 1 and running(NOW) == []
    with pytest.raises(NothingDeferred):
        release(ident, reason="再来一次", now=NOW + timedelta(hours=2), by=BY)
    lines = rows(
        "select act, facts->>'law' as law, facts->>'ground' as ground, actor_name, role from journal_line "
        "where about = 'person' and subject_id = %s order by version",
        (LI,),
    )
    assert [line["act"] for line in lines] == ["defer_disclosure", "release_disclosure"]
    assert lines[0]["ground"] == "emergency" and "第十八条第二款" in lines[0]["law"] and lines[0]["role"] == "chief"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"ground": "because"}, NoGround),
        ({"reason": "保密"}, NoReason),
        ({"until": NOW}, TooLong),
        ({"until": NOW + timedelta(days=181)}, TooLong),
        ({"ground": "emergency", "until": NOW + timedelta(days=8)}, TooLong),
    ],
)
def test_no_deferral_without_ground_reason_and_end(url: str, change: dict[str, Any], refusal: type[Exception]) -> None:
    given = {
        "person_id": LI,
        "case_id": 1,
        "until": NOW + timedelta(days=3),
        "ground": "secret",
        "reason": "涉及国家秘密事项",
        "now": NOW,
        "by": BY,
        **change,
    }
    with pytest.raises(refusal):
        defer(**given)
    assert rows("select 1 from journal_deferral") == rows("select 1 from journal_line") == []
