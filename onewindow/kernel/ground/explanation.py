"""A deadline counted out loud, day by day, in lines a citizen can check on a wall calendar.

This is deliberately the slow way: it shares only the calendar with the fast count, and the
tests hold the two against each other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from onewindow.kernel.ground.counting import FOREVER, Gap, months_after
from onewindow.kernel.ground.spans import Span, Unit
from onewindow.kernel.ground.workdays import WorkCalendar

START = "{days} 起算日，不计入"
WORKDAYS = "{days} 第{counts}个工作日"
MAKE_UP = "{days} 第{counts}个工作日（{reason}调休上班）"
DAYS = "{days} 第{counts}日"
OFF = "{days} {reason}，不计"
PAUSED = "{days} {reason}，停止计算"
STANDING = "{days} {reason}，停止计算，恢复后继续"
ROLLED = "{days} {reason}，期满日顺延"
DUE = "{days} 期满（截至当日 23:59:59）"
HOURS_FROM = "{days} 起连续计{span}"
HOURS_DUE = "{days} 期满"
WEEKEND = "周末"


@dataclass(frozen=True, slots=True)
class Line:
    """Days `day` to `last` and what became of them; `counted` is the count reached, if any.

    `template` and `facts` let another language say the same.
    """

    day: date
    last: date
    counted: int | None
    template: str
    facts: Mapping[str, str]

    @property
    def words(self) -> str:
        return self.template.format_map(self.facts)


@dataclass(slots=True)
class _Day:
    ordinal: int
    template: str
    reason: str = ""
    counted: int | None = None


def explain_days(
    parts: Sequence[Span],
    position: int,
    gaps: Sequence[Gap],
    calendar: WorkCalendar,
    start_day: int,
    last: int | None,
) -> tuple[Line, ...]:
    """The lines of a limit in days, runs of one kind joined; `last` None when it stands still."""
    days = [_Day(start_day, START)] if position == start_day else []
    days += _counted(parts, position, gaps, calendar, start_day)
    if last is None:
        days += _standing(days, gaps)
    else:
        counted = [day.ordinal for day in days if day.counted]
        reached = counted[-1] if counted else position
        days += [_Day(o, ROLLED, _why_not(o, gaps, calendar)) for o in range(reached, last)]
        days.append(_Day(last, DUE))
    return tuple(_joined(days, date.fromordinal(start_day).year))


def _counted(
    parts: Sequence[Span], position: int, gaps: Sequence[Gap], calendar: WorkCalendar, anchor: int
) -> Iterator[_Day]:
    """Every day until the last counted one, or the first day of an open pause."""
    for part in parts:
        n = months_after(anchor, part.value) - anchor if part.unit is Unit.MONTH else part.value
        count = 0
        while count < n:
            position += 1
            gap = next((gap for gap in gaps if gap.p < position <= gap.r), None)
            if gap:
                yield _Day(position, STANDING if gap.r == FOREVER else PAUSED, gap.reason)
                if gap.r == FOREVER:
                    return
                continue
            if part.unit is Unit.WORKDAY and _is_off(position, calendar):
                yield _Day(position, OFF, _why_not(position, gaps, calendar))
                continue
            count += 1
            yield _counted_day(position, count, part.unit, calendar)
        anchor = position


def _counted_day(ordinal: int, count: int, unit: Unit, calendar: WorkCalendar) -> _Day:
    if unit is not Unit.WORKDAY:
        return _Day(ordinal, DAYS, counted=count)
    day = date.fromordinal(ordinal)
    if day in calendar.on:
        return _Day(ordinal, MAKE_UP, calendar.names.get(day, ""), counted=count)
    return _Day(ordinal, WORKDAYS, counted=count)


def _standing(days: Sequence[_Day], gaps: Sequence[Gap]) -> list[_Day]:
    """The open pause, when everything was counted before it but the roll runs into it."""
    if days and days[-1].template == STANDING:
        return []
    return [_Day(gap.p + 1, STANDING, gap.reason) for gap in gaps if gap.r == FOREVER]


def _is_off(ordinal: int, calendar: WorkCalendar) -> bool:
    return not calendar.is_workday(date.fromordinal(ordinal))


def _why_not(ordinal: int, gaps: Sequence[Gap], calendar: WorkCalendar) -> str:
    paused = (gap.reason for gap in gaps if gap.p < ordinal <= gap.r)
    return next(paused, None) or calendar.names.get(date.fromordinal(ordinal), WEEKEND)


def _joined(days: Sequence[_Day], year: int) -> Iterator[Line]:
    run: list[_Day] = []
    for day in days:
        if run and not _follows(run[-1], day):
            yield _line(run, year)
            run = []
        run.append(day)
    yield _line(run, year)


def _follows(before: _Day, day: _Day) -> bool:
    return (before.ordinal + 1, before.template, before.reason) == (
        day.ordinal, day.template, day.reason,
    )  # fmt: skip


def _line(run: Sequence[_Day], year: int) -> Line:
    first, last = (date.fromordinal(run[i].ordinal) for i in (0, -1))
    facts = {"days": _range(_short(first, year), _short(last, year)), "reason": run[0].reason}
    if run[0].counted:
        facts["counts"] = _range(str(run[0].counted), str(run[-1].counted))
    return Line(first, last, run[-1].counted, run[0].template, facts)


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first}～{last}"


def _short(day: date, year: int) -> str:
    return f"{day:%m-%d}" if day.year == year else f"{day:%Y-%m-%d}"


def explain_hours(
    span: Span,
    start: datetime,
    halts: Sequence[tuple[datetime, datetime | None, str]],
    due_at: datetime | None,
) -> tuple[Line, ...]:
    """The lines of a limit in hours: its start, each halt that told, its end."""
    lines = [_moment(start, start, HOURS_FROM, span=str(span))]
    lines += [
        _moment(since, until or since, PAUSED if until else STANDING, reason=reason) for since, until, reason in halts
    ]
    if due_at is not None:
        lines.append(_moment(due_at, due_at, HOURS_DUE))
    return tuple(lines)


def _moment(first: datetime, last: datetime, template: str, **facts: str) -> Line:
    facts["days"] = _range(f"{first:%m-%d %H:%M}", f"{last:%m-%d %H:%M}")
    return Line(first.date(), last.date(), None, template, facts)
