"""How sure a share is: the range in which it may lie when it rests on few."""

from __future__ import annotations

from math import sqrt

Z95 = 1.959964


def wilson(hits: int, n: int) -> tuple[float, float] | None:
    """The 95 % range of a share, in per cent (Wilson 1927); None on nothing.  Honest for few and near 0 or 1."""
    if n <= 0:
        return None
    share, z2 = hits / n, Z95 * Z95
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return 100 * max(0.0, middle - half), 100 * min(1.0, middle + half)
