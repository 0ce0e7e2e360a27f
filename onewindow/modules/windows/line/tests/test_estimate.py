"""The estimate is honest: days drawn at random fall into its range as often as it says."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from math import log
from random import Random

import pytest

from onewindow.modules.windows.line.dispatch import Counter, Dispatcher, Rules, Waiting
from onewindow.modules.windows.line.estimate import SIGMA, VARIES, Busy, Coming, Estimate, forecast, soonest, still_busy

A, B = "card", "licence"
RULES = Rules()
BOTH = frozenset({A, B})


def ticket(ident: int, lane: str = "ordinary", items=(A,), minutes: float = 10.0, **more) -> Waiting:
    return Waiting(ident, lane, float(ident), frozenset(items), minutes=minutes, **more)


def windows(count: int, may=BOTH, busy: float = 0.0) -> list[Busy]:
    return [Busy(Counter(nth, "combined", frozenset(may)), busy, VARIES * busy**2) for nth in range(count)]


def drawn(line: list[Waiting], at: list[Busy], draw: Random) -> dict[int, float]:
    """One day as it may come: lognormal minutes of the same mean; when each is called."""

    def length(mean: float) -> float:
        return draw.lognormvariate(log(mean) - SIGMA**2 / 2, SIGMA) if mean else 0.0

    free = [(length(one.minutes), nth) for nth, one in enumerate(at)]
    heapify(free)
    waiting, called, found = list(line), {one.counter.window: [] for one in at}, {}
    dispatcher = Dispatcher([one.counter for one in at], RULES)
    while free and waiting:
        now, nth = heappop(free)
        chosen = dispatcher.choose(waiting, at[nth].counter, called, len(found))
        if chosen is None:
            continue
        waiting.remove(chosen)
        called[at[nth].counter.window].append(chosen.lane)
        found[chosen.id] = now
        heappush(free, (now + length(chosen.minutes), nth))
    return found


@pytest.mark.parametrize("count", [1, 2, 5, 12])
def test_about_eight_days_of_ten_fall_into_the_range(count):
    draw = Random(count)
    line = [ticket(nth, draw.choice(["ordinary", "ordinary", "booked", "elder"]), minutes=draw.choice([6.0, 11.0, 31.0]))
            for nth in range(24)]  # fmt: skip
    told = forecast(line, windows(count, busy=8), {}, 0, RULES)
    days = [drawn(line, windows(count, busy=8), draw) for _ in range(200)]
    for one in (line[5], line[12], line[23]):
        said = told[one.id]
        inside = sum(said.low <= day[one.id] <= said.high for day in days) / len(days)
        below = sum(day[one.id] < said.middle for day in days) / len(days)
        assert 0.6 <= inside <= 0.98, (count, one.id, said, inside)
        assert 0.25 <= below <= 0.75, (count, one.id, said, below)


def test_a_free_window_means_now():
    assert forecast([ticket(1)], windows(1), {}, 0, RULES) == {1: Estimate(0, 0, 0, 0)}


def test_only_those_count_as_ahead_whom_my_windows_serve():
    cards = Busy(Counter(1, "combined", frozenset({A})), 5.0)
    licences = Busy(Counter(2, "combined", frozenset({B})), 5.0)
    line = [ticket(1, items=(B,)), ticket(2, items=(B,)), ticket(3, items=(A,)), ticket(4, items=(A,))]
    told = forecast(line, [cards, licences], {}, 0, RULES)
    assert [told[nth].ahead for nth in (1, 2, 3, 4)] == [0, 1, 0, 1]


def test_what_no_open_window_may_do_has_no_estimate():
    assert set(forecast([ticket(1, items=(B,)), ticket(2)], windows(2, may={A}), {}, 0, RULES)) == {2}


def test_more_windows_mean_less_and_narrower():
    line = [ticket(nth) for nth in range(40)]
    few, many = (forecast(line, windows(count, busy=5), {}, 0, RULES)[39] for count in (2, 8))
    assert many.high < few.low
    assert many.high - many.low < few.high - few.low


def test_those_privileged_who_have_yet_to_come_make_the_ordinary_wait_longer_and_less_sure():
    line = [ticket(nth) for nth in range(10)]
    quiet = forecast(line, windows(2, busy=5), {}, 0, RULES)[9]
    busy = forecast(line, windows(2, busy=5), {}, 0, RULES, Coming(0.05, 10))[9]
    flood = forecast(line, windows(2, busy=5), {}, 0, RULES, Coming(5, 10))[9]
    assert quiet.middle < busy.middle < flood.middle <= 2.3 * quiet.middle
    assert busy.high - busy.low > quiet.high - quiet.low


def test_one_who_sits_longer_than_expected_sits_longer_still():
    assert still_busy(10, 2)[0] == 8
    assert still_busy(10, 30)[0] == 4
    assert still_busy(10, 30)[1] > 0


def test_five_hundred_and_twenty_windows_are_foreseen_at_once():
    draw = Random(1)
    line = [ticket(nth, draw.choice(["ordinary", "booked", "elder"]), (draw.choice([A, B]),)) for nth in range(500)]
    told = forecast(line, windows(20, busy=6), {}, 0, RULES)
    assert len(told) == 500
    assert told[0].middle <= told[499].low


def test_the_next_few_are_the_first_of_the_forecast():
    draw = Random(11)
    line = [ticket(nth, draw.choice(["ordinary", "booked", "elder", "priority"]), items=draw.choice([(A,), (B,), (A, B)]),
                   minutes=draw.choice([6.0, 11.0])) for nth in range(40)]  # fmt: skip
    at = [*windows(3, busy=4), Busy(Counter(9, "combined", frozenset({A})), 2.0)]
    called = {0: ["booked"], 9: ["ordinary", "elder"]}
    order = list(forecast(line, at, called, 3, RULES))
    for most in (1, 6, 40, 99):
        assert soonest(line, at, called, 3, RULES, most) == order[:most]
    assert soonest(line, [], called, 3, RULES, 6) == []
