"""What was checked, learned and tested: facts with their days, in the order of days, badges and windows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from onewindow.kernel.calendar.published import calendar
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.workdays import NoCalendar
from onewindow.modules.windows.models import Hall, QuarterTest, Recheck, SpotCheck, Study
from onewindow.modules.windows.quality.lessons import quarter_of
from onewindow.modules.windows.staffing.queries import Officer, officers

WEEKS = 8
KEPT = 92
"""Days of checks that the page lists; those that are not mended stay on it however old they are."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A check with its second looks; `due` is the day by which it is to be mended, None when nothing is open."""

    check: SpotCheck
    rechecks: tuple[Recheck, ...]

    @property
    def failed(self) -> list[str]:
        return [code for code, one in self.check.points.items() if one["seen"] == "no"]

    @property
    def mended(self) -> bool:
        return any(one.mended for one in self.rechecks)

    @property
    def due(self) -> date | None:
        if not self.failed or self.mended:
            return None
        return self.rechecks[-1].by_when if self.rechecks else self.check.rectify_by


@dataclass(frozen=True, slots=True)
class Week:
    """A week of study: what there was, and who of that week's staff was at none of it."""

    monday: date
    lessons: tuple[Study, ...]
    minutes: int
    absent: tuple[str, ...]
    state: str  # done | short | missing | running | closed


@dataclass(frozen=True, slots=True)
class Tested:
    """An officer and every try of a quarter, in the order they were made."""

    officer: Officer
    tries: tuple[QuarterTest, ...]

    @property
    def best(self) -> QuarterTest | None:
        return max(self.tries, key=lambda one: one.score, default=None)


def checks_of(hall: Hall, now: datetime, *, only_open: bool = False) -> list[Looked]:
    """Checks of the last quarter and those still open, newest first."""
    found = _looked(SpotCheck.objects.filter(hall=hall))
    recent = now - timedelta(days=KEPT)
    return [one for one in found if one.due or (one.check.seen_at >= recent and not only_open)]


def checks_on(account_id: int) -> list[Looked]:
    """Everything that was checked of one officer, newest first."""
    return _looked(SpotCheck.objects.filter(account_id=account_id))


def _looked(checks: QuerySet[SpotCheck]) -> list[Looked]:
    found = checks.select_related("window", "hall").prefetch_related("rechecks").order_by("-seen_at", "-id")
    return [Looked(one, tuple(sorted(one.rechecks.all(), key=lambda again: again.id))) for one in found]


def weeks_of(hall: Hall, now: datetime, wanted: int) -> list[Week]:
    """The last weeks, newest first; a week whose minutes fall short of `wanted` says so, an empty one is missing."""
    today = local_date(now)
    this = today - timedelta(days=today.weekday())
    first = this - timedelta(weeks=WEEKS - 1)
    lessons = list(Study.objects.filter(hall=hall, day__gte=first).order_by("day", "id"))
    return [_week(hall, this - timedelta(weeks=back), lessons, this, wanted) for back in range(WEEKS)]


def _week(hall: Hall, monday: date, lessons: list[Study], this: date, wanted: int) -> Week:
    inside = tuple(one for one in lessons if monday <= one.day < monday + timedelta(days=7))
    minutes = sum(one.minutes for one in inside)
    came = {int(ident) for one in inside for ident in one.there}
    staff = officers(hall, inside[-1].day) if inside else []
    absent = tuple(one.name for one in staff if one.id not in came)
    if inside:
        state = "done" if minutes >= wanted else "short"
    else:
        state = "running" if monday == this else "missing" if _works(monday) else "closed"
    return Week(monday, inside, minutes, absent, state)


def _works(monday: date) -> bool:
    """Whether the week has a working day; an unpublished year counts as working."""
    try:
        return any(calendar().is_workday(monday + timedelta(days=n)) for n in range(7))
    except NoCalendar:
        return True


def tests_of(hall: Hall, quarter: str, today: date) -> list[Tested]:
    """Everybody of the hall by badge, whether tested or not; who has left since, but was tested, comes last."""
    day = min(last_day(quarter), today)
    tries = list(QuarterTest.objects.filter(hall=hall, quarter=quarter).order_by("day", "id"))
    there = officers(hall, day)
    gone = {one.account_id: one.account_name for one in tries if one.account_id not in {o.id for o in there}}
    there = [*there, *(Officer(ident, name, "", frozenset()) for ident, name in gone.items())]
    return [Tested(one, tuple(made for made in tries if made.account_id == one.id)) for one in there]


def quarters(today: date, n: int = 5) -> list[str]:
    """The running quarter and those before it."""
    found, day = [], today
    for _ in range(n):
        found.append(quarter_of(day))
        day = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1) - timedelta(days=1)
    return found


def last_day(quarter: str) -> date:
    """The last day of a quarter written as 2026Q4."""
    year, month = int(quarter[:4]), int(quarter[-1]) * 3
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def own_tests(account_id: int) -> list[QuarterTest]:
    """An officer's own tries, newest first."""
    return list(QuarterTest.objects.filter(account_id=account_id).order_by("-day", "-id")[:20])


def own_lessons(account_id: int) -> list[Study]:
    """Lessons an officer was at, newest first."""
    return list(Study.objects.filter(there__has_key=str(account_id)).order_by("-day", "-id")[:20])
