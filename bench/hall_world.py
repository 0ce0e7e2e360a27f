"""One hall of the small city with twenty windows, each with its officer, and as many who wait as wanted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

WINDOWS, WAITING = 20, 500
CARD, LICENCE, PASSPORT = "idcard.renew", "licence.renew", "passport.ordinary"
LANES = ("ordinary", "booked", "ordinary", "elder", "ordinary", "priority", "ordinary", "enterprise")
ITEMS = ([CARD], [LICENCE], [CARD, LICENCE], [PASSPORT], [CARD, PASSPORT])


@dataclass(frozen=True)
class Desk:
    """A window with somebody at it, and the session of that browser."""

    window: int
    number: int
    officer: str
    actor: Any
    session: str


@dataclass
class HallWorld:
    """The hall and its desks; `come` keeps the line at its length."""

    hall: Any
    desks: list[Desk]
    came: int = 0

    def come(self, many: int, now: datetime) -> None:
        """So many more stand in the line, in all lanes, a tenth of a second after one another, since an hour ago."""
        from onewindow.kernel.ground.local_time import local_date
        from onewindow.modules.windows.models import Ticket

        def ticket(nth: int) -> Ticket:
            at = now - timedelta(hours=1) + timedelta(seconds=nth / 10)
            lane, items = LANES[nth % len(LANES)], list(ITEMS[nth % len(ITEMS)])
            return Ticket(hall=self.hall, day=local_date(now), number=f"B{nth:05d}", token=f"bench-{nth}", lane=lane,
                          items=items, source="kiosk", rank=at, taken_at=at)  # fmt: skip

        Ticket.objects.bulk_create([ticket(self.came + nth) for nth in range(many)])
        self.came += many

    def refill(self, now: datetime) -> None:
        """Back to the length of the line that was asked for."""
        from onewindow.modules.windows.models import Ticket

        self.come(max(0, WAITING - Ticket.objects.filter(hall=self.hall, state="waiting").count()), now)

    def empty_windows(self, now: datetime) -> None:
        """Whoever is at a window sits down and is done."""
        from onewindow.modules.windows.models import Ticket
        from onewindow.modules.windows.tickets import actions

        by_window = {desk.window: desk for desk in self.desks}
        for ticket in Ticket.objects.filter(hall=self.hall, state__in=["called", "serving"]):
            actor = by_window[ticket.window_id or 0].actor
            actions.start(ticket_id=ticket.id, actor=actor, now=now)
            actions.finish(ticket_id=ticket.id, actor=actor, now=now)


def build(now: datetime) -> HallWorld:
    """Make it beside the people of `world.build`, in the database that Django is connected to."""
    from onewindow.kernel.people.models import Account, Grant, Unit
    from onewindow.kernel.people.queries import actor_by_account
    from onewindow.modules.windows.models import Authorisation, Certificate, Hall, Window
    from onewindow.modules.windows.tickets import seats

    unit = Unit.objects.get(code="320402004000")
    hours = {str(day): [["09:00", "12:00"], ["13:30", "17:00"]] for day in range(1, 8)}
    hall = Hall.objects.create(
        unit_id=unit.id, unit_path=unit.path, code="bench", name="红梅派出所办事大厅", prefix="B", opens=hours
    )
    since, until = now.date() - timedelta(days=30), now.date() + timedelta(days=365)
    desks = []
    for number in range(1, WINDOWS + 1):
        window = Window.objects.create(hall=hall, number=number)
        name = f"bench-clerk-{number}"
        account = Account.objects.create_user(name, kind="staff", first_name=f"合成{number}", badge=f"06{number:04d}")
        Grant.objects.create(account=account, role="clerk", unit=unit, since=date(2020, 1, 1), reason="bench")
        Certificate.objects.create(account_id=account.id, serial=f"B{number}", since=since, until=until)
        leave = {"since": since, "ground": "bench", "given_by": account.id, "at": now}
        Authorisation.objects.bulk_create(
            [Authorisation(account_id=account.id, item=item, **leave) for item in (CARD, LICENCE, PASSPORT)]
        )
        actor = actor_by_account(account.id, now)
        assert actor is not None
        seats.sit(window_id=window.id, actor=actor, now=now)
        desks.append(Desk(window.id, number, name, actor, _session(account)))
    return HallWorld(hall, desks)


def _session(account: Any) -> str:
    """A browser that is signed in."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(account)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def plan(world: HallWorld, officers: int, now: datetime) -> date:
    """So many officers are planned for the next open day; planned once."""
    from psycopg.types.range import TimestamptzRange

    from onewindow.kernel.ground.local_time import SHANGHAI, local_date
    from onewindow.modules.windows.booking.slots import bookable_days
    from onewindow.modules.windows.models import Shift

    day = next(one.day for one in bookable_days(world.hall, now) if one.day > local_date(now) and not one.closed)
    starts, ends = (datetime.combine(day, time(hour), SHANGHAI) for hour in (9, 17))
    given = {"hall": world.hall, "during": TimestamptzRange(starts, ends), "planned_by": 0, "at": now}
    for desk in world.desks[:officers] if not Shift.objects.filter(hall=world.hall).exists() else ():
        Shift.objects.create(window_id=desk.window, account_id=desk.actor.id, account_name=desk.officer, **given)
    return day
