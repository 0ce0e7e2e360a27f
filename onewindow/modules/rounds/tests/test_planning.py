"""The list of a day: made once, stable, honest about what is left out, and about what has come since."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.kernel.cases.tests.test_loop import MENDED, Loop
from onewindow.kernel.store.statements import counted
from onewindow.kernel.testing.city import MONDAY, XINHUA_PLACE
from onewindow.modules.rounds import planning, spots
from onewindow.modules.rounds.models import Plan
from onewindow.modules.rounds.stops import Point

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(minutes=30)


def today(beat, name: str = "wu", now=LATER) -> planning.Today:
    return planning.today(actor=beat.actor(name), now=now)


def test_duties_of_one_place_are_one_stop_with_its_minutes(beat):
    Loop(beat), Loop(beat, item="堵塞通道")
    found = today(beat)
    assert [(stop.key, len(stop.duties), stop.minutes) for stop in found.stops] == [(XINHUA_PLACE, 2, 17)]
    assert found.new == () and found.left == () and found.done == 0


def test_the_list_stays_as_it_was_made_and_shows_what_came_since(beat):
    first = Loop(beat)
    made = today(beat).plan.version
    second = Loop(beat, item="堵塞通道", now=LATER)
    found = today(beat)
    assert found.plan.version == made and [one.case_id for one in found.new] == [second.id]
    planning.make_anew(actor=beat.actor("wu"), now=LATER)
    found = today(beat)
    assert found.plan.version == made + 1 and found.new == ()
    assert sorted(one.case_id for one in found.stops[0].duties) == [first.id, second.id]


def test_what_is_done_leaves_the_list_and_is_counted(beat):
    loop = Loop(beat)
    today(beat)
    loop.then("wu", "push")
    found = today(beat)
    assert found.stops == () and found.done == 1


def test_late_in_the_evening_nothing_is_walked_and_everything_says_why(beat):
    Loop(beat)
    found = today(beat, now=MONDAY.replace(hour=20))
    assert found.stops == () and [why for why, _ in found.left] == ["closed"]


def test_tomorrow_s_list_carries_over_what_was_not_done(beat):
    loop = Loop(beat)
    today(beat)
    found = today(beat, now=MONDAY + timedelta(days=1))
    assert [one.case_id for stop in found.stops for one in stop.duties] == [loop.id]
    assert Plan.objects.count() == 2


def test_a_door_that_somebody_stood_at_is_known_from_then_on(beat):
    spots.learn(XINHUA_PLACE, Point(300, 400), source="phone", now=MONDAY)
    Loop(beat)
    stop = today(beat).stops[0]
    assert (stop.x, stop.y) == (300, 400)


def test_at_a_door_everything_that_waits_there_is_shown_whether_planned_or_not(beat):
    Loop(beat)
    today(beat)
    Loop(beat, item="堵塞通道", now=LATER)
    assert len(planning.at_door(XINHUA_PLACE, actor=beat.actor("wu"), now=LATER)) == 2
    assert planning.at_door("addr:none", actor=beat.actor("wu"), now=LATER) == []


def test_a_colleague_has_a_list_of_their_own_and_a_clerk_has_none(beat):
    loop = Loop(beat).then("gong", "claim")
    assert today(beat).stops == () and today(beat, "gong").stops[0].duties[0].case_id == loop.id
    with pytest.raises(planning.NoBeat):
        today(beat, "wang")


def test_a_list_costs_a_handful_of_statements_however_long_it_is(beat):
    for nth in range(12):
        Loop(beat, item=f"第{nth}处")
    today(beat)
    with counted() as statements:
        assert len(today(beat).stops[0].duties) == 12
    assert len(statements) <= 4


def test_what_the_officer_rectified_is_not_theirs_to_check(beat):
    Loop(beat).then("hub", "push").then("jie", "sign").then("jie", "rectify", MENDED)
    assert len(today(beat).stops) == 1
