"""Two weeks behind the demo's hall, so that its numbers and its quality have something to tell; all of it invented.

Rows only: no journal, no cases, no persons.  Nothing falls on the day itself.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from onewindow.kernel.ground.local_time import local_date
from onewindow.modules.windows.items import BY_CODE
from onewindow.modules.windows.models import Hall, HallDay, Matter, Shift, Sitting, Ticket, VisitRating, Window
from onewindow.modules.windows.staffing.hours import at
from onewindow.modules.windows.staffing.queries import Officer

BACK = 14
OPENS, CLOSES = 0, 450  # minutes of the day from nine o'clock at which numbers are taken
LEVELS, LEVEL_WEIGHTS = (1, 2, 3, 4, 5), (58, 27, 10, 3, 2)
SAID = {4: "等得比说的久", 5: "少带一样材料，又跑了一趟"}
FLAGS, FLAG_WEIGHTS = ("", "too_soon", "same_phone"), (95, 3, 2)
ENDS, END_WEIGHTS = ("on_the_spot", "accepted", "missing_paper"), (55, 38, 7)


def plant(hall: Hall, clerks: list[Officer], now: datetime) -> None:
    """Every day of the two weeks before today but Sundays; once."""
    if not clerks or Ticket.objects.filter(hall=hall).exists():
        return
    windows = list(Window.objects.filter(hall=hall).order_by("number"))[: len(clerks)]
    today = local_date(now)
    for back in range(BACK, 0, -1):
        day = today - timedelta(days=back)
        if day.isoweekday() < 7:
            _day(hall, list(zip(windows, clerks, strict=False)), day)


def _day(hall: Hall, desks: list[tuple[Window, Officer]], day: date) -> None:
    """First come, first served at the desk that is free first; one in twenty leaves."""
    dice = Random(f"{hall.code}{day}")
    opened = at(day, "09:00")
    _planned(hall, desks, opened)
    free = [opened for _ in desks]
    tickets = []
    for nth in range(1, dice.randint(20, 27) * len(desks) + 1):
        tickets.append(
            Ticket(
                hall=hall, day=day, number=f"{hall.prefix}{nth:03d}", token=f"{dice.getrandbits(128):032x}",
                lane="ordinary", items=[dice.choice(list(BY_CODE))], source=dice.choice(("phone", "kiosk", "guide")),
            )
        )  # fmt: skip
    came = sorted(opened + timedelta(minutes=_minute(dice)) for _ in tickets)
    for ticket, taken in zip(tickets, came, strict=True):
        ticket.rank = ticket.taken_at = taken
        desk = min(range(len(desks)), key=free.__getitem__)
        called = max(taken, free[desk]) + timedelta(seconds=dice.randint(10, 60))
        if dice.random() < 0.05:
            ticket.state, ticket.outcome, ticket.ended_at = "left", "left", called
            continue
        free[desk] = _lived(ticket, called, desks[desk], dice)
    Ticket.objects.bulk_create(tickets)
    _served([one for one in tickets if one.state == "done"], {one.id: one.name for _, one in desks}, dice)
    HallDay.objects.create(hall=hall, day=day, taken=len(tickets))


def _minute(dice: Random) -> float:
    """When one comes: half of them whenever it suits, half with the rush of the morning."""
    return dice.triangular(OPENS, CLOSES, 60) if dice.random() < 0.5 else dice.uniform(OPENS, CLOSES)


def _lived(ticket: Ticket, called: datetime, desk: tuple[Window, Officer], dice: Random) -> datetime:
    """Called, served, over; when."""
    window, clerk = desk
    begun = called + timedelta(seconds=dice.randint(20, 90))
    over = begun + timedelta(minutes=BY_CODE[ticket.items[0]].minutes * dice.lognormvariate(-0.125, 0.5))
    ticket.state, ticket.outcome, ticket.window, ticket.account_id, ticket.calls = "done", "done", window, clerk.id, 1
    ticket.first_called_at = ticket.called_at = called
    ticket.served_at, ticket.ended_at = begun, over
    return over


def _planned(hall: Hall, desks: list[tuple[Window, Officer]], opened: datetime) -> None:
    Shift.objects.bulk_create(
        Shift(
            hall=hall, window=window, account_id=clerk.id, account_name=clerk.name, breaks=[], kind="regular",
            during=DateTimeTZRange(opened, opened + timedelta(hours=8)), planned_by=0, at=opened - timedelta(days=7),
        )
        for window, clerk in desks
    )  # fmt: skip


def _served(tickets: list[Ticket], names: dict[int, str], dice: Random) -> None:
    """A sitting and a matter each; two in five are rated."""
    sittings = Sitting.objects.bulk_create(_sitting(one, names) for one in tickets)
    ends = dice.choices(ENDS, END_WEIGHTS, k=len(sittings))
    Matter.objects.bulk_create(_matter(one, end) for one, end in zip(sittings, ends, strict=True))
    VisitRating.objects.bulk_create(_rated(one, dice) for one in tickets if dice.random() < 0.4)


def _sitting(ticket: Ticket, names: dict[int, str]) -> Sitting:
    assert ticket.account_id and ticket.called_at and ticket.served_at
    return Sitting(
        ticket=ticket, window=ticket.window, account_id=ticket.account_id, account_name=names[ticket.account_id],
        called_at=ticket.called_at, started_at=ticket.served_at, ended_at=ticket.ended_at, ended_by="done",
    )  # fmt: skip


def _matter(sitting: Sitting, outcome: str) -> Matter:
    assert sitting.ended_at
    ticket = sitting.ticket
    return Matter(sitting=sitting, ticket=ticket, item=ticket.items[0], outcome=outcome, at=sitting.ended_at)


def _rated(ticket: Ticket, dice: Random) -> VisitRating:
    assert ticket.ended_at
    (level,), (flag,) = dice.choices(LEVELS, LEVEL_WEIGHTS), dice.choices(FLAGS, FLAG_WEIGHTS)
    after = 2 if flag == "too_soon" else dice.randint(30, 900)
    return VisitRating(
        ticket=ticket, level=level, words=SAID.get(level, ""), channel="phone", seconds_after=after, flagged=flag,
        at=ticket.ended_at + timedelta(seconds=after),
    )  # fmt: skip
