"""How many places there are: never more minutes than the share, never a visit without somebody who may."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.modules.windows.booking.capacity import Hand, Shared, Visit, places
from onewindow.modules.windows.items import BY_CODE

PASSPORT, MOVE, LICENCE = "passport.ordinary", "household.move", "licence.renew"
CODES = (PASSPORT, MOVE, LICENCE, "records.certificate")


def hand(officer: int, minutes: float, *items: str) -> Hand:
    return Hand(officer, minutes, frozenset(items))


def visit(*items: str) -> Visit:
    return Visit(frozenset(items))


def left(hands, wanted, held=(), share=0.5, length=30):
    return places(hands, held, wanted, share, length)


def test_half_of_two_officers_half_hour_holds_six_passports():
    assert left([hand(1, 30, PASSPORT), hand(2, 30, PASSPORT)], visit(PASSPORT)) == 6


def test_an_officer_without_leave_adds_no_place():
    hands = [hand(1, 30, PASSPORT), hand(2, 30, MOVE)]
    assert left(hands, visit(PASSPORT)) == 3
    assert left(hands, visit(LICENCE)) == 0


def test_a_visit_for_two_things_needs_one_who_may_do_both():
    assert left([hand(1, 30, PASSPORT), hand(2, 30, LICENCE)], visit(PASSPORT, LICENCE)) == 0
    assert left([hand(1, 30, PASSPORT, LICENCE)], visit(PASSPORT, LICENCE)) == 1


def test_what_is_booked_moves_to_whoever_else_may_before_the_slot_is_full():
    hands = [hand(1, 30, PASSPORT, LICENCE), hand(2, 30, PASSPORT)]
    held = [visit(PASSPORT)] * 3
    assert left(hands, visit(LICENCE), held) == 3
    assert left(hands, visit(LICENCE), held * 2) == 0
    assert left(hands, visit(PASSPORT), [visit(LICENCE)] * 3) == 3


def test_a_long_matter_can_be_booked_once_in_a_hall_of_one():
    hands = [hand(1, 30, MOVE, PASSPORT)]
    assert left(hands, visit(MOVE)) == 1
    assert left(hands, visit(MOVE), [visit(MOVE)]) == 0
    assert left(hands, visit(MOVE), [visit(PASSPORT)]) == 0
    assert left([hand(1, 10, MOVE)], visit(MOVE)) == 0


def test_no_share_is_no_place():
    assert left([hand(1, 30, PASSPORT)], visit(PASSPORT), share=0) == 0


def test_a_visit_that_nobody_can_take_any_more_still_takes_its_time():
    assert left([hand(1, 30, PASSPORT)], visit(PASSPORT), [visit(LICENCE)] * 2) == 1


HANDS = st.lists(
    st.tuples(st.integers(0, 30), st.frozensets(st.sampled_from(CODES))), min_size=1, max_size=4
).map(lambda told: [Hand(n, float(minutes), may) for n, (minutes, may) in enumerate(told)])  # fmt: skip
VISITS = st.lists(st.frozensets(st.sampled_from(CODES), min_size=1, max_size=2).map(Visit), max_size=25)
SHARES = st.sampled_from([0.1, 0.3, 0.5, 0.75, 0.9])


def booked(hands, asked, share):
    """Who got a place when everybody asks in turn."""
    held: list[Visit] = []
    for one in asked:
        if places(hands, held, one, share, 30) > 0:
            held.append(one)
    return held


@given(HANDS, VISITS, SHARES)
def test_however_many_ask_no_group_of_officers_promises_more_than_its_share(hands, asked, share):
    held = booked(hands, asked, share)
    for size in range(1, len(hands) + 1):
        for group in combinations(hands, size):
            theirs = [
                one for one in held
                if all(h in group for h in hands if h.minutes > 0 and one.items <= h.may)
            ]  # fmt: skip
            minutes = sum(one.minutes for one in theirs)
            first = max((one.minutes for one in theirs), default=0)  # the one long visit a small hall may book
            assert minutes <= max(share * sum(h.minutes for h in group), first) + first * (len(group) > 1) + 1e-6


@given(HANDS, VISITS, SHARES)
def test_nobody_gets_a_place_that_no_officer_present_may_serve(hands, asked, share):
    for one in booked(hands, asked, share):
        assert any(h.minutes > 0 and one.items <= h.may for h in hands)


@given(HANDS, VISITS, st.frozensets(st.sampled_from(CODES), min_size=1, max_size=2), SHARES)
def test_one_more_booking_never_makes_more_room(hands, held, items, share):
    wanted = Visit(items)
    rooms = [places(hands, held[:n], wanted, share, 30) for n in range(len(held) + 1)]
    assert rooms == sorted(rooms, reverse=True)


@given(HANDS, st.frozensets(st.sampled_from(CODES), min_size=1, max_size=2), SHARES)
def test_as_many_succeed_as_were_announced(hands, items, share):
    wanted = Visit(items)
    announced = places(hands, [], wanted, share, 30)
    assert len(booked(hands, [wanted] * (announced + 5), share)) == announced


@given(
    st.dictionaries(st.integers(0, 3), st.integers(0, 30).map(float), min_size=4),
    st.lists(st.tuples(st.frozensets(st.integers(0, 3), min_size=1), st.integers(1, 40)), max_size=8),
)
def test_minutes_are_neither_made_nor_lost(spare, asked):
    shared, routed = Shared(dict(spare)), 0.0
    for group, minutes in asked:
        routed += shared.route(group, minutes)
    given_away = sum(sum(mine.values()) for mine in shared.given.values())
    assert routed == pytest.approx(given_away) == pytest.approx(sum(spare.values()) - sum(shared.spare.values()))
    assert all(mine >= -1e-9 for each in shared.given.values() for mine in each.values())
    assert all(minutes >= -1e-9 for minutes in shared.spare.values())
    assert routed <= sum(minutes for _, minutes in asked) + 1e-9


def test_every_item_takes_some_time():
    assert all(one.minutes > 0 for one in BY_CODE.values())
