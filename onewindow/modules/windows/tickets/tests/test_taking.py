"""Numbers: one each, in the lane that fits, the same one for the same key, and given back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.journal.models import Line
from onewindow.modules.windows.models import Booking, Ticket
from onewindow.modules.windows.models import HallDay as Counted
from onewindow.modules.windows.tickets import actions
from onewindow.modules.windows.tickets.locking import NoSuchTicket, WrongState
from onewindow.modules.windows.tickets.taking import Along, BookingOver, HallClosed, WaitsAlready
from onewindow.modules.windows.tickets.tests.day import CARD, HallDay


@pytest.fixture
def day(city):
    return HallDay(city)


def booked(day: HallDay, **more) -> Booking:
    given = {
        "hall": day.hall, "starts": day.now + timedelta(minutes=5), "ends": day.now + timedelta(minutes=35), "nth": 1,
        "person_id": day.city.accounts["li"].person_id, "items": [CARD], "code": "12345678", "made_at": day.now,
    }  # fmt: skip
    return Booking.objects.create(**{**given, **more})


def test_numbers_follow_each_other_and_begin_anew_tomorrow(day):
    assert [day.take().number for _ in range(3)] == ["A001", "A002", "A003"]
    assert day.take(now=day.now + timedelta(days=1)).number == "A001"


def test_a_number_is_told_how_long_it_may_take(day):
    day.take(), day.take()
    third = day.take()
    assert third.estimate["low"] <= third.estimate["middle"] <= third.estimate["high"]
    assert third.estimate["ahead"] == 2


def test_the_same_key_is_the_same_number(day):
    first = day.take(key="k1")
    assert day.take(key="k1").id == first.id
    assert Counted.objects.get(hall=day.hall).taken == 1


def test_everybody_of_the_family_is_on_the_ticket(day):
    li, zhou = (day.city.accounts[name].person_id for name in ("li", "zhou"))
    ticket = day.take(person_id=li, companions=[Along(zhou, "kin")])
    assert list(ticket.companions.values_list("person_id", "relation")) == [(zhou, "kin")]


def test_the_clerk_reads_a_masked_name_and_the_journal_none(day):
    ticket = day.take(person_id=day.city.accounts["li"].person_id, actor=day.who("li"))
    assert ticket.called_as == "李*一"
    line = Line.objects.get(about="visit", subject_id=ticket.id)
    assert (line.act, line.role, line.actor_name, line.unit_path) == ("take", "applicant", "", day.hall.unit_path)
    assert line.facts["title"] == "取号 A001（普通）"


@pytest.mark.parametrize(
    "given, lane",
    [({"reason": "pregnant"}, "priority"), ({"age": 71}, "elder"), ({"enterprise": True}, "enterprise"), ({}, "ordinary")],
)  # fmt: skip
def test_the_lane_is_the_one_that_fits(day, given, lane):
    assert day.take(**given).lane == lane


@pytest.mark.parametrize("given", [{"items": ()}, {"items": ("nothing",)}, {"reason": "tall"}, {"source": "fax"}])
def test_what_the_hall_does_not_know_is_sent_back(day, given):
    with pytest.raises(BadAnswers):
        day.take(**given)


def test_outside_the_hours_only_the_guide_gives_numbers(day):
    evening = day.now.replace(hour=20)
    with pytest.raises(HallClosed, match=r"09:00—12:00"):
        day.take(now=evening)
    assert day.take(now=evening, source="guide", actor=day.who("fang")).number == "A001"
    assert day.take(now=day.now.replace(hour=8, minute=40)).number == "A002"


def test_one_person_holds_one_number_from_the_phone(day):
    li = day.city.accounts["li"].person_id
    first = day.take(source="phone", person_id=li)
    with pytest.raises(WaitsAlready, match=first.number):
        day.take(source="phone", person_id=li)
    actions.leave(token=first.token, now=day.now)
    assert day.take(source="phone", person_id=li).number == "A002"


def test_a_booking_becomes_one_ticket_of_its_lane_and_its_time(day):
    booking = booked(day)
    ticket = day.take(booking=booking, source="booking")
    assert (ticket.lane, ticket.rank) == ("booked", booking.starts)
    assert day.take(booking=booking, source="booking").id == ticket.id
    assert Booking.objects.get().state == "arrived"


def test_who_comes_after_the_grace_of_a_booking_stands_in_the_ordinary_line(day):
    booking = booked(day)
    late = booking.ends + timedelta(minutes=16)
    ticket = day.take(booking=booking, source="booking", now=late)
    assert (ticket.lane, ticket.rank) == ("ordinary", late)


def test_a_cancelled_booking_holds_no_place(day):
    with pytest.raises(BookingOver):
        day.take(booking=booked(day, state="cancelled"), source="booking")
    assert not Ticket.objects.exists()


def test_who_goes_home_is_not_called_and_may_say_so_twice(day):
    gone, next_ = day.take(), day.take()
    assert actions.leave(token=gone.token, now=day.now).state == "left"
    assert actions.leave(token=gone.token, now=day.now).state == "left"
    assert day.call().id == next_.id


def test_nobody_leaves_from_a_window_or_with_a_ticket_that_is_not_there(day):
    ticket = day.take()
    day.start(day.call())
    with pytest.raises(WrongState):
        actions.leave(token=ticket.token, now=day.now)
    with pytest.raises(NoSuchTicket):
        actions.leave(token="guess", now=day.now)
