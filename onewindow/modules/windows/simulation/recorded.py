"""Recorded days: tickets that were served, as visits of the simulator.  No person, no number leaves this query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db.models import Count

from onewindow.kernel.ground.local_time import SHANGHAI
from onewindow.modules.windows.items import BY_CODE
from onewindow.modules.windows.models import Hall, Sitting, Ticket
from onewindow.modules.windows.simulation.arrivals import OPEN_MINUTES, Visit

ENOUGH = 20
"""Fewer served tickets than this are no day to learn from."""
LOOK_BACK = 30
BEFORE_OPENING = 60
"""Who took a number up to an hour before opening stood at the door then; earlier or later is after-hours service."""


def days_recorded(halls: Sequence[Hall], today: date) -> list[tuple[Hall, date, int]]:
    """Days of the last month with enough served tickets, newest first."""
    by_id = {hall.id: hall for hall in halls}
    found = (
        Ticket.objects.filter(hall_id__in=by_id, day__gte=today - timedelta(days=LOOK_BACK), state="done")
        .values("hall_id", "day")
        .annotate(n=Count("id"))
        .filter(n__gte=ENOUGH)
        .order_by("-day", "hall_id")
    )
    return [(by_id[row["hall_id"]], row["day"], row["n"]) for row in found]


def visits_of(hall: Hall, day: date) -> list[Visit]:
    """The served tickets of the eight hours from opening, in the order they came.

    Who left, who was missed and who came after hours is not among them: the page says how many there are.
    """
    minutes: dict[int, float] = defaultdict(float)
    for ticket, begun, ended in Sitting.objects.filter(
        ticket__hall=hall, ticket__day=day, ticket__state="done", ended_at__isnull=False
    ).values_list("ticket_id", "started_at", "ended_at"):
        minutes[ticket] += (ended - begun).total_seconds() / 60 if ended else 0.0
    opened = opening(hall, day)
    visits: list[Visit] = []
    for one in Ticket.objects.filter(id__in=minutes).order_by("taken_at", "id"):
        at = (one.taken_at - opened).total_seconds() / 60
        items = frozenset(code for code in one.items if code in BY_CODE)
        if -BEFORE_OPENING <= at < OPEN_MINUTES and items:
            visits.append(Visit(len(visits) + 1, max(0.0, at), one.lane, items, minutes[one.id], 1.0))
    return visits


def opening(hall: Hall, day: date) -> datetime:
    """When the hall opened that day; 09:00 when it does not say."""
    spans = hall.opens.get(str(day.isoweekday())) or [["09:00", "17:00"]]
    return datetime.combine(day, time.fromisoformat(spans[0][0]), SHANGHAI)
