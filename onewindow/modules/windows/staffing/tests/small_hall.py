"""A small hall for tests: two windows at 红梅派出所, two clerks, a guide and a hall chief."""

from __future__ import annotations

from datetime import date, datetime

from onewindow.kernel.ground.local_time import SHANGHAI
from onewindow.kernel.testing.city import MONDAY, City, staff
from onewindow.modules.windows.items import BY_CODE
from onewindow.modules.windows.models import Authorisation, Certificate, Hall, Window
from onewindow.modules.windows.staffing import planning

WEEKDAYS = [["09:00", "12:00"], ["13:30", "17:00"]]
TUESDAY = date(2026, 3, 3)
LUNCH = [("12:00", "13:30", "午休")]
EVERYTHING = tuple(BY_CODE)


def small_hall(city: City, unit: str = "hongmei", code: str = "hm") -> Hall:
    """The hall with two windows and its people."""
    made = city.units[unit]
    hall = Hall.objects.create(
        unit_id=made.id,
        unit_path=made.path,
        code=code,
        name=f"{made.name}办事大厅",
        prefix="A",
        address="合成路1号",
        opens={str(day): WEEKDAYS for day in range(1, 6)},
        after_hours={"6": [["09:00", "12:00"]]},
    )
    for number in (1, 2):
        Window.objects.create(hall=hall, number=number)
    if unit == "hongmei":
        for name, role in (("lin", "clerk"), ("fang", "guide"), ("meng", "hall_chief")):
            staff(city, name, role, unit)
    return hall


def window(hall: Hall, number: int) -> Window:
    return Window.objects.get(hall=hall, number=number)


def may(city: City, name: str, *items: str, since: date = date(2026, 1, 1), until: date = date(2026, 12, 31)) -> None:
    """Give an officer a certificate and leave for these items, everything when none is named."""
    account = city.accounts[name].id
    Certificate.objects.create(account_id=account, serial=f"SN{account:08d}", since=since, until=until)
    for item in items or EVERYTHING:
        Authorisation.objects.create(
            account_id=account, item=item, since=since, ground="测试", given_by=account, at=MONDAY
        )


def clock(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)


def on_duty(city: City, hall: Hall, name: str, number: int | None, day: date = TUESDAY, **more):
    """Plan the officer for the whole of a day, with a lunch break."""
    return planning.plan_shift(
        hall=hall,
        window=window(hall, number) if number else None,
        account_id=city.accounts[name].id,
        **{"starts": clock(day, 9), "ends": clock(day, 17), "breaks": LUNCH, **more},
        actor=city.actor("sun"),
        now=MONDAY,
    )
