"""How near two texts are: shared pairs of characters, 0 to 1 (Dice).  Pure."""

from __future__ import annotations

from onewindow.kernel.ground.grams import grams


def near(a: str, b: str) -> float:
    """1 for the same words in whatever order, 0 for nothing in common."""
    left, right = set(grams(a)), set(grams(b))
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 0.0
