"""How long people waited until their first call.  Pure."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil


def percentile(values: Iterable[float], share: float) -> float | None:
    """The nearest-rank percentile: the smallest value that `share` of all do not exceed; None for no values."""
    told = sorted(values)
    return told[max(1, ceil(share * len(told))) - 1] if told else None
