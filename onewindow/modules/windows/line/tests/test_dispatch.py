"""Who is next: order, share, transfers, and nobody starves, whatever comes after them."""

from __future__ import annotations

from itertools import count

from hypothesis import assume, given
from hypothesis import strategies as st

from onewindow.modules.windows.line.dispatch import Counter, Dispatcher, Rules, Waiting, choose
from onewindow.modules.windows.line.estimate import _Line
from onewindow.modules.windows.line.lanes import FIRST, LANES, PRIVILEGED, lane_for

ITEMS = ("card", "passport", "licence", "seal")
ALL = frozenset(ITEMS)
RULES = Rules()
lanes = st.sampled_from(sorted(LANES))
needs = st.frozensets(st.sampled_from(ITEMS), min_size=1, max_size=2)
rules = st.builds(Rules, st.floats(0.1, 0.8), st.integers(4, 20))
counters = st.lists(
    st.tuples(st.sampled_from(sorted(FIRST)), st.frozensets(st.sampled_from(ITEMS), min_size=1)), min_size=1, max_size=5
).map(lambda found: tuple(Counter(nth, kind, may) for nth, (kind, may) in enumerate(found, 1)))
kinds = st.tuples(
    lanes, needs, st.integers(0, 100), st.sampled_from([0, 0, 0, 50]), st.sampled_from([None] * 4 + [1, 2])
)
calls_before = st.lists(lanes, max_size=12).map(lambda found: {1: found})
lines = st.lists(kinds, min_size=1, max_size=30).map(
    lambda found: [Waiting(nth, lane, float(rank), need, later, only)
                   for nth, (lane, need, rank, later, only) in enumerate(found, 1)]
)  # fmt: skip


def ticket(ident: int, lane: str = "ordinary", rank: float | None = None, items=("card",), **more) -> Waiting:
    return Waiting(ident, lane, float(ident if rank is None else rank), frozenset(items), **more)


def window(number: int = 1, kind: str = "combined", may=ALL) -> Counter:
    return Counter(number, kind, frozenset(may))


@given(lines, counters, calls_before, st.integers(0, 100), rules)
def test_who_is_called_waited_longest_of_those_like_them(line, windows, called, calls, said):
    chosen = Dispatcher(windows, said).choose(line, windows[0], called, calls)
    assume(chosen is not None)
    before = [
        one for one in line
        if (one.lane, one.needs, one.only_window) == (chosen.lane, chosen.needs, chosen.only_window)
        and (one.not_before_call <= calls) >= (chosen.not_before_call <= calls) and one.rank < chosen.rank
    ]  # fmt: skip
    assert before == []


@given(lines, counters, calls_before, st.integers(0, 100), rules)
def test_the_first_of_each_kind_is_all_that_one_needs_to_choose(line, windows, called, calls, said):
    dispatcher = Dispatcher(windows, said)
    whole = dispatcher.choose(line, windows[0], called, calls)
    assert dispatcher.choose(_Line(line).heads(), windows[0], called, calls) == whole


@given(lines, counters, calls_before, st.integers(0, 100), rules)
def test_a_window_never_calls_what_its_officer_may_not_begin(line, windows, called, calls, said):
    chosen = Dispatcher(windows, said).choose(line, windows[0], called, calls)
    assert chosen is None or chosen.needs & windows[0].may
    assert chosen is None or chosen.needs <= windows[0].may or chosen.only_window or not any(
        chosen.needs <= one.may for one in windows)  # fmt: skip


@given(lines, counters, rules)
def test_a_ticket_passed_on_goes_to_its_window_and_to_no_other(line, windows, said):
    passed_on = ticket(999, "ordinary", 1e9, windows[0].may, only_window=windows[0].window)
    dispatcher = Dispatcher(windows, said)
    for other in windows[1:]:
        chosen = dispatcher.choose([*line, passed_on], other, {}, 0)
        assert chosen is None or chosen.only_window in (None, other.window)
    mine = dispatcher.choose([*line, passed_on], windows[0], {windows[0].window: ["booked"] * 20}, 0)
    assert mine is not None and mine.only_window == windows[0].window


@given(st.lists(lanes, min_size=30, max_size=90), rules)
def test_the_privileged_never_have_more_than_their_share_while_others_wait(arrivals, said):
    waiting = [ticket(nth, lane) for nth, lane in enumerate(arrivals)]
    called: list[str] = []
    while chosen := choose(waiting, window(), {1: called}, len(called), said):
        others = [one for one in waiting if one.lane not in PRIVILEGED]
        called.append(chosen.lane)
        if others and chosen.lane in PRIVILEGED:
            assert sum(lane in PRIVILEGED for lane in called[-said.of :]) <= said.most
        waiting.remove(chosen)
    assert not waiting


@given(lines, counters, lanes, st.lists(lanes, min_size=1, max_size=8), rules)
def test_nobody_starves_however_many_come_after_them(line, windows, lane, stream, said):
    """Behind everybody in the line, and new tickets of the worst kinds without end: it is called all the same."""
    poor, ids = ticket(999, lane, 200), count(1000)
    assume(any(poor.needs <= one.may for one in windows))
    waiting, called, dispatcher = [*line, poor], {one.window: [] for one in windows}, Dispatcher(windows, said)
    for nth in range(6 * said.of * (len(line) + 2)):
        waiting += [ticket(next(ids), one, 300 + nth) for one in stream]
        for at in windows:
            if chosen := dispatcher.choose(waiting, at, called, sum(map(len, called.values()))):
                called[at.window].append(chosen.lane)
                waiting.remove(chosen)
        if poor not in waiting:
            return
    raise AssertionError(f"{lane} starves under {stream}")


def test_one_who_was_missed_waits_for_some_other_calls_but_not_for_nobody():
    missed, next_ = ticket(1, not_before_call=13), ticket(2)
    assert choose([missed, next_], window(), {}, 10, RULES) == next_
    assert choose([missed, next_], window(), {}, 13, RULES) == missed
    assert choose([missed], window(), {}, 10, RULES) == missed


def test_whoever_waited_longest_of_the_privileged_is_passed_over_twice_at_most():
    waiting = [ticket(1, "booked"), *(ticket(nth, "expedited") for nth in range(2, 6))]
    called: list[str] = []
    for _ in range(3):
        chosen = choose(waiting, window(), {1: called}, len(called), RULES)
        called.append(chosen.lane)
        waiting.remove(chosen)
    assert called == ["expedited", "expedited", "booked"]


def test_enterprises_and_others_without_privilege_are_one_line():
    waiting = [ticket(2, "enterprise"), ticket(1, "ordinary")]
    assert choose(waiting, window(), {}, 0, RULES).id == 1


def test_a_special_window_serves_its_own_and_helps_when_it_has_nobody():
    elder, combined = window(1, "elder"), window(2)
    assert choose([ticket(1), ticket(2, "elder")], elder, {}, 0, RULES, [combined]).id == 2
    assert choose([ticket(1)], elder, {}, 0, RULES, [combined]).id == 1


def test_a_window_alone_in_the_hall_serves_every_lane():
    for kind in FIRST:
        for lane in LANES:
            assert choose([ticket(1, lane)], window(1, kind), {}, 0, RULES) is not None, (kind, lane)


def test_what_could_not_be_done_goes_to_its_window_when_there_is_one():
    unsolved = ticket(1, "unsolved")
    assert choose([unsolved], window(1), {}, 0, RULES, [window(2, "unsolved")]) is None
    assert choose([unsolved], window(2, "unsolved"), {}, 0, RULES, [window(1)]) == unsolved


def test_items_that_nobody_may_do_together_begin_where_a_part_can_be_done():
    both = ticket(1, items=("card", "licence"))
    cards, licences = window(1, may={"card"}), window(2, may={"licence"})
    assert choose([both], cards, {}, 0, RULES, [licences]) == both
    assert choose([both], cards, {}, 0, RULES, [licences, window(3)]) is None


def test_lanes_go_from_the_most_particular():
    given = {"items": ("card",), "reason": "", "booked": True, "enterprise": True, "age": 80, "elder_from": 70}
    assert lane_for(**{**given, "items": ("unsolved",)}) == "unsolved"
    assert lane_for(**{**given, "reason": "urgent_abroad"}) == "expedited"
    assert lane_for(**{**given, "reason": "pregnant"}) == "priority"
    assert lane_for(**{**given, "reason": "key_project"}) == "green"
    assert lane_for(**given) == "elder"
    assert lane_for(**{**given, "age": 69}) == "enterprise"
    assert lane_for(**{**given, "age": None, "enterprise": False}) == "booked"
    assert lane_for(**{**given, "age": None, "enterprise": False, "booked": False}) == "ordinary"
