"""A simulated day keeps the rules of the hall: nobody twice, nobody unauthorised, nobody served during a break."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onewindow.modules.windows.line.dispatch import Rules
from onewindow.modules.windows.simulation.arrivals import EVEN, OPEN_MINUTES, Demand, Visit
from onewindow.modules.windows.simulation.hall import run
from onewindow.modules.windows.simulation.plans import (
    EVERYTHING,
    EXIT_ENTRY,
    HOUSEHOLD,
    VEHICLE,
    Arrangement,
    Post,
    also,
    combined,
    specialised,
    with_lunch,
)

CARD, PASSPORT, LICENCE = "idcard.renew", "passport.ordinary", "licence.renew"


def visit(nth: int, at: float, *items: str, lane: str = "ordinary", minutes: float = 10, draw: float = 0.5) -> Visit:
    return Visit(nth, at, lane, frozenset(items or {CARD}), minutes, draw)


def one_window(**more) -> Arrangement:
    return Arrangement("one", (Post(1, EVERYTHING),), **more)


def test_the_second_waits_until_the_first_is_done():
    day = run([visit(1, 0), visit(2, 3)], one_window())
    assert [(one.visit.id, one.called, one.wait) for one in day.served] == [(1, 0, 0), (2, 10, 7)]


def test_a_specialised_window_leaves_the_others_visitors_waiting():
    posts = (Post(1, HOUSEHOLD), Post(2, VEHICLE))
    day = run([visit(1, 0, CARD), visit(2, 1, CARD), visit(3, 2, LICENCE)], Arrangement("two", posts))
    assert {one.visit.id: (one.window, one.wait) for one in day.served} == {1: (1, 0), 2: (1, 9), 3: (2, 0)}


def test_the_dispatcher_is_the_halls_own_an_elder_goes_first_within_the_share():
    line = [visit(1, 0), visit(2, 1), visit(3, 2, lane="elder"), visit(4, 3, lane="elder"), visit(5, 4, lane="elder")]
    day = run(line, one_window(), Rules(privileged_share=0.5, of=4))
    assert [one.visit.id for one in day.served] == [1, 3, 4, 2, 5]


def test_nobody_is_called_during_a_break_and_who_is_being_served_is_not_sent_away():
    posts = (Post(1, EVERYTHING, ((0, 60), (90, OPEN_MINUTES))),)
    day = run([visit(1, 55), visit(2, 56), visit(3, 70)], Arrangement("lunch", posts))
    assert [(one.visit.id, one.called) for one in day.served] == [(1, 55), (2, 90), (3, 100)]


def test_an_idle_officer_goes_to_lunch_on_time():
    posts = (Post(1, EVERYTHING, ((0, 60), (90, OPEN_MINUTES))),)
    day = run([visit(1, 65)], Arrangement("lunch", posts))
    assert [one.called for one in day.served] == [90]


def test_whoever_holds_a_ticket_at_closing_is_still_served():
    late = [visit(nth, OPEN_MINUTES - 1, minutes=30) for nth in (1, 2, 3)]
    day = run(late, one_window())
    assert [one.ended for one in day.served] == [OPEN_MINUTES + 29, OPEN_MINUTES + 59, OPEN_MINUTES + 89]
    assert day.left == []


def test_what_nobody_may_handle_is_reported_and_not_lost():
    day = run([visit(1, 0, LICENCE)], Arrangement("none", (Post(1, HOUSEHOLD),)))
    assert day.served == [] and [one.id for one in day.left] == [1]


def test_two_matters_at_specialised_windows_are_two_waits_and_at_a_combined_one_a_single_sitting():
    family = [visit(1, 0, CARD, PASSPORT, minutes=20)]
    apart = run(family, Arrangement("apart", (Post(1, HOUSEHOLD), Post(2, EXIT_ENTRY))))
    assert [(one.window, one.called, one.ended) for one in apart.served] == [(1, 0, 10), (2, 10, 20)]
    assert len(run(family, one_window()).served) == 1


def test_machines_take_whom_they_can_and_the_device_and_a_slow_generalist_change_the_time():
    assert [one.id for one in run([visit(1, 0, draw=0.1)], one_window(self_service=0.2)).at_machines] == [1]
    assert run([visit(1, 0)], one_window(device_share=0.6)).served[0].ended == pytest.approx(6)
    assert run([visit(1, 0)], Arrangement("slow", combined(1, 1.5))).served[0].ended == 15


def test_two_more_authorised_take_from_the_longest_line():
    posts = also(specialised(2, 0, 1), 1, VEHICLE)
    day = run([visit(1, 0, LICENCE), visit(2, 0, LICENCE)], Arrangement("also", posts))
    assert [one.wait for one in day.served] == [0, 0]


def test_lunch_in_two_shifts_never_empties_the_hall():
    posts = with_lunch(combined(4), 60, 2)
    assert [post.spans for post in posts[:2]] == [((0, 180), (240, 480)), ((0, 240), (300, 480))]
    assert all(any(begin <= at < end for post in posts for begin, end in post.spans) for at in range(OPEN_MINUTES))


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), shape=st.sampled_from([(4, 3, 3), (6, 2, 2), (1, 1, 1)]), lunch=st.booleans())
def test_everybody_is_served_once_by_one_who_may_and_no_officer_serves_two(seed, shape, lunch):
    posts = with_lunch(specialised(*shape), 40, 2) if lunch else specialised(*shape)
    visits = Demand(90, EVEN).day(Random(seed))
    day = run(visits, Arrangement("any", posts))
    may = {post.window: post.may for post in posts}
    assert sorted(one.visit.id for one in day.served) == [one.id for one in visits]
    assert all(one.visit.items <= may[one.window] and one.wait >= 0 for one in day.served)
    for window in may:
        ordered = sorted((one.called, one.ended) for one in day.served if one.window == window)
        assert all(before[1] <= after[0] + 1e-9 for before, after in zip(ordered, ordered[1:], strict=False))
