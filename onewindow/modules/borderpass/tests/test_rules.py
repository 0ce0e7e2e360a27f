"""Where one may go, who has to come, for how long."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.handbook import Matter, Sure
from onewindow.kernel.handbook.shelf import Shelf
from onewindow.modules.borderpass import rules
from onewindow.modules.borderpass.definition import MODULE
from onewindow.modules.borderpass.pass_1999 import PASS_1999
from onewindow.modules.borderpass.pass_2026 import PASS_2026

TODAY = date(2026, 9, 1)
SHIGATSE = {"area": "540200", "since": "2026-08-28", "until": None, "notice": "2026年第5号"}


def matter(answers, today=TODAY, closed=(), online=False):
    return Matter(answers, today, {"switch": {"closed": list(closed)}}, {"border.online_here": online})


def journey(first, last, *areas, **more):
    return {"from_day": first, "to_day": last, "destinations": list(areas), "kind": "year", **more}


def test_shigatse_is_suspended_until_further_notice():
    words = rules.destinations_are_open.unmet(
        matter(journey("2026-10-01", "2026-10-08", "540200", "542500"), closed=[SHIGATSE])
    )
    assert "日喀则市" in words and "另行公告" in words and "去掉" in words


@pytest.mark.parametrize(
    ("today", "first", "last", "open_"),
    [
        (date(2026, 8, 27), "2026-08-27", "2026-08-27", True),  # the day before it began
        (date(2026, 8, 27), "2026-08-27", "2026-08-28", False),  # the journey reaches into it
        (date(2026, 8, 28), "2026-08-28", "2026-08-29", False),
    ],
)
def test_the_suspension_begins_at_midnight(today, first, last, open_):
    found = rules.destinations_are_open.unmet(matter(journey(first, last, "540200"), today, [SHIGATSE]))
    assert (found is None) is open_


def test_elsewhere_is_open():
    assert (
        rules.destinations_are_open.unmet(matter(journey("2026-10-01", "2026-10-08", "653100"), closed=[SHIGATSE]))
        is None
    )


@given(
    since=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    length=st.integers(0, 60),
    first=st.dates(date(2026, 1, 1), date(2027, 3, 1)),
    stay=st.integers(0, 60),
)
def test_a_journey_meets_a_closure_when_they_share_a_day(since, length, first, stay):
    shut = rules.Closed("540200", since, since + timedelta(days=length), "")
    days = {since + timedelta(days=n) for n in range(length + 1)}
    journey_days = {first + timedelta(days=n) for n in range(stay + 1)}
    assert shut.meets(first, first + timedelta(days=stay)) is bool(days & journey_days)


def test_the_online_kind_is_sent_to_12367_before_it_is_filed():
    words = rules.online_goes_to_12367.unmet(matter({"kind": "online"}))
    assert "12367" in words and "签不了" in words
    assert rules.online_goes_to_12367 in PASS_2026.step["submit"].needs
    assert rules.online_goes_to_12367.unmet(matter({"kind": "online"}, online=True)) is None
    assert rules.online_goes_to_12367.unmet(matter({"kind": "year"})) is None


@pytest.mark.parametrize("kind", ["children", "year", "hmt", "overseas", "foreigner"])
def test_everybody_else_comes_in_person(kind):
    assert "到现场" in rules.came_in_person.unmet(matter({"kind": kind}))
    assert rules.came_in_person.unmet(matter({"kind": kind, "in_person": True})) is None
    for step in ("accept", "issue_now"):
        assert rules.came_in_person in PASS_2026.step[step].needs


@pytest.mark.parametrize(("number", "fine"), [("320402201009011234", True), ("320402201009021234", False)])
def test_sixteen_on_the_day_of_application(number, fine):
    assert (rules.is_sixteen.unmet(matter({"kind": "year", "holder_id": number})) is None) is fine


def test_a_foreigner_has_no_citizens_number_to_tell_an_age():
    assert rules.is_sixteen.unmet(matter({"kind": "foreigner"})) is None


@pytest.mark.parametrize(
    ("kind", "first", "last", "fine"),
    [
        ("online", "2026-11-30", "2027-02-28", True),
        ("online", "2026-11-30", "2027-03-01", False),
        ("children", "2026-09-01", "2026-12-01", True),
        ("hmt", "2026-09-01", "2026-12-02", False),
        ("year", "2026-09-01", "2027-09-01", True),
        ("year", "2026-09-01", "2027-09-02", False),
        ("year", "2028-02-29", "2029-02-28", True),
    ],
)
def test_three_months_or_a_year(kind, first, last, fine):
    answers = journey(first, last) | {"kind": kind}
    assert (rules.is_short_enough.unmet(matter(answers)) is None) is fine


@pytest.mark.parametrize(
    ("first", "last"), [("2026-08-31", "2026-09-03"), ("2026-09-05", "2026-09-03"), (None, "2026-09-03"), ("x", "y")]
)
def test_days_lie_ahead_and_in_order(first, last):
    assert rules.days_are_ahead.unmet(matter(journey(first, last)))


def test_children_are_named_with_their_birthdays():
    def unmet(text):
        return rules.children_are_named.unmet(matter({"kind": "children", "children": text}))

    assert unmet("张小明 2015-03-02\n张小红，2018-01-01\n") is None
    assert unmet("")
    assert "张大明" in unmet("张大明 2010-09-01")
    assert "张小明" in unmet("张小明")


def test_the_limit_is_three_days_online_and_ten_after_an_investigation():
    (decide,) = [one for one in PASS_2026.deadlines if one.code == "decide"]
    assert decide.spans(TODAY, {"kind": "online"})["legal"].value == 3
    assert {decide.spans(TODAY, {"kind": kind})["legal"].value for kind in ("children", "year", "foreigner")} == {10}


def test_the_new_edition_is_in_force_and_the_old_one_only_history():
    shelf = Shelf([MODULE])
    assert shelf.entry("borderpass.pass") == shelf.entry("borderpass.pass", "2026")
    assert (PASS_1999.edition, PASS_1999.retired_on) == ("1999", "2026-04-15")


@pytest.mark.parametrize(
    ("frequent", "last", "fine"),
    [(False, "2026-04-01", True), (False, "2026-04-02", False), (True, "2027-01-01", True)],
)
def test_the_old_pass_ran_three_months_or_a_year_for_who_went_often(frequent, last, fine):
    answers = journey("2026-01-01", last) | {"frequent": frequent}
    assert (rules.old_length.unmet(matter(answers)) is None) is fine


def test_the_old_pass_was_had_at_the_household():
    def at(area):
        return Matter({"station_place": "320402004001"}, TODAY, {"household": {"area": area}}, {})

    assert rules.household_is_here.unmet(at("320411")) is None
    assert rules.household_is_here.unmet(at("340104"))


def test_nothing_of_2026_is_passed_off_as_read():
    assert {rules.GUIDE.sure, rules.NOTICE_5.sure, rules.OLD.sure} == {Sure.SECOND}
