"""The draw: a number for each revisit that anybody can reckon again from the month's seed.  Pure.

The seed is made when the month's first case ends and is told when the month is over, so that nobody knows
beforehand who is drawn.  The number depends on seed, case and turn alone: not on who came first.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from onewindow.kernel.ground.local_time import local_date

WHOLE = 1 << 48


def number(seed: str, case_number: str, nth: int) -> int:
    """The draw number of one revisit, 0 … 2**48 − 1."""
    return int.from_bytes(sha256(f"{seed}|{case_number}|{nth}".encode()).digest()[:6])


def drawn(draw: int, share: float) -> bool:
    """Whether this number is in the sample; with a share of 1 every one is."""
    return draw < round(share * WHOLE)


def month_of(at: datetime) -> str:
    """The month whose seed counts, as 2026-11."""
    return f"{local_date(at):%Y-%m}"
