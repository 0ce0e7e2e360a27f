"""Seats: one officer, one window; nobody goes while somebody sits in front of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.journal.models import Line
from onewindow.modules.windows.models import Authorisation, Certificate, Seat
from onewindow.modules.windows.staffing.reach import NoSuchHall
from onewindow.modules.windows.tickets import seats
from onewindow.modules.windows.tickets.locking import MayNot
from onewindow.modules.windows.tickets.seats import NotEmpty, NotSitting, SitsElsewhere, Taken
from onewindow.modules.windows.tickets.tests.day import HallDay


@pytest.fixture
def day(city):
    return HallDay(city, sitting=False)


def by(day, name="wang"):
    return {"actor": day.who(name), "now": day.pass_(minutes=1)}


def test_an_officer_opens_a_window_once(day):
    first = seats.sit(window_id=day.first, **by(day))
    again = seats.sit(window_id=day.first, **by(day))
    assert (first.state, first.account_name, again.since) == ("open", "王窗口", first.since)
    assert Line.objects.filter(about="seat", subject_id=day.first).count() == 1


def test_nobody_sits_at_two_windows_and_no_window_has_two(day):
    seats.sit(window_id=day.first, **by(day))
    with pytest.raises(SitsElsewhere, match="1 号窗口"):
        seats.sit(window_id=day.second, **by(day))
    with pytest.raises(Taken, match="王窗口"):
        seats.sit(window_id=day.first, **by(day, "lin"))


def test_without_leave_or_certificate_nobody_opens_and_the_refusal_names_who_may(day):
    Certificate.objects.filter(account_id=day.who("wang").id).update(until=day.now.date() - timedelta(days=1))
    with pytest.raises(MayNot, match="lin"):
        seats.sit(window_id=day.first, **by(day))
    Authorisation.objects.all().delete()
    with pytest.raises(MayNot, match="现在没有人"):
        seats.sit(window_id=day.first, **by(day, "lin"))


def test_a_clerk_of_another_hall_gets_404(day):
    with pytest.raises(NoSuchHall):
        seats.sit(window_id=day.first, **by(day, "zhao"))
    with pytest.raises(NoSuchHall):
        seats.sit(window_id=0, **by(day))


def test_lunch_has_an_end(day):
    seats.sit(window_id=day.first, **by(day))
    assert seats.away(window_id=day.first, why="lunch", **by(day)).why == "lunch"
    assert seats.back(window_id=day.first, **by(day)).state == "open"
    with pytest.raises(BadAnswers):
        seats.away(window_id=day.first, why="bored", **by(day))
    with pytest.raises(NotSitting):
        seats.back(window_id=day.first, **by(day, "lin"))


def test_nobody_goes_while_somebody_is_at_the_window(day):
    seats.sit(window_id=day.first, **by(day))
    day.take()
    day.call()
    with pytest.raises(NotEmpty, match="A001"):
        seats.close(window_id=day.first, **by(day))
    with pytest.raises(NotEmpty):
        seats.away(window_id=day.first, why="other", **by(day))


def test_the_halls_chief_closes_what_an_officer_left_open_but_a_colleague_does_not(day):
    seats.sit(window_id=day.first, **by(day))
    with pytest.raises(NotSitting):
        seats.close(window_id=day.first, **by(day, "lin"))
    seats.close(window_id=day.first, **by(day, "meng"))
    seat = Seat.objects.get(window_id=day.first)
    assert (seat.state, seat.account_id, seat.account_name) == ("closed", None, "")
    assert seats.sit(window_id=day.second, **by(day)).state == "open"
