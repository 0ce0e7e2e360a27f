"""The pages of booking, as a phone without a script asks for them."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest
from django.test import Client
from django.utils import translation
from icalendar import Calendar

from onewindow.kernel.testing.city import MONDAY
from onewindow.modules.windows.booking import actions, arriving, refusals
from onewindow.modules.windows.booking.ics import calendar_file
from onewindow.modules.windows.models import Booking, Pause, Ticket
from onewindow.modules.windows.staffing.tests.small_hall import TUESDAY, clock, may, on_duty, small_hall

PASSPORT = "passport.ordinary"
BOOK, MINE = "/halls/hm/book/", "/halls/bookings/"
THAT_DAY = f"{BOOK}?items={PASSPORT}&day={TUESDAY}"


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    translation.activate("zh-hans")
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)


@pytest.fixture
def hall(city):
    hall = small_hall(city)
    may(city, "wang")
    on_duty(city, hall, "wang", 1)
    return hall


@pytest.fixture
def come(city):
    """A browser, signed in as somebody or nobody."""

    def browser(name=""):
        client = Client()
        if name:
            client.force_login(city.accounts[name])
        return client

    return browser


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[-500:]
    return answer.content.decode()


def booked(city, hall, name="li", **more):
    actor = city.actor(name)
    given = {"items": [PASSPORT], "starts": clock(TUESDAY, 9), "person_id": actor.person_id} | more
    return actions.book(hall=hall, actor=actor, now=MONDAY, **given)


def test_a_stranger_chooses_what_for_and_sees_the_days_and_slots(hall, come):
    first = page(come(), BOOK)
    assert "普通护照" in first and 'name="items"' in first
    told = page(come(), f"{THAT_DAY}&items=licence.renew")
    assert "普通护照" in told and "驾驶证期满换证" in told
    assert "09:00–09:30" in told and "登录后预约" in told
    assert told.count("居民身份证") == 1  # two matters, one paper


@pytest.mark.parametrize("address", [BOOK, THAT_DAY])
def test_the_page_says_that_the_elderly_and_disabled_need_no_booking(hall, come, address):
    assert "老年人、残疾人不用预约" in page(come(), address)


def test_a_hall_that_is_closed_for_good_is_not_there(hall, come):
    hall.active = False
    hall.save()
    assert come().get(BOOK).status_code == 404


def test_without_a_day_the_first_open_one_after_today_is_shown(hall, come):
    assert 'aria-current="date"' in page(come(), f"{BOOK}?items={PASSPORT}")
    assert "09:00–09:30" in page(come(), f"{BOOK}?items={PASSPORT}&day=nonsense")


def test_a_day_without_somebody_who_may_says_so(city, come):
    hall = small_hall(city)
    may(city, "wang", PASSPORT)
    on_duty(city, hall, "wang", 1)
    assert "没有排能办这件事的工作人员" in page(come(), f"{BOOK}?items=household.move&day={TUESDAY}")
    both = page(come(), f"{THAT_DAY}&items=household.move")
    assert "分开预约" in both


def test_one_books_sees_it_and_cancels_it(hall, come):
    li = come("li")
    form = {"items": PASSPORT, "starts": clock(TUESDAY, 9).isoformat(), "key": "once"}
    for _ in range(2):
        answer = li.post(f"{BOOK}place/", form)
        assert (answer.status_code, answer["Location"]) == (302, MINE)
    booking = Booking.objects.get()
    told = page(li, MINE)
    assert f"{booking.code[:4]} {booking.code[4:]}" in told and "以前可以取消" in told
    assert li.post(f"{MINE}{booking.id}/cancel/").status_code == 302
    assert "已取消" in page(li, MINE)


def test_a_stranger_who_sends_the_form_is_asked_to_sign_in(hall, come):
    answer = come().post(f"{BOOK}place/", {"items": PASSPORT, "starts": clock(TUESDAY, 9).isoformat()})
    assert answer.status_code == 302 and "sign-in" in answer["Location"]
    assert not Booking.objects.exists()


def test_a_slot_that_filled_up_meanwhile_leads_back_to_the_others(city, hall, come):
    for name, item in (("zhou", PASSPORT), ("zhou", "permit.taiwan"), ("zhou", "permit.hongkong")):
        booked(city, hall, name, items=[item])
    li = come("li")
    answer = li.post(f"{BOOK}place/", {"items": PASSPORT, "starts": clock(TUESDAY, 9).isoformat()}, follow=True)
    assert answer.redirect_chain[0][0] == THAT_DAY
    told = answer.content.decode()
    assert "已经约满" in told and "约满</small>" in told and "余 3 个" in told


@pytest.mark.parametrize("starts", ["", "yesterday", "2026-03-03T09:07:00+08:00", "2026-13-01"])
def test_a_time_that_is_no_slot_books_nothing(hall, come, starts):
    assert come("li").post(f"{BOOK}place/", {"items": PASSPORT, "starts": starts}).status_code == 302
    assert not Booking.objects.exists()


def test_who_is_paused_is_told_and_not_offered_a_slot(city, hall, come):
    Pause.objects.create(
        person_id=city.actor("li").person_id,
        since=MONDAY.date(),
        until=MONDAY.date() + timedelta(days=9),
        reason="测试",
    )
    told = page(come("li"), THAT_DAY)
    assert "暂停到 3月11日" in told and "09:00–09:30" not in told


def test_nobody_opens_cancels_or_downloads_the_booking_of_another(city, hall, come):
    booking = booked(city, hall)
    zhou = come("zhou")
    assert booking.code[:4] not in page(zhou, MINE)
    assert zhou.get(f"{MINE}{booking.id}.ics").status_code == 404
    assert zhou.post(f"{MINE}{booking.id}/cancel/").status_code == 404
    assert zhou.post(f"{MINE}{booking.id}/arrive/").status_code == 404


def test_the_calendar_file_says_when_and_where_and_not_what_for(city, hall, come):
    booking = booked(city, hall)
    answer = come("li").get(f"{MINE}{booking.id}.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    event = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert event.decoded("dtstart") == clock(TUESDAY, 9).astimezone(UTC)
    assert event.decoded("dtend") == clock(TUESDAY, 9, 30).astimezone(UTC)
    assert str(event["location"]) == "合成路1号"
    text = answer.content.decode()
    assert "护照" not in text and booking.code not in text


def test_the_file_of_a_cancelled_booking_takes_the_event_out(city, hall):
    booking = booked(city, hall)
    before = Calendar.from_ical(calendar_file(booking, city="常州", now=MONDAY)).walk("VEVENT")[0]
    booking = actions.cancel(booking_id=booking.id, actor=city.actor("li"), now=MONDAY)
    after = Calendar.from_ical(calendar_file(booking, city="常州", now=MONDAY)).walk("VEVENT")[0]
    assert after["uid"] == before["uid"]
    assert (str(after["status"]), after["sequence"] > before["sequence"]) == ("CANCELLED", True)


def test_checking_in_gives_one_ticket_of_the_booked_lane(city, hall):
    booking = booked(city, hall)
    in_time = clock(TUESDAY, 8, 50)
    first = arriving.check_in(hall=hall, code=f" {booking.code}", now=in_time)
    assert arriving.check_in(hall=hall, code=booking.code, now=in_time) == first
    assert (first.lane, first.booking_id, first.items, first.person_id) == (
        "booked", booking.id, [PASSPORT], booking.person_id
    )  # fmt: skip
    booking.refresh_from_db()
    assert (booking.state, Ticket.objects.count()) == ("arrived", 1)


def test_the_phone_checks_in_when_it_is_time(city, hall, come, monkeypatch):
    booking = booked(city, hall)
    li = come("li")
    assert "我到了" not in page(li, MINE)
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock(TUESDAY, 8, 45))
    assert "我到了" in page(li, MINE)
    answer = li.post(f"{MINE}{booking.id}/arrive/")
    assert answer["Location"] == f"/halls/ticket/{Ticket.objects.get().token}/"
    assert "已报到" in page(li, MINE)


@pytest.mark.parametrize(
    ("hour", "minute", "refusal"),
    [(8, 29, refusals.TooEarly), (9, 46, refusals.TooLate)],
)
def test_checking_in_has_its_time(city, hall, hour, minute, refusal):
    booking = booked(city, hall)
    with pytest.raises(refusal):
        arriving.check_in(hall=hall, code=booking.code, now=clock(TUESDAY, hour, minute))


def test_a_wrong_code_or_hall_checks_nobody_in(city, hall):
    booking = booked(city, hall)
    other = small_hall(city, "sanjing", "sj")
    for where, code in ((hall, "00000000"), (other, booking.code)):
        with pytest.raises(refusals.NoSuchBooking):
            arriving.check_in(hall=where, code=code, now=clock(TUESDAY, 9))
    actions.cancel(booking_id=booking.id, actor=city.actor("li"), now=MONDAY)
    with pytest.raises(refusals.NotOpen):
        arriving.check_in(hall=hall, code=booking.code, now=clock(TUESDAY, 9))
