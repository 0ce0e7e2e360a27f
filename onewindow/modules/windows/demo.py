"""Halls of the demo city: one a station, officers planned for a week; one hall open round the clock, and says so.

Officers, certificates and tickets are invented.  Planting twice plants what is missing: the days that came since.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.people.units import working_units
from onewindow.modules.windows import demo_days, demo_quality
from onewindow.modules.windows.items import BY_CODE, ITEMS
from onewindow.modules.windows.models import Authorisation, Certificate, Hall, Seat, Shift, Window
from onewindow.modules.windows.staffing.hours import at
from onewindow.modules.windows.staffing.queries import Officer, officers

ALWAYS_OPEN = "320402004000"  # 红梅派出所: whoever tries the demo at night finds a window
HOURS = {str(day): [["09:00", "12:00"], ["13:30", "17:00"]] for day in range(1, 6)}
LATE = {str(day): [["17:00", "18:30"]] for day in range(1, 6)} | {"6": [["09:00", "12:00"]]}
ROUND_THE_CLOCK = {str(day): [["00:00", "24:00"]] for day in range(1, 8)}
KINDS = ("combined", "combined", "elder", "enterprise", "unsolved")
NAMES = {"combined": "综合窗口", "elder": "敬老专窗", "enterprise": "对企专窗", "unsolved": "办不成事反映窗口"}
LUNCH = [["12:00", "12:40", "午休"]]
AHEAD, SINCE = 8, date(2026, 1, 1)
LAPSED = "刘洋"  # whose leave for vehicle matters has run out, so that the refusal can be seen
GROUND = "演示：授权表第1号"


def plant(now: datetime) -> None:
    """Halls and windows once; shifts up to a week ahead each time."""
    if not Hall.objects.exists():
        _halls()
    halls = list(Hall.objects.order_by("code"))
    staff = {hall.id: officers(hall, local_date(now)) for hall in halls}
    if not Certificate.objects.exists():
        _leave(halls, staff, now)
    _shifts(halls, staff, now)
    for hall in halls:
        if hall.code == ALWAYS_OPEN:
            clerks = _clerks(staff[hall.id])
            demo_days.plant(hall, clerks, now)
            chief = next((one for one in staff[hall.id] if "hall_chief" in one.roles), None)
            demo_quality.plant(hall, clerks, chief, now)


def _halls() -> None:
    stations = [unit for unit in working_units() if unit.kind == "station"]
    halls = Hall.objects.bulk_create(
        Hall(
            unit_id=unit.id,
            unit_path=unit.path,
            code=unit.code,
            name=f"{unit.name}综合服务大厅",
            prefix="A",
            address="（演示）" + ("全天开放，便于随时试用" if unit.code == ALWAYS_OPEN else "本所一楼"),
            opens=HOURS,
            after_hours=ROUND_THE_CLOCK if unit.code == ALWAYS_OPEN else LATE,
            access="低位服务台、手写板、语音提示",
        )
        for unit in stations
    )
    windows = Window.objects.bulk_create(
        Window(hall=hall, number=number, kind=kind, name=NAMES[kind], low=kind == "elder")
        for hall in halls
        for number, kind in enumerate(KINDS if hall.code == ALWAYS_OPEN else KINDS[:2], 1)
    )
    Seat.objects.bulk_create(Seat(window=window) for window in windows)


def _clerks(staff: list[Officer]) -> list[Officer]:
    """The cast before the others: theirs are the first windows."""
    return sorted(
        (one for one in staff if "clerk" in one.roles), key=lambda one: (not one.badge.startswith("0500"), one.badge)
    )


def _leave(halls: list[Hall], staff: dict[int, list[Officer]], now: datetime) -> None:
    today, given, signed = local_date(now), [], []
    for hall in halls:
        for one in _clerks(staff[hall.id]):
            for item in ITEMS:
                lapsed = one.name == LAPSED and BY_CODE[item.code].department == "vehicle"
                until = today - timedelta(days=1) if lapsed else date(today.year + 1, 12, 31)
                given.append(
                    Authorisation(
                        account_id=one.id, item=item.code, since=SINCE, until=until, ground=GROUND, given_by=0, at=now
                    )
                )
            signed.append(
                Certificate(
                    account_id=one.id, serial=f"DEMO-{one.badge}", since=SINCE, until=date(today.year + 1, 12, 31)
                )
            )
    Authorisation.objects.bulk_create(given, batch_size=2000)
    Certificate.objects.bulk_create(signed, batch_size=2000)


def _shifts(halls: list[Hall], staff: dict[int, list[Officer]], now: datetime) -> None:
    today = local_date(now)
    first = at(today, "00:00")
    there = set(
        Shift.objects.filter(during__endswith__gt=first).values_list("hall_id", "during__startswith__date").distinct()
    )
    windows: dict[int, list[Window]] = {}
    for window in Window.objects.order_by("number"):
        windows.setdefault(window.hall_id, []).append(window)
    made = []
    for day in (today + timedelta(days=ahead) for ahead in range(AHEAD)):
        for hall in halls:
            always = hall.code == ALWAYS_OPEN
            if (hall.id, day) in there or (not always and day.isoweekday() > 5):
                continue
            starts, ends = (at(day, "00:00"), at(day, "24:00")) if always else (at(day, "09:00"), at(day, "17:00"))
            for window, one in zip(windows[hall.id], _clerks(staff[hall.id]), strict=False):
                made.append(
                    Shift(
                        hall=hall,
                        window=window,
                        account_id=one.id,
                        account_name=one.name,
                        during=DateTimeTZRange(starts, ends),
                        breaks=[] if always else LUNCH,
                        kind="after_hours" if always else "regular",
                        planned_by=0,
                        at=now,
                    )
                )
    Shift.objects.bulk_create(made, batch_size=1000)
