"""When a limit ends: a pure function of the span, the moments and the edition of the calendar.

公安机关办理行政案件程序规定 第三十五条: the hour or day of the start is not counted; a last day
that is a day off moves to the first working day after it, except where liberty is restricted
(`EndRoll.NONE`). 行政许可法 第八十二条: its days are working days.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from onewindow.kernel.ground.counting import FOREVER, Gap, folded, in_order, months_after, rolled, walk
from onewindow.kernel.ground.explanation import Line, explain_days, explain_hours
from onewindow.kernel.ground.local_time import end_of, local, local_date
from onewindow.kernel.ground.running import run
from onewindow.kernel.ground.spans import EndRoll, Span, Start, Unit
from onewindow.kernel.ground.workdays import WorkCalendar

Pause = tuple[datetime, datetime | None, str]
Extension = tuple[Span, str]
DOTS = {Unit.HOUR: timedelta(hours=1), Unit.MINUTE: timedelta(minutes=1)}  # run from the instant, stop on the dot


@dataclass(frozen=True, slots=True)
class Reckoning:
    """`due_at` is None exactly when `stopped`: an open pause holds the clock.

    `remaining` is what is left to count in that case, in the units of the law (months as
    natural days, hours rounded up), else empty. `lines` only when asked for.
    """

    due_at: datetime | None
    lines: tuple[Line, ...] = ()
    stopped: bool = False
    remaining: tuple[Span, ...] = field(default=())


def due(
    span: Span,
    start: datetime,
    calendar: WorkCalendar,
    *,
    start_rule: Start = Start.NEXT_DAY,
    end_roll: EndRoll = EndRoll.NEXT_WORKDAY,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
    explain: bool = False,
) -> Reckoning:
    """Count `span` and its extensions from `start`, leaving the pauses out.

    Days end at 23:59:59 in China; hours run through nights and holidays and stop on the dot.
    ValueError for instants without a zone, a pause that ends before it begins, or hours mixed
    with days; NoCalendar when a year without a notice decides the answer.
    """
    parts = folded([span, *(longer for longer, _ in extensions)]) if extensions else folded([span])
    if any(part.unit in DOTS for part in parts):
        return _hours(parts, start, pauses, explain)
    gaps = in_order([_gap(pause) for pause in pauses]) if pauses else []
    start_day = local_date(start).toordinal()
    position = start_day - (start_rule is Start.SAME_DAY and any(part.value for part in parts))
    last, remaining = _count(parts, start_day, position, gaps, calendar)
    if last is not None and end_roll is EndRoll.NEXT_WORKDAY:
        last = rolled(last, gaps, calendar)
    lines = explain_days(parts, position, gaps, calendar, start_day, last) if explain else ()
    if last is None:
        return Reckoning(None, lines, stopped=True, remaining=remaining or (Span(0, span.unit),))
    return Reckoning(end_of(date.fromordinal(last)), lines)


def _count(
    parts: list[Span], anchor: int, position: int, gaps: list[Gap], calendar: WorkCalendar
) -> tuple[int | None, tuple[Span, ...]]:
    """The last counted day before any roll, or None and what is left of the parts."""
    for index, part in enumerate(parts):
        n, unit = part.value, part.unit
        if unit is Unit.MONTH:
            n, unit = months_after(anchor, n) - anchor, Unit.NATURAL_DAY
        end = walk(position, n, gaps, calendar if unit is Unit.WORKDAY else None)
        if end.last is None:
            return None, (Span(end.left, unit), *parts[index + 1 :])
        anchor = position = end.last
    return position, ()


def _gap(pause: Pause) -> Gap:
    since, until, reason = pause
    if until is not None and until < since:
        raise ValueError(f"a pause from {since} cannot end at {until}")
    first = local_date(since).toordinal()
    return Gap(first, FOREVER if until is None else local_date(until).toordinal(), reason)


def _hours(parts: list[Span], start: datetime, pauses: Sequence[Pause], explain: bool) -> Reckoning:
    if len(parts) != 1:
        raise ValueError(f"hours are extended by hours only, not {[str(part) for part in parts]}")
    due_at, left, halts = run(local(start), parts[0].value * DOTS[parts[0].unit], pauses)
    lines = explain_hours(parts[0], local(start), halts, due_at) if explain else ()
    if due_at is None:
        return Reckoning(None, lines, stopped=True, remaining=(Span(left, Unit.HOUR),))
    return Reckoning(due_at, lines)


def warn_at(due_at: datetime, lead: Span, calendar: WorkCalendar) -> datetime:
    """The instant from which exactly `lead` remains before `due_at`.

    With working days that is the close of a working day: the warning itself belongs to the
    next moment `within_duty`.
    """
    due_at = local(due_at)
    if lead.unit in DOTS:
        return due_at - lead.value * DOTS[lead.unit]
    day = due_at.date()
    if lead.unit is Unit.WORKDAY:
        return datetime.combine(calendar.before(day, lead.value), due_at.timetz())
    if lead.unit is Unit.NATURAL_DAY:
        return due_at - timedelta(days=lead.value)
    back = -lead.value * (12 if lead.unit is Unit.YEAR else 1)
    return datetime.combine(date.fromordinal(months_after(day.toordinal(), back)), due_at.timetz())


def within_duty(instant: datetime, calendar: WorkCalendar, opens: time, closes: time) -> datetime:
    """`instant` if it lies in duty hours [opens, closes) of a working day, else the next opening."""
    now = local(instant)
    day, clock = now.date(), now.time()
    if calendar.is_workday(day):
        if opens <= clock < closes:
            return now
        if clock < opens:
            return datetime.combine(day, opens, now.tzinfo)
    return datetime.combine(calendar.next_workday(day), opens, now.tzinfo)
