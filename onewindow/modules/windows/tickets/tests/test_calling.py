"""Calls: in order, one at a time, three times at most, and one who did not come gets a second chance."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.kernel.journal.models import Line
from onewindow.kernel.notices.models import Message
from onewindow.modules.windows.line.dispatch import Counter, choose
from onewindow.modules.windows.models import Authorisation, Certificate, HallCalls, Ticket
from onewindow.modules.windows.staffing.reach import NoSuchHall
from onewindow.modules.windows.tickets import actions, seats
from onewindow.modules.windows.tickets.calling import CalledEnough, StillHere, TooSoon
from onewindow.modules.windows.tickets.locking import MayNot, NoSuchTicket, NotYourWindow, WrongState
from onewindow.modules.windows.tickets.seats import NotSitting
from onewindow.modules.windows.tickets.tests.day import CARD, LICENCE, HallDay
from onewindow.modules.windows.tickets.waiting import everybody, rules


@pytest.fixture
def day(city):
    return HallDay(city)


def test_the_first_who_came_is_the_first_who_is_called(day):
    tickets = [day.take() for _ in range(3)]
    called = [day.served().id for _ in range(3)]
    assert called == [one.id for one in tickets]
    assert day.call() is None


def test_a_call_says_the_number_and_the_window_to_the_screen(day):
    day.take()
    ticket = day.call("lin")
    assert (ticket.state, ticket.window_id, ticket.calls) == ("called", day.second, 1)
    line = Line.objects.filter(about="visit", subject_id=ticket.id).latest("id")
    assert (line.act, line.facts["title"], line.role) == ("call", "叫号 A001，请到 2 号窗口", "clerk")


def test_the_hall_calls_whom_the_dispatcher_chooses_from_everybody(day):
    for nth in range(14):
        day.take(*((CARD, LICENCE) if nth % 3 else (LICENCE,)), reason=["", "", "pregnant", "urgent_abroad"][nth % 4])
    Authorisation.objects.filter(account_id=day.who("lin").id, item=CARD).delete()
    for nth in range(14):
        name = "lin" if nth % 3 == 0 else "wang"
        count = HallCalls.objects.filter(hall=day.hall).first()
        said = [
            Counter(day.at[who], "combined", frozenset({LICENCE} if who == "lin" else {CARD, LICENCE}))
            for who in day.at
        ]
        mine = next(one for one in said if one.window == day.at[name])
        waiting = everybody(day.hall.id, day.now.date(), day.now)
        wanted = choose(
            waiting, mine, count.called if count else {}, nth, rules(day.now), [one for one in said if one is not mine]
        )
        called = day.call(name)
        assert (called and called.id) == (wanted and wanted.id)
        if called:
            day.start(called, name)
            actions.finish(ticket_id=called.id, actor=day.who(name), now=day.now)


def test_a_window_has_one_ticket_at_a_time(day):
    day.take(), day.take()
    day.call()
    with pytest.raises(StillHere):
        day.call()


def test_who_booked_and_comes_early_waits_with_the_others_until_their_time(day):
    early = day.take()
    Ticket.objects.filter(id=early.id).update(lane="booked", rank=day.now + timedelta(hours=1))
    walked_in = day.take()
    Ticket.objects.filter(id=walked_in.id).update(
        taken_at=early.taken_at - timedelta(minutes=1), rank=early.taken_at - timedelta(minutes=1)
    )
    assert day.call().id == walked_in.id
    assert day.call("lin").id == early.id


def test_a_call_is_repeated_after_a_while_and_three_times_at_most(day):
    day.take()
    ticket = day.call()
    again = {"ticket_id": ticket.id, "actor": day.who("wang")}
    with pytest.raises(TooSoon):
        actions.recall(**again, now=day.pass_(seconds=5))
    assert actions.recall(**again, now=day.pass_(seconds=20)).calls == 2
    assert actions.recall(**again, now=day.pass_(seconds=20)).calls == 3
    with pytest.raises(CalledEnough):
        actions.recall(**again, now=day.pass_(seconds=20))


def test_one_who_did_not_come_returns_once_after_three_others(day):
    tickets = [day.take() for _ in range(5)]
    absent = day.call()
    assert day.missed(absent).state == "waiting"
    order = [day.served().id for _ in range(3)]
    assert order == [one.id for one in tickets[1:4]]
    assert day.call().id == absent.id
    assert day.missed(absent).state == "missed"
    assert day.served().id == tickets[4].id
    assert day.call() is None


def test_one_who_did_not_come_is_called_at_once_when_nobody_else_waits(day):
    day.take()
    absent = day.missed(day.call())
    assert day.call().id == absent.id


def test_nobody_is_missed_who_had_no_time_to_walk(day):
    day.take()
    ticket = day.call()
    with pytest.raises(TooSoon):
        actions.miss(ticket_id=ticket.id, actor=day.who("wang"), now=day.now)


def test_the_certificate_ran_out_so_the_window_refuses_and_says_who_may(day):
    day.take()
    Certificate.objects.filter(account_id=day.who("wang").id).update(until=day.now.date() - timedelta(days=1))
    with pytest.raises(MayNot, match="lin"):
        day.call()
    assert Ticket.objects.get().state == "waiting"


def test_what_an_officer_may_not_do_is_called_elsewhere(day):
    Authorisation.objects.filter(account_id=day.who("wang").id, item=LICENCE).delete()
    licence, card = day.take(LICENCE), day.take(CARD)
    assert day.call("wang").id == card.id
    assert day.call("lin").id == licence.id


def test_only_the_window_that_called_may_go_on_and_a_clerk_next_door_gets_404(day):
    day.take()
    ticket = day.call()
    with pytest.raises(NotYourWindow):
        actions.start(ticket_id=ticket.id, actor=day.who("lin"), now=day.now)
    with pytest.raises(NoSuchTicket):
        actions.start(ticket_id=ticket.id, actor=day.who("zhao"), now=day.now)
    with pytest.raises(NoSuchHall):
        actions.call_next(window_id=day.first, actor=day.who("zhao"), now=day.now)
    with pytest.raises(NotSitting):
        actions.call_next(window_id=day.second, actor=day.who("wang"), now=day.now)


def test_an_officer_who_is_away_does_not_call(day):
    day.take()
    seats.away(window_id=day.first, why="lunch", actor=day.who("wang"), now=day.now)
    with pytest.raises(NotSitting):
        day.call()


def test_a_ticket_that_left_is_past_recalling(day):
    ticket = day.take()
    day.call()
    actions.leave(token=ticket.token, now=day.now)
    with pytest.raises(WrongState, match="已离开"):
        actions.recall(ticket_id=ticket.id, actor=day.who("wang"), now=day.pass_(minutes=1))


def test_who_waits_elsewhere_is_told_once_that_it_is_soon_and_then_that_it_is_now(day):
    li = day.city.accounts["li"].person_id
    mine = day.take(person_id=li)
    first = day.take()
    Ticket.objects.filter(id=first.id).update(rank=mine.rank - timedelta(minutes=9))
    day.call(), day.call("lin")
    titles = list(Message.objects.filter(person_id=li, channel="inbox").order_by("id").values_list("title", flat=True))
    assert titles == [f"{mine.number} 快到了", f"{mine.number} 到号了"]
