"""Ratings by window and day: those that count, the flagged beside them, and visits nobody rated as just that."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from onewindow.kernel.ground.local_time import SHANGHAI, local_date
from onewindow.modules.windows.models import Hall, Sitting, Ticket, VisitRating

GOOD = 3
"""Levels up to this one are satisfied at least basically."""
BAD = 4
FEW = 30
"""Fewer ratings than this are told as counts and never as a share; our own value."""


@dataclass(slots=True)
class Row:
    """One window on one day, or a sum of them.  `visits` = those rated + those flagged + those nobody rated."""

    day: date | None
    number: int | None
    visits: int = 0
    levels: Counter[int] = field(default_factory=Counter)
    flagged: Counter[int] = field(default_factory=Counter)

    @property
    def n(self) -> int:
        """Ratings that count."""
        return self.levels.total()

    @property
    def good(self) -> int:
        return sum(n for level, n in self.levels.items() if level <= GOOD)

    @property
    def unrated(self) -> int:
        return self.visits - self.n - self.flagged.total()

    @property
    def share(self) -> float | None:
        """Satisfied among those that count, in per cent; None while they are few."""
        return 100 * self.good / self.n if self.n >= FEW else None

    def take(self, other: Row) -> None:
        """Add another row to this one."""
        self.visits += other.visits
        self.levels += other.levels
        self.flagged += other.flagged


@dataclass(frozen=True, slots=True)
class Ratings:
    """A span of days: rows by day and window, a sum by window, all of it; why some are flagged; what the bad ones say."""

    rows: list[Row]
    windows: list[Row]
    whole: Row
    reasons: Counter[str]
    bad: list[VisitRating]


def ratings_of(hall: Hall, since: date, until: date) -> Ratings:
    """Of visits that ended on these days, both included; a visit counts at the window where it ended."""
    starts = datetime.combine(since, time(0), SHANGHAI)
    ends = datetime.combine(until + timedelta(days=1), time(0), SHANGHAI)
    ended = Ticket.objects.filter(hall=hall, state="done", ended_at__gte=starts, ended_at__lt=ends)
    at = dict(
        Sitting.objects.filter(ticket__in=ended).order_by("started_at", "id").values_list("ticket_id", "window__number")
    )  # the last one stays
    given = {one.ticket_id: one for one in VisitRating.objects.filter(ticket__in=ended).select_related("ticket")}
    rows: dict[tuple[date, int], Row] = {}
    for ident, ended_at in ended.values_list("id", "ended_at"):
        assert ended_at is not None  # by the filter
        key = local_date(ended_at), at.get(ident, 0)
        row = rows.setdefault(key, Row(key[0], key[1] or None))
        row.visits += 1
        if ident in given:
            (row.flagged if given[ident].flagged else row.levels)[given[ident].level] += 1
    windows: dict[int, Row] = {}
    whole = Row(None, None)
    for (_, number), row in sorted(rows.items(), key=lambda one: one[0][1]):
        windows.setdefault(number, Row(None, row.number)).take(row)
        whole.take(row)
    reasons = Counter(reason for one in given.values() for reason in one.flagged.split(",") if reason)
    bad = sorted((one for one in given.values() if one.level >= BAD), key=lambda one: one.at, reverse=True)
    ordered = [rows[key] for key in sorted(rows, key=lambda one: (-one[0].toordinal(), one[1]))]
    return Ratings(ordered, list(windows.values()), whole, reasons, bad)
