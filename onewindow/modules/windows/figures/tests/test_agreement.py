"""SQL over the tables and plain Python over the journal say the same about a day of real acts at random."""

from __future__ import annotations

import contextlib
from datetime import datetime, timedelta
from random import Random
from types import SimpleNamespace

import pytest
from psycopg.types.range import TimestamptzRange

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.store.statements import rows
from onewindow.kernel.testing.city import MONDAY
from onewindow.modules.windows.figures.queries import figures_of
from onewindow.modules.windows.figures.tests import second
from onewindow.modules.windows.models import Booking, Matter, Shift, Sitting, Ticket, Window
from onewindow.modules.windows.staffing.tests.small_hall import may, small_hall
from onewindow.modules.windows.tickets import actions, seats

ITEMS = ("idcard.renew", "passport.ordinary", "licence.renew")
OUTCOMES = ("on_the_spot", "accepted", "missing_paper", "refused", "")


class Day:
    """Two clerks and whoever comes; every choice is the dice's."""

    def __init__(self, city, seed: int) -> None:
        self.dice, self.city, self.now = Random(seed), city, MONDAY
        self.hall = small_hall(city)
        self.desks = []
        for number, name in ((1, "wang"), (2, "lin")):
            may(city, name)
            window = Window.objects.get(hall=self.hall, number=number)
            seats.sit(window_id=window.id, actor=city.actor(name), now=MONDAY)
            self.desks.append((window.id, city.actor(name)))
        self.people = [None, *(city.accounts[name].person_id for name in ("li", "zhou"))]

    def run(self, steps: int) -> None:
        acts = [
            self.arrive,
            self.arrive,
            self.arrive,
            self.at_window,
            self.at_window,
            self.at_window,
            self.go,
            self.back,
        ]
        for _ in range(steps):
            self.now += timedelta(seconds=self.dice.randint(5, 150))
            with contextlib.suppress(Refusal):
                self.dice.choice(acts)()

    def arrive(self) -> None:
        actions.take(
            hall=self.hall, items=[self.dice.choice(ITEMS)], source="kiosk", now=self.now,
            person_id=self.dice.choice(self.people), reason=self.dice.choice(["", "", "disabled"]),
        )  # fmt: skip

    def at_window(self) -> None:
        window, actor = self.dice.choice(self.desks)
        by = {"actor": actor, "now": self.now}
        here = Ticket.objects.filter(window_id=window, state__in=["called", "serving"]).first()
        if here is None:
            actions.call_next(window_id=window, **by)
        elif here.state == "called":
            self.dice.choice([actions.start, actions.start, actions.start, actions.miss, actions.recall])(
                ticket_id=here.id, **by
            )
        else:
            self.end(here, window, by)

    def end(self, here: Ticket, window: int, by: dict) -> None:
        how = self.dice.choice(["finish", "finish", "finish", "hold", "transfer"])
        if how == "finish":
            sitting = Sitting.objects.get(ticket=here, ended_at=None)
            for item in self.dice.sample(ITEMS, self.dice.randint(0, 2)):
                Matter.objects.create(
                    sitting=sitting, ticket=here, item=item, outcome=self.dice.choice(OUTCOMES), at=self.now,
                    person_id=self.dice.choice(self.people),
                )  # fmt: skip
            actions.finish(ticket_id=here.id, **by)
        elif how == "hold":
            actions.hold(ticket_id=here.id, missing=["住址证明"], **by)
        else:
            other = next(one for one, _ in self.desks if one != window)
            actions.transfer(ticket_id=here.id, to_window=other, reason="专项", **by)

    def go(self) -> None:
        waiting = list(Ticket.objects.filter(state__in=["waiting", "held"]).order_by("id"))
        if waiting:
            actions.leave(token=self.dice.choice(waiting).token, now=self.now)

    def back(self) -> None:
        held = list(Ticket.objects.filter(state="held").order_by("id"))
        if held:
            actions.resume(ticket_id=self.dice.choice(held).id, actor=self.desks[0][1], now=self.now)

    def shifts(self) -> list[dict]:
        """Plans of the day at random, whole minutes; as plain rows."""
        made = []
        for account, window in enumerate([1, 2, None, 1], start=1):
            since = MONDAY.replace(hour=9 if len(made) < 3 else 18, minute=self.dice.randint(0, 30))
            until = since + timedelta(minutes=self.dice.randint(60, 400))
            breaks = [("12:00", "13:30"), ("09:10", "09:25")]
            kind = "after_hours" if since.hour >= 18 else "regular"
            Shift.objects.create(
                hall=self.hall, window=Window.objects.get(hall=self.hall, number=window) if window else None,
                account_id=account, account_name="测试", during=TimestamptzRange(since, until), kind=kind,
                breaks=[[a, b, "休息"] for a, b in breaks], planned_by=1, at=MONDAY,
            )  # fmt: skip
            made.append({"since": since, "until": until, "kind": kind, "window": window,
                         "breaks": [(_at(a), _at(b)) for a, b in breaks]})  # fmt: skip
        return made


def _at(clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return MONDAY.replace(hour=hour, minute=minute)


def plain_matters() -> list[dict]:
    return [
        {"visit": one.ticket_id, "item": one.item, "outcome": one.outcome, "at": one.at,
         "person": one.person_id or one.ticket.person_id}
        for one in Matter.objects.select_related("ticket").order_by("id")
    ]  # fmt: skip


@pytest.fixture(params=range(5))
def lived(city, request):
    day = Day(city, request.param)
    day.run(220)
    shifts = day.shifts()
    lines = rows("select subject_id, act, to_state, at from journal_line where about = 'visit' order by id")
    now = day.now + timedelta(hours=day.dice.choice([0, 12]))
    today = local_date(MONDAY)
    figures = {one.of.code: one for one in figures_of(day.hall.id, today, today, now=now)}
    return SimpleNamespace(day=day, shifts=shifts, told=second.visits(lines), figures=figures, now=now)


def same(lived, expected: dict[str, tuple[float | None, float]]) -> None:
    for code, (value, n) in expected.items():
        figure = lived.figures[code]
        assert figure.n == n, code
        assert (figure.value is None) if value is None else figure.value == pytest.approx(value, abs=1e-6), code


def test_the_two_ways_agree_on_a_random_day(lived):
    same(lived, second.of_tickets(lived.told, lived.now))
    same(lived, second.of_matters(plain_matters(), lived.told))
    same(lived, second.of_hours(lived.told, lived.shifts, lived.now))


def test_such_a_day_is_worth_comparing(lived):
    ends = {one.end for one in lived.told.values()}
    assert {"done", "left"} <= ends and lived.figures["wait_mean"].n >= 15
    assert 0 < lived.figures["abandoned"].value < 100 and lived.figures["service_mean"].value > 0


def test_a_number_is_its_numerator_over_its_denominator(lived):
    for one in lived.figures.values():
        if one.denominator:
            times = 100 if one.of.unit == "%" else 1
            assert one.value == pytest.approx(times * one.numerator / one.denominator)
        assert one.of.numerator and one.of.denominator


def test_no_shows_are_counted_on_the_day_of_the_slot(city):
    hall = small_hall(city)
    states = ["arrived", "missed", "cancelled", "booked", "arrived", "arrived"]
    for nth, state in enumerate(states, start=1):
        starts = MONDAY + timedelta(days=nth == 6)
        Booking.objects.create(
            hall=hall, starts=starts, ends=starts + timedelta(minutes=30), nth=nth, person_id=nth, items=[],
            code=f"{nth:08d}", state=state, made_at=MONDAY,
        )  # fmt: skip
    day = local_date(MONDAY)
    figures = {one.of.code: one for one in figures_of(hall.id, day, day, now=MONDAY)}
    assert (figures["no_show"].numerator, figures["no_show"].denominator) == (1, 3)


def test_who_was_sent_away_last_week_was_not_served_in_one_visit(city):
    day = Day(city, 1)
    li = city.accounts["li"].person_id
    for at, outcome in ((MONDAY - timedelta(days=7), "missing_paper"), (MONDAY, "accepted"), (MONDAY, "on_the_spot")):
        item = "idcard.renew" if outcome != "on_the_spot" else "passport.ordinary"
        window, actor = day.desks[0]
        ticket = Ticket.objects.create(
            hall=day.hall, day=local_date(at), number=f"A{at.day}{outcome}", token=f"{at}{outcome}", lane="ordinary",
            items=[item], person_id=li, source="kiosk", state="done", rank=at, taken_at=at,
        )  # fmt: skip
        sitting = Sitting.objects.create(
            ticket=ticket,
            window_id=window,
            account_id=actor.id,
            account_name="",
            called_at=at,
            started_at=at,
            ended_at=at,
        )
        Matter.objects.create(sitting=sitting, ticket=ticket, item=item, outcome=outcome, at=at)
    today = local_date(MONDAY)
    figures = {one.of.code: one for one in figures_of(day.hall.id, today, today, now=MONDAY)}
    assert (figures["one_visit"].numerator, figures["one_visit"].denominator) == (1, 2)
