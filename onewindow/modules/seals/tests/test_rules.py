"""Which way is open to a seal engraver, and what a promise binds."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.handbook import Matter
from onewindow.modules.seals import rules
from onewindow.modules.seals.aftercheck import AFTERCHECK
from onewindow.modules.seals.licence import LICENCE
from onewindow.modules.seals.promise import CURRENT, EDITIONS, digest

TODAY = date(2026, 9, 1)
PROMISED = {one.code: True for one in CURRENT.items} | {
    "way": "promise",
    "signature": "赵 老板",
    "legal_name": "赵老板",
    "firm_code": "91320402MA00000000",
    "same_place": "same",
}
AT = datetime(2026, 9, 1, 9, 0, tzinfo=timezone(timedelta(hours=8)))


def matter(answers=None, standing=None, today=TODAY, **facts):
    return Matter(PROMISED | (answers or {}), today, {"standing": standing or {}, **facts}, {})


def test_a_promise_is_complete_when_every_item_is_ticked_and_the_right_name_is_signed():
    assert rules.everything_is_promised.unmet(matter()) is None
    assert "姓名不一致" in rules.everything_is_promised.unmet(matter({"signature": "钱老板"}))


@pytest.mark.parametrize("item", CURRENT.items, ids=lambda one: one.code)
def test_each_item_is_ticked_by_itself(item):
    words = rules.everything_is_promised.unmet(matter({item.code: False}))
    assert item.words in words and "一般程序" in words


def test_the_ordinary_way_needs_no_promise():
    assert rules.everything_is_promised.unmet(matter({"way": "ordinary", "signature": ""})) is None


@pytest.mark.parametrize("bad", ["bad_record", "untrue_promise"])
def test_a_bad_record_closes_the_promise_and_leaves_the_ordinary_way(bad):
    words = rules.record_is_clean.unmet(matter(standing={bad: True}))
    assert "一般程序" in words
    assert rules.record_is_clean.unmet(matter(standing={bad: True, "repaired": True})) is None
    assert rules.record_is_clean not in LICENCE.step["accept"].needs
    assert rules.record_is_clean in LICENCE.step["grant_on_promise"].needs


@pytest.mark.parametrize(("until", "free"), [("2026-08-31", True), ("2026-09-01", False), ("", True)])
def test_who_cheated_waits_three_years(until, free):
    assert (rules.is_not_barred.unmet(matter(standing={"barred_until": until})) is None) is free


@pytest.mark.parametrize(
    ("standing", "word"),
    [
        ({"licence": "valid", "same_name": True}, None),
        ({"licence": "valid", "same_name": False}, "全称"),
        ({"licence": "revoked"}, "吊销"),
        ({"licence": "unknown"}, "没有查到"),
    ],
)
def test_the_business_licence_has_to_stand(standing, word):
    found = rules.licence_is_valid.unmet(matter(standing=standing))
    assert found is None if word is None else word in found


def test_a_licence_the_register_does_not_know_yet_may_be_seen_by_the_clerk():
    assert rules.licence_is_valid.unmet(matter({"licence_seen": True}, {"licence": "unknown"})) is None
    assert rules.licence_is_valid.unmet(matter({"licence_seen": True}, {"licence": "revoked"}))


def test_a_shop_away_from_its_seat_is_settled_by_the_clerk():
    assert "受理地" in rules.place_is_settled.unmet(matter({"same_place": "apart"}))
    assert rules.place_is_settled.unmet(matter({"same_place": "apart", "place_settled": True})) is None


@pytest.mark.parametrize(("one", "other"), [("王一", "王一"), ("王一", ""), ("", ""), ("王 一", "王一")])
def test_two_officers_are_two(one, other):
    assert rules.two_officers.unmet(matter({"officer_one": one, "officer_two": other}))


def test_an_ordinary_licence_needs_an_inspection_that_went_well():
    assert "先" in rules.was_inspected.unmet(matter())
    assert "不符合" in rules.was_inspected.unmet(matter(inspected_fit=False))
    assert rules.was_inspected.unmet(matter(inspected_fit=True)) is None


@pytest.mark.parametrize(("day", "fine"), [(0, False), (1, True), (30, True), (31, False)])
def test_thirty_days_to_rectify(day, fine):
    until = (TODAY + timedelta(days=day)).isoformat()
    assert (rules.time_to_rectify.unmet(matter({"rectify_until": until})) is None) is fine


@pytest.mark.parametrize(
    ("heard", "days", "fine"), [("spoke", 0, True), ("waived", 0, True), ("silent", 5, False), ("silent", 6, True)]
)
def test_nobody_loses_a_licence_unheard(heard, days, fine):
    proposed = (TODAY - timedelta(days=days)).isoformat()
    found = rules.was_heard.unmet(matter({"heard": heard}, proposed_on=proposed))
    assert (found is None) is fine


def test_another_hand_revokes():
    assert AFTERCHECK.step["revoke"].another_hand_than == ("propose",)
    assert all(paper.remedy for paper in AFTERCHECK.step["revoke"].issues)


def test_twenty_days_and_ten_more():
    (decide,) = [one for one in LICENCE.deadlines if one.code == "decide"]
    assert (str(decide.legal), str(decide.extension.at_most)) == ("20个工作日", "10个工作日")
    assert decide.law.cited == "《行政许可法》第四十二条" and decide.law.verified


def test_the_digest_binds_text_ticks_and_signature():
    signed = digest(CURRENT, PROMISED, case_number="A", signed_at=AT)
    assert signed == digest(CURRENT, dict(reversed(PROMISED.items())), case_number="A", signed_at=AT)
    for change in ({"promise_room": False}, {"signature": "别人"}, {"firm_code": "x"}):
        assert digest(CURRENT, PROMISED | change, case_number="A", signed_at=AT) != signed
    assert digest(CURRENT, PROMISED, case_number="B", signed_at=AT) != signed


@given(st.sets(st.sampled_from([one.code for one in CURRENT.items])))
def test_no_two_sets_of_ticks_share_a_digest(ticked):
    answers = PROMISED | {one.code: one.code in ticked for one in CURRENT.items}
    same = digest(CURRENT, answers, case_number="A", signed_at=AT) == digest(
        CURRENT, PROMISED, case_number="A", signed_at=AT
    )
    assert same is (len(ticked) == len(CURRENT.items))


def test_the_text_of_an_edition_never_changes():
    """If this fails: the text was in force.  Add an edition instead of editing one."""
    assert set(EDITIONS) == {"2026-1"}
    assert digest(EDITIONS["2026-1"], {}, case_number="", signed_at=AT).startswith(FIRST_EDITION)


FIRST_EDITION = "f6eaee806055b3de"
