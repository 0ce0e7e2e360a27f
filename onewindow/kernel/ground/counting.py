"""Counting days between pauses, on ordinals: the arithmetic under `due`.

A pause (p, r] takes the days p < d <= r out of the count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onewindow.kernel.ground import ages
from onewindow.kernel.ground.spans import Span, Unit
from onewindow.kernel.ground.workdays import WorkCalendar

FOREVER = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Gap:
    """Days p < d <= r that do not count; r is FOREVER while the clock stands still."""

    p: int
    r: int
    reason: str


@dataclass(frozen=True, slots=True)
class Walk:
    """Where counting ended: `last` counted day, or None and the units `left` when it stopped."""

    last: int | None
    left: int = 0


def in_order(gaps: Sequence[Gap]) -> list[Gap]:
    """By first day, without those that take nothing out; overlaps stay, `walk` passes each day once."""
    return sorted((gap for gap in gaps if gap.r > gap.p), key=lambda gap: (gap.p, gap.r))


def walk(position: int, n: int, gaps: Sequence[Gap], calendar: WorkCalendar | None) -> Walk:
    """Count n days after `position`: working days of `calendar`, or every day when it is None.

    NoCalendar when a working day beyond the published years is needed.
    """
    for gap in gaps:
        if gap.r <= position:
            continue
        if gap.p > position:
            before = _between(position, gap.p, calendar)
            if before >= n:
                break
            n -= before
        if n == 0:
            break
        if gap.r == FOREVER:
            return Walk(None, n)
        position = gap.r
    if n == 0:
        return Walk(position)
    return Walk(position + n if calendar is None else calendar.nth_after(position, n))


def _between(after: int, until: int, calendar: WorkCalendar | None) -> int:
    if calendar is None:
        return until - after
    if until > calendar.last:
        # The pause begins in a year without a notice: whatever is published counts first, and
        # if that is not enough the walk itself refuses at the first day it cannot know.
        return FOREVER
    return calendar.rank(until) - calendar.rank(after)


def rolled(day: int, gaps: Sequence[Gap], calendar: WorkCalendar) -> int | None:
    """The first working day from `day` on that no pause takes out; None inside an open pause."""
    while True:
        day = calendar.nth_after(day - 1, 1)
        gap = next((gap for gap in gaps if gap.p < day <= gap.r), None)
        if gap is None:
            return day
        if gap.r == FOREVER:
            return None
        day = gap.r + 1


def months_after(ordinal: int, n: int) -> int:
    """The same day n months later, or the last day of a shorter month."""
    return ages.months_after(date.fromordinal(ordinal), n).toordinal()


def folded(spans: Sequence[Span]) -> list[Span]:
    """The spans to count one after another; neighbours of one kind are one span.

    60日 extended by 30日 are 90日 from the start, not 30 from a day already rolled.
    """
    parts: list[Span] = []
    for span in spans:
        if span.unit is Unit.YEAR:
            span = Span(span.value * 12, Unit.MONTH)
        if parts and parts[-1].unit is span.unit:
            span = Span(parts.pop().value + span.value, span.unit)
        parts.append(span)
    return parts
