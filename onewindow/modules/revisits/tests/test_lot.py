"""The draw: the share in the long run, the same from the same seed, whoever comes first."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onewindow.kernel.ground.local_time import SHANGHAI
from onewindow.modules.revisits.lot import WHOLE, drawn, month_of, number

seeds = st.text(min_size=1, max_size=40)
numbers = st.lists(st.integers(0, 10**9).map(str), min_size=1, max_size=60, unique=True)


@settings(deadline=None)  # three thousand draws on a busy machine
@given(seeds, st.floats(0.02, 0.98))
def test_in_the_long_run_the_share_is_kept(seed, share):
    n = 3000
    hits = sum(drawn(number(seed, f"3204{i}", 1), share) for i in range(n))
    # Six standard deviations: it fails once in a thousand million, and at once when the draw leans.
    assert abs(hits - n * share) <= 6 * (n * share * (1 - share)) ** 0.5


@given(seeds, numbers, st.randoms())
def test_the_order_of_arrival_changes_nothing(seed, cases, chance):
    first = {case: number(seed, case, 1) for case in cases}
    chance.shuffle(cases)
    assert {case: number(seed, case, 1) for case in cases} == first


@given(seeds, st.integers(0, 10**9).map(str), st.integers(1, 5), st.floats(0.001, 1), st.floats(0.001, 1))
def test_a_larger_share_draws_all_that_a_smaller_one_draws(seed, case, nth, a, b):
    draw = number(seed, case, nth)
    assert 0 <= draw < WHOLE
    assert drawn(draw, max(a, b)) or not drawn(draw, min(a, b))
    assert drawn(draw, 1.0)


@given(seeds, seeds)
def test_another_seed_is_another_draw(a, b):
    cases = [str(i) for i in range(40)]
    assert ([number(a, case, 1) for case in cases] == [number(b, case, 1) for case in cases]) is (a == b)


def test_the_turns_of_one_case_are_drawn_apart():
    assert len({number("s", "1", nth) for nth in range(1, 20)}) == 19


@pytest.mark.parametrize(("hour", "month"), [(15, "2026-02"), (16, "2026-03")])
def test_the_month_is_that_of_the_city(hour, month):
    from_utc = datetime.fromisoformat(f"2026-02-28T{hour}:30:00+00:00")
    assert month_of(from_utc) == month == month_of(from_utc.astimezone(SHANGHAI))
