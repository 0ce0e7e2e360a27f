"""Limits in hours run through nights and holidays, and stand still only in a pause."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from onewindow.kernel.ground.local_time import local

HOUR = timedelta(hours=1)
Halt = tuple[datetime, datetime | None, str]


def run(start: datetime, length: timedelta, pauses: Sequence[Halt]) -> tuple[datetime | None, int, list[Halt]]:
    """When `length` has run, or None and the hours left (rounded up); and the halts that told.

    Elapsed time is exact: China has one zone and no summer time.
    """
    position, left = start, length
    halts: list[Halt] = []
    for since, until, reason in sorted(pauses, key=lambda pause: local(pause[0])):
        since, until = local(since), None if until is None else local(until)
        if until is not None and until < since:
            raise ValueError(f"a pause from {since} cannot end at {until}")
        if until is not None and until <= position:
            continue
        if since > position:
            if since - position >= left:
                break
            left -= since - position
        halts.append((max(since, position), until, reason))
        if until is None:
            return None, -(-left // HOUR), halts
        position = until
    return position + left, 0, halts
