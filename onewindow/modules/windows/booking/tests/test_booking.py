"""Booking by the rules: days, hours, one open booking an item, in time to cancel, not while paused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.journal.models import Line
from onewindow.kernel.notices.models import Message
from onewindow.kernel.parameters import queries as parameters
from onewindow.kernel.parameters.models import Value
from onewindow.kernel.testing.city import MONDAY
from onewindow.modules.windows.booking import actions, pauses, queries, refusals
from onewindow.modules.windows.booking.slots import bookable_days, slots
from onewindow.modules.windows.models import Booking, Pause
from onewindow.modules.windows.staffing.reach import NoSuchHall
from onewindow.modules.windows.staffing.tests.small_hall import TUESDAY, clock, may, on_duty, small_hall

PASSPORT, LICENCE, MOVE = "passport.ordinary", "licence.renew", "household.move"


@pytest.fixture
def hall(city):
    """One clerk who may everything, at window 1 on Tuesday."""
    hall = small_hall(city)
    may(city, "wang")
    on_duty(city, hall, "wang", 1)
    return hall


@pytest.fixture
def given():
    """Set a parameter of the room for this test."""

    def put(code, value):
        Value.objects.create(case_type="windows", code=code, value=value, since=date(2026, 1, 1), at=MONDAY)
        parameters.forget()

    parameters.forget()
    yield put
    parameters.forget()


def book(city, hall, name="li", items=(PASSPORT,), starts=None, now=MONDAY, **more):
    actor = city.actor(name)
    wanted = {"person_id": actor.person_id, "actor": actor, "starts": starts or clock(TUESDAY, 9)} | more
    return actions.book(hall=hall, items=items, now=now, **wanted)


def test_slots_follow_the_hours_and_the_breaks_of_who_is_on_duty(city, hall):
    found = slots(hall, [PASSPORT], TUESDAY, MONDAY)
    assert [(one.starts.hour, one.starts.minute) for one in found][:2] == [(9, 0), (9, 30)]
    assert len(found) == 13
    assert {one.left for one in found} == {3}
    assert all(one.staffed for one in found)


def test_an_item_nobody_on_duty_may_handle_has_no_place(city):
    hall = small_hall(city)
    may(city, "wang", PASSPORT)
    on_duty(city, hall, "wang", 1)
    assert {(one.left, one.staffed) for one in slots(hall, [PASSPORT], TUESDAY, MONDAY)} == {(3, True)}
    assert {(one.left, one.staffed) for one in slots(hall, [LICENCE], TUESDAY, MONDAY)} == {(0, False)}
    with pytest.raises(refusals.NoSuchSlot):
        book(city, hall, items=[LICENCE])


def test_an_expired_certificate_takes_the_places_away(city):
    hall = small_hall(city)
    may(city, "wang", PASSPORT, until=MONDAY.date())
    on_duty(city, hall, "wang", 1)
    assert not any(one.staffed for one in slots(hall, [PASSPORT], TUESDAY, MONDAY))


def test_a_slot_that_has_begun_is_gone(city, hall):
    found = slots(hall, [PASSPORT], TUESDAY, clock(TUESDAY, 10))
    assert found[0].starts == clock(TUESDAY, 10, 30)


def test_days_beyond_the_rule_and_closed_days_have_no_slots(city, hall):
    days = bookable_days(hall, MONDAY)
    assert len(days) == 8
    assert [(one.day.isoweekday(), one.closed) for one in days if one.closed] == [(7, "不开门")]
    assert slots(hall, [PASSPORT], MONDAY.date() + timedelta(days=8), MONDAY) == []
    with pytest.raises(refusals.NoSuchSlot):
        book(city, hall, starts=clock(MONDAY.date() + timedelta(days=8), 9))


def test_a_festival_is_named_and_an_unpublished_year_is_not_guessed(city, hall):
    told = {one.day: one.closed for one in bookable_days(hall, clock(date(2026, 9, 30), 9))}
    assert "国庆" in told[date(2026, 10, 1)]
    assert told[date(2026, 9, 30)] == ""
    new_year = {one.day: one.closed for one in bookable_days(hall, clock(date(2026, 12, 31), 9))}
    assert new_year[date(2027, 1, 4)] == "放假安排还没公布"


def test_a_booking_takes_a_place_tells_the_person_and_is_on_record(city, hall):
    booking = book(city, hall)
    assert (booking.nth, booking.ends, len(booking.code)) == (1, clock(TUESDAY, 9, 30), 8)
    assert slots(hall, [PASSPORT], TUESDAY, MONDAY)[0].left == 2
    told = Message.objects.get(channel="inbox")
    assert (told.title, told.link) == ("约好了", "/halls/bookings/")
    assert booking.code not in told.words
    line = Line.objects.get(about="booking")
    assert (line.act, line.subject_id, line.unit_path) == ("book", booking.id, hall.unit_path)


def test_at_night_the_inbox_has_it_and_the_phone_waits_for_the_morning(city, hall):
    night = clock(MONDAY.date(), 23)
    book(city, hall, now=night)
    ringing = [one.next_at for one in Message.objects.exclude(channel="inbox")]
    assert ringing and all(at == clock(TUESDAY, 8) for at in ringing)


def test_a_second_booking_for_the_same_item_is_refused_until_the_first_is_over(city, hall):
    first = book(city, hall)
    with pytest.raises(refusals.OpenAlready, match="普通护照"):
        book(city, hall, starts=clock(TUESDAY, 14), items=[LICENCE, PASSPORT])
    book(city, hall, starts=clock(TUESDAY, 14), items=[LICENCE])
    actions.cancel(booking_id=first.id, actor=city.actor("li"), now=MONDAY)
    book(city, hall, starts=clock(TUESDAY, 15))


def test_a_form_sent_twice_books_once(city, hall):
    assert book(city, hall, key="k1") == book(city, hall, key="k1")
    assert Booking.objects.count() == 1


def test_a_full_slot_says_so_and_its_freed_place_is_given_again(city, hall):
    passports = [book(city, hall, name, items) for name, items in (("li", [PASSPORT]), ("zhou", [PASSPORT]))]
    book(city, hall, "zhou", ["permit.hongkong"])
    with pytest.raises(refusals.Full):
        book(city, hall, items=["permit.hongkong"])
    actions.cancel(booking_id=passports[0].id, actor=city.actor("li"), now=MONDAY)
    assert book(city, hall, items=["permit.hongkong"]).nth == 1


def test_cancelling_is_in_time_or_it_is_not(city, hall):
    booking = book(city, hall, starts=clock(TUESDAY, 14))
    late = clock(MONDAY.date(), 14, 1)
    with pytest.raises(refusals.TooLateToCancel, match="24小时"):
        actions.cancel(booking_id=booking.id, actor=city.actor("li"), now=late)
    assert (
        actions.cancel(booking_id=booking.id, actor=city.actor("li"), now=late - timedelta(minutes=1)).state
        == "cancelled"
    )
    with pytest.raises(refusals.NotOpen):
        actions.cancel(booking_id=booking.id, actor=city.actor("li"), now=MONDAY)


def test_a_slip_of_the_finger_can_be_taken_back_for_a_quarter_of_an_hour(city, hall):
    evening = clock(MONDAY.date(), 20)
    booking = book(city, hall, now=evening)
    assert actions.cancel_until(booking, evening) == evening + timedelta(minutes=15)
    actions.cancel(booking_id=booking.id, actor=city.actor("li"), now=evening + timedelta(minutes=15))


def test_nobody_cancels_or_sees_the_booking_of_another(city, hall):
    booking = book(city, hall)
    for name in ("zhou", "zhao", "admin"):
        with pytest.raises(refusals.NoSuchBooking):
            actions.cancel(booking_id=booking.id, actor=city.actor(name), now=MONDAY)
        with pytest.raises(refusals.NoSuchBooking):
            queries.own(booking.id, city.actor(name))
    assert queries.mine(city.actor("zhou")) == []
    assert queries.mine(city.actor("li")) == [booking]
    actions.cancel(booking_id=booking.id, actor=city.actor("fang"), now=MONDAY)


def test_the_front_of_the_hall_books_for_somebody_and_a_stranger_does_not(city, hall):
    person = city.actor("zhou").person_id
    booking = book(city, hall, "fang", person_id=person, channel="guide")
    assert (booking.person_id, booking.account_id, booking.channel) == (person, None, "guide")
    for name in ("li", "zhao"):
        with pytest.raises(NoSuchHall):
            book(city, hall, name, person_id=person)


def test_an_account_without_a_person_is_told_that_it_needs_no_booking(city, hall):
    with pytest.raises(refusals.NotKnown, match="直接到大厅取号"):
        book(city, hall, "wang")


@pytest.mark.parametrize("items", [[], ["nothing"], ["x"] * 7])
def test_items_are_a_few_known_ones(city, hall, items):
    with pytest.raises(BadAnswers):
        book(city, hall, items=items)


def test_too_many_missed_bookings_pause_booking_and_nothing_else(city, hall, given):
    given("book.noshow_limit", 2)
    for starts, item in ((clock(TUESDAY, 9), PASSPORT), (clock(TUESDAY, 10), LICENCE)):
        book(city, hall, starts=starts, items=[item])
    assert pauses.miss_past(now=clock(TUESDAY, 9, 45)) == 0
    assert pauses.miss_past(now=clock(TUESDAY, 9, 46)) == 1
    assert Pause.objects.count() == 0
    assert pauses.miss_past(now=clock(TUESDAY, 11)) == 1
    assert pauses.miss_past(now=clock(TUESDAY, 11)) == 0
    pause = Pause.objects.get()
    assert (pause.since, pause.until) == (TUESDAY, TUESDAY + timedelta(days=29))
    with pytest.raises(refusals.Paused, match="4月2日以前.*直接到大厅取号"):
        book(city, hall, starts=clock(TUESDAY, 15), now=clock(TUESDAY, 12))
    assert pauses.paused_until(pause.person_id, pause.until + timedelta(days=1)) is None
    titles = list(Message.objects.filter(channel="inbox").order_by("id").values_list("title", flat=True))
    assert titles == ["约好了", "约好了", "预约过期了", "预约过期了", "暂停网上预约"]


def test_misses_before_a_pause_do_not_count_again_after_it(city, hall, given):
    given("book.noshow_limit", 1)
    given("book.freeze_days", 1)
    book(city, hall)
    pauses.miss_past(now=clock(TUESDAY, 10))
    after = clock(TUESDAY + timedelta(days=1), 9)
    assert pauses.paused_until(city.actor("li").person_id, after.date()) is None
    assert Pause.objects.count() == 1


def test_who_comes_tomorrow_is_told_once(city, hall):
    book(city, hall)
    assert pauses.remind(now=clock(MONDAY.date(), 17)) == 1
    pauses.remind(now=clock(MONDAY.date(), 17, 5))
    assert Message.objects.filter(channel="inbox", title="明天有预约").count() == 1


def test_the_hall_knows_whom_to_expect(city, hall):
    later, first = book(city, hall, "zhou", starts=clock(TUESDAY, 14)), book(city, hall)
    assert list(queries.expected(hall, TUESDAY)) == [first, later]
    assert list(queries.expected(hall, MONDAY.date())) == []
