"""Who may handle what on a day, and who is on duty when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet

from onewindow.kernel.ground.local_time import SHANGHAI, local_date
from onewindow.kernel.people.units import officers_of
from onewindow.kernel.store.statements import tuples
from onewindow.modules.windows.models import Certificate, Hall, Shift
from onewindow.modules.windows.staffing.hours import Spans, at

PLANNED_ROLES = frozenset({"clerk", "guide", "hall_chief"})
"""Roles whose holders are planned in a hall; only clerks and the hall's chief sit at a window."""
AT_WINDOW_ROLES = frozenset({"clerk", "hall_chief"})
MAY = """
select account_id, array_agg(item) as items from ow_windows_authorisation a
where account_id = any(%(ids)s) and since <= %(day)s and (until is null or until >= %(day)s)
  and exists (select 1 from ow_windows_certificate c
              where c.account_id = a.account_id and c.since <= %(day)s and c.until >= %(day)s)
group by account_id
"""


@dataclass(frozen=True, slots=True)
class Duty:
    """An officer at a window for some spans of a day, breaks taken out, and what he may handle that day."""

    window_id: int
    account_id: int
    kind: str  # of the window
    spans: tuple[tuple[datetime, datetime], ...]
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class Officer:
    """One who works in the hall's unit."""

    id: int
    name: str
    badge: str
    roles: frozenset[str]


def may_handle(account_id: int, day: date) -> frozenset[str]:
    """Codes of the items the officer is authorised for, if his certificate is in force as well."""
    return may_of([account_id], day)[account_id]


def may_of(account_ids: Collection[int], day: date) -> dict[int, frozenset[str]]:
    """The same for several officers, in one statement: every call asks for all who are at a window."""
    held = {row.account_id: frozenset(row.items) for row in tuples(MAY, {"ids": list(account_ids), "day": day})}
    return {one: held.get(one, frozenset()) for one in account_ids}


def certificate_of(account_id: int, day: date) -> Certificate | None:
    """The certificate in force on that day; of several the one that lasts longest."""
    held = Certificate.objects.filter(account_id=account_id, since__lte=day, until__gte=day)
    return held.order_by("-until").first()


def officers(hall: Hall, day: date) -> list[Officer]:
    """Who can be planned in the hall on that day, by badge."""
    found: dict[int, dict[str, Any]] = {}
    for row in officers_of(hall.unit_path, day=day):
        if row["role"] in PLANNED_ROLES:
            found.setdefault(row["id"], row | {"roles": set()})["roles"].add(row["role"])
    return [Officer(row["id"], row["name"], row["badge"], frozenset(row["roles"])) for row in found.values()]


def who_may(item: str, hall: Hall, day: date) -> list[str]:
    """Names of those in the hall who may handle the item on that day."""
    there = [one for one in officers(hall, day) if one.roles & AT_WINDOW_ROLES]
    may = may_of([one.id for one in there], day)
    return [one.name for one in there if item in may[one.id]]


def on_duty(hall_id: int, at: datetime) -> list[tuple[int, int, frozenset[str]]]:
    """Window, officer and what he may handle, of those planned at a window at that moment and not in a break."""
    return [
        (duty.window_id, duty.account_id, duty.may)
        for duty in duties(hall_id, local_date(at))
        if any(start <= at < end for start, end in duty.spans)
    ]


def duties(hall_id: int, day: date) -> list[Duty]:
    """Everybody planned at a window of the hall on that day."""
    planned = [shift for shift in shifts(hall_id, day, day) if shift.window and shift.window.active]
    may = may_of({shift.account_id for shift in planned}, day)
    return [
        Duty(shift.window.id, shift.account_id, shift.window.kind, tuple(worked(shift)), may[shift.account_id])
        for shift in planned
        if shift.window
    ]


def shifts(hall_id: int, first: date, last: date) -> QuerySet[Shift]:
    """Shifts that begin on one of these days, in order."""
    start = datetime.combine(first, time(0), SHANGHAI)
    end = datetime.combine(last + timedelta(days=1), time(0), SHANGHAI)
    found = Shift.objects.filter(hall_id=hall_id, during__startswith__gte=start, during__startswith__lt=end)
    return found.select_related("window").order_by("during", "id")


def worked(shift: Shift) -> Spans:
    """The spans of a shift without its breaks."""
    day = local_date(shift.during.lower)
    left: Spans = []
    begins = shift.during.lower
    for start, end, *_ in sorted(shift.breaks):
        left.append((begins, at(day, start)))
        begins = at(day, end)
    left.append((begins, shift.during.upper))
    return [(start, end) for start, end in left if start < end]
