"""The kiosk: three steps and a slip, bookings checked in, nobody signed in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.kernel.faces.hall.tests.browser import Browser
from onewindow.kernel.testing.city import MONDAY, City
from onewindow.modules.windows.models import Booking, Hall, Ticket

KIOSK = "/halls/hm/kiosk/"


def booked(city: City, hall: Hall, **more: object) -> Booking:
    told = {"starts": MONDAY, "ends": MONDAY + timedelta(minutes=30), "code": "12345678", "state": "booked", **more}
    person = city.accounts["li"].person_id
    return Booking.objects.create(
        hall=hall, nth=1, person_id=person, items=["passport.ordinary"], made_at=MONDAY, **told
    )


def test_three_steps_lead_to_a_slip_with_a_number_and_a_code_to_scan(hall: Hall) -> None:
    browser = Browser.nobody().open(KIOSK)
    assert "居民身份证换领" in browser.html
    browser.open(f"{KIOSK}?step=2&items=idcard.renew").send("key", reason="")
    ticket = Ticket.objects.get()
    assert ticket.source == "kiosk" and browser.url == f"{KIOSK}slip/{ticket.token}/"
    assert ticket.number in browser.html and "<svg" in browser.html and "data-print-now" in browser.html


def test_the_second_step_says_what_to_bring_and_what_not(hall: Hall) -> None:
    page = Browser.nobody().open(f"{KIOSK}?step=2&items=licence.renew")
    assert "居民身份证" in page.html and "不用交" in page.html


def test_a_step_without_a_choice_asks_again(hall: Hall) -> None:
    assert "请先选要办的事" in Browser.nobody().open(f"{KIOSK}?step=2").html


def test_going_back_keeps_what_was_ticked(hall: Hall) -> None:
    page = Browser.nobody().open(f"{KIOSK}?items=licence.renew")
    assert 'value="licence.renew" checked' in page.html


def test_a_booking_becomes_the_ticket_of_its_person_once(city: City, hall: Hall) -> None:
    booking = booked(city, hall)
    browser = Browser.nobody()
    for _ in range(2):
        browser.open(KIOSK).send("code", code="1234 5678")
    ticket = Ticket.objects.get()
    assert ticket.booking_id == booking.id and ticket.person_id == booking.person_id and ticket.lane == "booked"
    assert "李" not in browser.page.text, "a slip names nobody"


@pytest.mark.parametrize(
    ("typed", "more", "said"),
    [
        ("00000000", {}, "没有找到这个预约"),
        ("1234", {}, "没有找到这个预约"),
        ("12345678", {"starts": MONDAY + timedelta(days=1)}, "3月3日 08:30以后报到"),
        ("12345678", {"state": "cancelled"}, "已经取消"),
        ("12345678", {"state": "missed"}, "请直接取号"),
    ],
)
def test_a_code_that_does_not_fit_says_why_and_what_to_do(
    city: City, hall: Hall, typed: str, more: dict, said: str
) -> None:
    booked(city, hall, **more)
    page = Browser.nobody().open(KIOSK).send("code", code=typed)
    assert said in page.html and page.status in (409, 422) and not Ticket.objects.exists()


def test_codes_cannot_be_tried_one_after_the_other(hall: Hall) -> None:
    browser = Browser.nobody().open(KIOSK)
    for _ in range(20):
        browser.send("code", code="00000000")
    assert "没有找到这个预约" in browser.html
    assert browser.send("code", code="00000000").status == 429


def test_a_slip_of_another_hall_is_not_shown(city: City, hall: Hall) -> None:
    browser = Browser.nobody().open(f"{KIOSK}?step=2&items=idcard.renew").send("key", reason="")
    Hall.objects.create(unit_id=999, unit_path="x", code="other", name="别的大厅", prefix="B")
    assert browser.open(f"/halls/other/kiosk/slip/{Ticket.objects.get().token}/").url == "/halls/other/kiosk/"
