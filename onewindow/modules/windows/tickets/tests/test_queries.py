"""Where one stands, and what the hall looks like."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.modules.windows.models import Authorisation
from onewindow.modules.windows.tickets import actions, seats
from onewindow.modules.windows.tickets.locking import NoSuchTicket
from onewindow.modules.windows.tickets.queries import at_windows, by_token, day_of, line_of, place_of
from onewindow.modules.windows.tickets.tests.day import LICENCE, HallDay


@pytest.fixture
def day(city):
    return HallDay(city)


def test_a_page_finds_its_ticket_and_a_guess_finds_none(day):
    ticket = day.take()
    assert by_token(ticket.token).id == ticket.id
    with pytest.raises(NoSuchTicket):
        by_token("x" * 22)


def test_a_place_says_how_many_are_ahead_and_how_long_it_may_take(day):
    tickets = [day.take() for _ in range(7)]
    day.start(day.call("wang")), day.start(day.call("lin"), "lin")
    place = place_of(by_token(tickets[-1].token), day.now)
    assert (place.ahead, place.open_windows) == (4, 2)
    assert 10 < place.low < place.middle < place.high < 60
    assert place.words == f"前面 4 人，大约还要 {place.middle} 分钟，多数情况在 {place.low}—{place.high} 分钟之间。"


def test_a_place_moves_as_soon_as_somebody_is_called_or_goes_home(day):
    tickets = [day.take() for _ in range(4)]
    last = by_token(tickets[3].token)
    assert place_of(last, day.now).ahead == 3
    day.call()
    assert place_of(last, day.now).ahead == 2
    actions.leave(token=tickets[1].token, now=day.now)
    assert place_of(last, day.now).ahead == 1


def test_an_honest_estimate_is_none_where_nobody_may_do_it_or_nobody_sits(day):
    ticket = day.take(LICENCE)
    Authorisation.objects.filter(item=LICENCE).delete()
    day.pass_(minutes=1)
    place = place_of(ticket, day.now)
    assert (place.low, place.middle, place.high) == (None, None, None)
    assert "没有窗口能办" in place.words
    for name in day.at:
        seats.close(window_id=day.at[name], actor=day.who(name), now=day.now)
    assert place_of(ticket, day.now).words == "窗口还没有开始叫号。"


def test_every_state_has_its_sentence(day):
    ticket = day.take()
    assert place_of(ticket, day.now).words == "马上就到您了，请留在叫号区。"
    assert place_of(day.call(), day.now).words == "请到 1 号窗口。"
    day.start(ticket)
    assert place_of(by_token(ticket.token), day.now).words == "正在办理。"
    held = actions.hold(ticket_id=ticket.id, missing=["户口簿"], actor=day.who("wang"), now=day.now)
    assert place_of(held, day.now).words.startswith("暂停办理，缺：户口簿。")
    assert "已离开" in place_of(actions.leave(token=ticket.token, now=day.now), day.now).words


def test_lanes_show_how_long_the_longest_wait_is(day):
    first = day.take()
    day.take(reason="pregnant")
    day.take()
    day.now = first.taken_at + timedelta(minutes=12)
    lanes = {lane.code: lane for lane in line_of(day.hall, day.now)}
    assert list(lanes) == ["priority", "ordinary"]
    assert (lanes["ordinary"].waiting, lanes["ordinary"].longest, lanes["ordinary"].title) == (2, 12, "普通")


def test_windows_show_who_sits_with_whom_and_who_is_idle_since_when(day):
    day.take(), day.take()
    day.served("wang")
    ended = day.now
    ticket = day.call("lin")
    sitting = day.start(ticket, "lin")
    first, second = at_windows(day.hall)
    assert (first.number, first.account_name, first.ticket, first.idle_since) == (1, "王窗口", None, ended)
    assert (second.ticket, second.sitting_id, second.idle_since) == (ticket, sitting.id, None)
    seats.away(window_id=day.first, why="lunch", actor=day.who("wang"), now=day.now)
    assert [(one.state, one.why, one.idle_since) for one in at_windows(day.hall)] == [
        ("away", "lunch", None),
        ("open", "", None),
    ]


def test_a_day_is_counted_by_what_became_of_its_tickets(day):
    tickets = [day.take() for _ in range(5)]
    day.served()
    actions.leave(token=tickets[4].token, now=day.now)
    day.missed(day.call())
    counted = day_of(day.hall, day.now.date())
    assert (counted.taken, counted.calls, counted.done, counted.left, counted.waiting) == (5, 2, 1, 1, 3)
