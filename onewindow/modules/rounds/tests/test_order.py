"""Merging duties into stops, and the order to walk them in."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onewindow.modules.rounds.order import CLOSED, FULL, MANY, metres_of, walked
from onewindow.modules.rounds.stops import Point, Stop, Task, merged

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
HOME = Point(0, 0)
HOURS = {"first": 10, "more": 4, "opens": 510, "closes": 1170}
DAY = {"now": NOW, "begins": 540, "cap": 480, "speed": 70.0}


def stop(
    nth: int, x: float, y: float, minutes: int = 5, opens: int = 0, closes: int = 1440, due: int | None = 3
) -> Stop:
    due_at = None if due is None else NOW + timedelta(days=due)
    return Stop(str(nth), Point(x, y), (nth,), minutes, opens, closes, due_at)


tasks = st.lists(
    st.builds(
        Task,
        st.integers(1, 10**6),
        st.sampled_from(["320402004001", "320402004002"]),
        st.sampled_from(["", "addr:a", "addr:b", "addr:c"]),
        st.one_of(st.none(), st.integers(-3, 30).map(lambda days: NOW + timedelta(days=days))),
        st.sampled_from([0, 540, 840]),
        st.sampled_from([720, 1140, 1440]),
    ),
    unique_by=lambda one: one.case_id,
    max_size=25,
)


@given(tasks)
def test_every_duty_is_at_exactly_one_stop_and_within_its_hours(found):
    stops = merged(found, {}, HOME, **HOURS)
    assert sorted(case for one in stops for case in one.cases) == sorted(one.case_id for one in found)
    by_case = {one.case_id: one for one in found}
    for one in stops:
        for case in one.cases:
            task = by_case[case]
            assert one.key == (task.door or task.place)
            assert one.opens >= max(510, task.opens) and one.closes <= min(1170, task.closes)


@given(tasks)
def test_merging_does_not_depend_on_the_order_of_the_duties(found):
    assert merged(found, {}, HOME, **HOURS) == merged(found[::-1], {}, HOME, **HOURS)


def test_two_duties_at_one_door_take_less_than_two_visits():
    there = [Task(nth, "320402004001", "addr:a") for nth in (1, 2, 3)]
    assert [one.minutes for one in merged(there, {}, HOME, **HOURS)] == [18]


def test_a_door_that_is_not_known_lies_at_its_community_and_says_so():
    points = {"320402004001": Point(500, 0), "addr:b": Point(1, 1)}
    found = merged([Task(1, "320402004001", "addr:a"), Task(2, "320402004001", "addr:b")], points, HOME, **HOURS)
    assert [(one.point, one.sure) for one in found] == [(Point(500, 0), False), (Point(1, 1), True)]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.integers(-2000, 2000), st.integers(-2000, 2000)), min_size=1, max_size=7, unique=True))
def test_on_small_days_the_walk_is_within_a_twentieth_of_the_best(points):
    stops = [stop(nth, x, y) for nth, (x, y) in enumerate(points)]
    day = walked(stops, HOME, **DAY)
    best = min(metres_of(order, HOME) for order in permutations(stops))
    assert len(day.legs) == len(stops)
    assert day.metres <= 1.05 * best + 40  # the solver counts in tenths of a minute: 7 metres a leg


def test_hours_are_kept_even_when_it_is_a_detour():
    near_but_late, far = stop(1, 100, 0, opens=700), stop(2, 900, 0)
    day = walked([near_but_late, far], HOME, **DAY)
    assert [leg.stop.key for leg in day.legs] == ["2", "1"] and day.legs[1].at >= 700


def test_a_day_that_is_too_full_leaves_out_what_can_wait_and_says_so():
    stops = [stop(nth, 100 * nth, 0, minutes=100, due=nth) for nth in range(8)]
    day = walked(stops, HOME, **DAY)
    assert {one.key for one, why in day.left if why == FULL} == {"4", "5", "6", "7"}
    assert day.minutes <= 480


def test_whoever_cannot_be_reached_any_more_today_is_named():
    day = walked([stop(1, 0, 100, closes=500), stop(2, 0, 200)], HOME, **DAY)
    assert [(one.key, why) for one, why in day.left] == [("1", CLOSED)]


def test_more_stops_than_a_day_has_are_named():
    day = walked([stop(nth, nth, 0, minutes=1) for nth in range(6)], HOME, **DAY, most=4)
    assert len(day.legs) == 4 and [why for _, why in day.left] == [MANY, MANY]


@pytest.mark.parametrize("count", [0, 1])
def test_an_empty_day_and_a_short_one(count):
    assert len(walked([stop(1, 10, 10)][:count], HOME, **DAY).legs) == count
