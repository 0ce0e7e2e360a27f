"""Which days are working days, as far as the State Council has said.

A year whose notice is not out is refused: weekends are no approximation of 调休.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from onewindow.kernel.ground.refusal import Refusal


class NoCalendar(Refusal):
    """Facts: `year`; `edition` of the calendar asked."""

    code = "no_calendar"
    status = 422
    words = (
        "{year}年的放假调休安排尚未录入，涉及该年的期限和工作日算不出来，也不按周末推算。"
        "请待国务院办公厅放假通知公布、管理员更新工作日历后再算；急件请先联系管理员。"
    )


@dataclass(frozen=True)
class WorkCalendar:
    """Days off and make-up days of consecutive years.

    `edition` names the content, `sources` the notice per year, `names` the festival per
    day off or on. Two calendars are equal when their days are.
    """

    edition: str
    years: frozenset[int]
    off: frozenset[date]
    on: frozenset[date]
    sources: Mapping[int, str] = field(default_factory=dict, compare=False, repr=False)
    names: Mapping[date, str] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        if not self.years or len(self.years) != max(self.years) - min(self.years) + 1:
            raise ValueError(f"a calendar needs consecutive years, not {sorted(self.years)}")
        if self.off & self.on:
            raise ValueError(f"both off and on: {sorted(self.off & self.on)}")

    def is_workday(self, day: date) -> bool:
        """NoCalendar for a day outside the published years."""
        if day.year not in self.years:
            raise NoCalendar(year=day.year, edition=self.edition)
        return day in self.on or (day.weekday() < 5 and day not in self.off)

    def next_workday(self, day: date) -> date:
        """The first working day after `day`."""
        return date.fromordinal(self.nth_after(day.toordinal(), 1))

    def on_or_after(self, day: date) -> date:
        """`day` if it is a working day, else the next one."""
        return date.fromordinal(self.nth_after(day.toordinal() - 1, 1))

    def before(self, day: date, n: int) -> date:
        """The working day from whose close on n working days are left until the end of `day`."""
        index = self.rank(day.toordinal()) - n - 1
        if n == 0:
            return day
        if index < 0:
            raise NoCalendar(year=min(self.years) - 1, edition=self.edition)
        return date.fromordinal(self._workdays[index])

    def count(self, after: date, until: date) -> int:
        """Working days d with after < d <= until; negative when the dates are reversed."""
        return self.rank(until.toordinal()) - self.rank(after.toordinal())

    def rank(self, ordinal: int) -> int:
        """Working days of the published years up to and including the day `ordinal`."""
        position = ordinal - self._first + 1
        if not 0 <= position < len(self._ranks):
            raise NoCalendar(year=date.fromordinal(ordinal).year, edition=self.edition)
        return self._ranks[position]

    def nth_after(self, ordinal: int, n: int) -> int:
        """Ordinal of the n-th working day (n >= 1) after the day `ordinal`."""
        index = self.rank(ordinal) + n - 1
        if index >= len(self._workdays):
            raise NoCalendar(year=max(self.years) + 1, edition=self.edition)
        return self._workdays[index]

    @cached_property
    def _first(self) -> int:
        return date(min(self.years), 1, 1).toordinal()

    @cached_property
    def last(self) -> int:
        """Ordinal of the last published day."""
        return date(max(self.years), 12, 31).toordinal()

    @cached_property
    def _workdays(self) -> list[int]:
        every = range(self._first, self.last + 1)
        return [o for o in every if self.is_workday(date.fromordinal(o))]

    @cached_property
    def _ranks(self) -> list[int]:
        """Counted once, so that any deadline costs two look-ups however long it is."""
        upto = range(self._first, self.last + 2)
        return [bisect_left(self._workdays, ordinal) for ordinal in upto]
