"""Lengths of time as the law writes them: a number never travels without its unit.

A "day" of 行政许可法 第八十二条 is a working day, a 日 of 信访工作条例 is not; so two spans of
different units are compared only by what can be proved about every calendar.
"""

from dataclasses import dataclass
from enum import Enum


class Unit(Enum):
    WORKDAY = "workday"
    NATURAL_DAY = "natural_day"
    HOUR = "hour"
    MINUTE = "minute"
    MONTH = "month"
    YEAR = "year"


class Start(Enum):
    """Which day is day one.

    NEXT_DAY: the day of the event is not counted (行政案件程序规定 第三十五条).
    SAME_DAY: the day of the event is day one.
    AT_ONCE: from the instant; for units of a day or more the same as NEXT_DAY.
    Hours always run from the instant.
    """

    NEXT_DAY = "next_day"
    SAME_DAY = "same_day"
    AT_ONCE = "at_once"


class EndRoll(Enum):
    """What happens when the last day is not a working day.

    NONE is for deprivation of liberty (行政案件程序规定 第三十五条) and for internal clocks.
    """

    NEXT_WORKDAY = "next_workday"
    NONE = "none"


START_WORDS = {Start.NEXT_DAY: "次日起算", Start.SAME_DAY: "当日起算", Start.AT_ONCE: "即时起算"}
END_ROLL_WORDS = {EndRoll.NEXT_WORKDAY: "末日遇节假日顺延", EndRoll.NONE: "末日遇节假日不顺延"}
_WORDS = {
    Unit.WORKDAY: "{}个工作日",
    Unit.NATURAL_DAY: "{}日（自然日）",
    Unit.HOUR: "{}小时",
    Unit.MINUTE: "{}分钟",
    Unit.MONTH: "{}个月",
    Unit.YEAR: "{}年",
}
_MOST = {
    Unit.WORKDAY: 25_000,
    Unit.NATURAL_DAY: 36_600,
    Unit.HOUR: 878_400,
    Unit.MINUTE: 527_040,
    Unit.MONTH: 1_200,
    Unit.YEAR: 100,
}


@dataclass(frozen=True, slots=True)
class Span:
    """`value` whole units, 0 ("done on the spot") to a century; else ValueError."""

    value: int
    unit: Unit

    def __post_init__(self) -> None:
        if type(self.value) is not int or not 0 <= self.value <= _MOST[self.unit]:
            raise ValueError(f"a span of {self.value!r} × {self.unit.value} is out of range")

    def __str__(self) -> str:
        return _WORDS[self.unit].format(self.value)

    def as_text(self) -> str:
        """For storage and lock files: "15 natural_day"; `read` is its inverse."""
        return f"{self.value} {self.unit.value}"


def read(text: str) -> Span:
    """The span written by `Span.as_text`; ValueError for anything else."""
    value, unit = text.split(" ")
    return Span(int(value), Unit(unit))


def days(n: int) -> Span:
    return Span(n, Unit.NATURAL_DAY)


def workdays(n: int) -> Span:
    return Span(n, Unit.WORKDAY)


def hours(n: int) -> Span:
    return Span(n, Unit.HOUR)


def minutes(n: int) -> Span:
    return Span(n, Unit.MINUTE)


def months(n: int) -> Span:
    return Span(n, Unit.MONTH)


def years(n: int) -> Span:
    return Span(n, Unit.YEAR)


# The longest run of days off in the notices of 2021–2026 (春节 2026: 02-15 to 02-23).
LONGEST_BREAK = 9
# Natural days in 1..12 months, least and most, month ends clamped.
_MONTHS_LEAST = (0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334, 365)
_MONTHS_MOST = (0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337, 366)


def natural_days(span: Span) -> tuple[int, int]:
    """Least and most natural days from the start day to the last day, without an end roll.

    Hours round down and up. The upper bound of working days rests on `LONGEST_BREAK`; the
    calendar's tests hold it against every published day.
    """
    n = span.value
    match span.unit:
        case Unit.NATURAL_DAY:
            return n, n
        case Unit.HOUR:
            return n // 24, -(-n // 24)
        case Unit.MINUTE:
            return n // 1440, -(-n // 1440)
        case Unit.WORKDAY:
            # A break swallows a weekend of its own, but the weekend before it can fall wholly
            # inside the count: one day less than the break comes on top, once in twenty.
            breaks = 1 + n // 20
            return n, 0 if n == 0 else -(-n // 5) * 7 + breaks * (LONGEST_BREAK - 1)
        case Unit.YEAR:
            n *= 12
    year, month = divmod(n, 12)
    return year * 365 + _MONTHS_LEAST[month], year * 366 + _MONTHS_MOST[month]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`holds`: True or False when proved for every calendar, None when it depends on the day.

    Truthy only when proved.
    """

    holds: bool | None
    reason: str

    def __bool__(self) -> bool:
        return self.holds is True


def not_longer(a: Span, b: Span) -> Comparison:
    """Whether `a` can never end after `b`, both begun together, the next day, with one end roll."""
    if a.unit is b.unit:
        return _same_unit(a, b, a.value <= b.value)
    if {a.unit, b.unit} == {Unit.MONTH, Unit.YEAR}:
        return _same_unit(a, b, _in_months(a) <= _in_months(b))
    to_the_hour = not {a.unit, b.unit}.isdisjoint({Unit.HOUR, Unit.MINUTE})
    least_a, most_a = _in_hours(a, to_the_hour)
    least_b, most_b = _in_hours(b, to_the_hour)
    bounds = f"{a}最长约合{_words(most_a)}，{b}最短约合{_words(least_b)}"
    if most_a <= least_b:
        return Comparison(True, f"{bounds}，不会超过")
    if least_a > most_b:
        return Comparison(False, f"{a}最短也合{_words(least_a)}，长于{b}")
    return Comparison(None, f"{bounds}，单位不同，不能保证不超过，请改用同一单位")


def _same_unit(a: Span, b: Span, holds: bool) -> Comparison:
    return Comparison(holds, f"{a}不长于{b}" if holds else f"{a}长于{b}")


def _in_months(span: Span) -> int:
    return span.value * (12 if span.unit is Unit.YEAR else 1)


def _in_hours(span: Span, to_the_hour: bool) -> tuple[int, int]:
    """Bounds in hours.

    Two day units both end at the close of a day and roll alike, so neither the rest of the
    day nor the roll can reverse them. Hours stop on the dot: against them (`to_the_hour`)
    the longer bound carries the rest of the last day and the longest break.
    """
    if span.unit is Unit.HOUR:
        return span.value, span.value
    if span.unit is Unit.MINUTE:
        return span.value // 60, -(-span.value // 60)
    least, most = natural_days(span)
    return least * 24, (most + (1 + LONGEST_BREAK) * to_the_hour) * 24


def _words(hour_count: int) -> str:
    whole, rest = divmod(hour_count, 24)
    return f"{hour_count}小时" if rest else f"{whole}日"


_ROUGH = {
    Unit.MINUTE: 1,
    Unit.HOUR: 60,
    Unit.NATURAL_DAY: 1440,
    Unit.WORKDAY: 1440,
    Unit.MONTH: 43_200,
    Unit.YEAR: 525_600,
}


def roughly(span: Span) -> int:
    """About how many minutes: to list spans of several units by length, never to compare limits."""
    return span.value * _ROUGH[span.unit]
