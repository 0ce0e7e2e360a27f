"""The range of a share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.ground.intervals import wilson


def test_nothing_has_no_range():
    assert wilson(0, 0) is None


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"), [(199, 200, 97.22, 99.91), (10, 10, 72.25, 100.0), (0, 10, 0.0, 27.75)]
)
def test_known_ranges(hits, n, low, high):
    assert wilson(hits, n) == pytest.approx((low, high), abs=0.01)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_share_lies_in_its_range_and_more_of_the_same_narrows_it(drawn):
    hits, n = drawn
    low, high = wilson(hits, n)
    assert 0 <= low <= 100 * hits / n + 1e-9 and 100 * hits / n - 1e-9 <= high <= 100
    wider = wilson(hits * 4, n * 4)
    assert wider[1] - wider[0] <= high - low
