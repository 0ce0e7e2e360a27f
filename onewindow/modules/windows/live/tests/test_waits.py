"""The nearest-rank percentile.  Pure."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onewindow.modules.windows.live.waits import percentile

MINUTES = st.lists(st.floats(0, 600), min_size=1, max_size=60)


def test_nine_of_ten_waited_no_longer() -> None:
    assert percentile(range(1, 11), 0.9) == 9
    assert percentile([5], 0.9) == 5
    assert percentile([], 0.9) is None


@given(MINUTES, st.floats(0.01, 1))
def test_the_share_that_waited_no_longer_is_never_too_small(values: list[float], share: float) -> None:
    told = percentile(values, share)
    assert told in values
    assert sum(one <= told for one in values) >= share * len(values) - 1e-9
    assert sum(one < told for one in values) < share * len(values)
