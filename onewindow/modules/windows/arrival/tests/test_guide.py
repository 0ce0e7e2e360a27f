"""The guide's desk: of one's own hall only; a number for somebody without a phone, bookings, the line."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from onewindow.kernel.faces.hall.tests.browser import Browser
from onewindow.kernel.testing.city import MONDAY, City, staff
from onewindow.modules.windows.arrival.guide import KEYS
from onewindow.modules.windows.items import ITEMS
from onewindow.modules.windows.models import Booking, Hall, Ticket
from onewindow.modules.windows.staffing.tests.small_hall import small_hall
from onewindow.modules.windows.tickets import actions


def test_every_item_has_a_letter_of_its_own_and_none_is_a_letter_of_the_desk() -> None:
    assert len(KEYS) >= len(ITEMS) and len(set(KEYS)) == len(KEYS)
    assert not set(KEYS) & set("jkxr")


def test_a_letter_and_a_sign_give_a_number(city: City, hall: Hall) -> None:
    browser = Browser(city, "fang").open("/desk/guide/")
    keys = re.findall(r'data-key="([^"]+)"', browser.html)
    assert keys.count("a") == 1 and keys.count("=") == 1
    browser.send("/take/", items="passport.ordinary")
    ticket = Ticket.objects.get()
    assert ticket.source == "guide" and ticket.person_id is None
    assert ticket.number in browser.html and "<svg" in browser.html and 'data-key="r"' in browser.html


def test_a_reason_goes_with_it(city: City, hall: Hall) -> None:
    Browser(city, "fang").open("/desk/guide/").send("/take/", items="passport.ordinary", reason="pregnant")
    assert Ticket.objects.get().lane == "priority"


def test_nothing_chosen_is_said_in_a_sentence(city: City, hall: Hall) -> None:
    page = Browser(city, "fang").open("/desk/guide/").send("/take/")
    assert "请先选要办的事" in page.html and not Ticket.objects.exists()


def test_the_line_shows_numbers_and_how_long_they_wait_but_no_names(city: City, hall: Hall) -> None:
    person = city.accounts["li"].person_id
    ticket = actions.take(
        hall=hall, items=["idcard.renew"], source="phone", now=MONDAY - timedelta(minutes=7), person_id=person
    )
    page = Browser(city, "fang").open("/desk/guide/")
    assert ticket.number in page.html and "7 分钟" in page.html
    assert "李" not in page.html


def test_somebody_who_goes_is_taken_out_of_the_line(city: City, hall: Hall) -> None:
    ticket = actions.take(hall=hall, items=["idcard.renew"], source="kiosk", now=MONDAY)
    page = Browser(city, "fang").open("/desk/guide/").send(f"/leave/{ticket.token}/")
    ticket.refresh_from_db()
    assert ticket.state == "left" and "已经不排了" in page.html


def test_a_booking_is_checked_in_by_its_code(city: City, hall: Hall) -> None:
    booking = Booking.objects.create(
        hall=hall, starts=MONDAY, ends=MONDAY + timedelta(minutes=30), nth=1, code="12345678", made_at=MONDAY,
        person_id=city.accounts["li"].person_id, items=["passport.ordinary"],
    )  # fmt: skip
    Browser(city, "fang").open("/desk/guide/").send("code", code="12345678")
    assert Ticket.objects.get().booking_id == booking.id


@pytest.mark.parametrize("path", ["/desk/guide/?hall=other", "/desk/hall/?hall=other"])
@pytest.mark.parametrize("name", ["fang", "meng", "wang", "zhao", "sun"])
def test_the_hall_next_door_is_not_there(city: City, hall: Hall, name: str, path: str) -> None:
    small_hall(city, "sanjing", "other")
    assert Browser(city, name).open(path).status == 404


@pytest.mark.parametrize("act", ["take/", "check-in/"])
def test_nothing_is_done_in_the_hall_next_door(city: City, hall: Hall, act: str) -> None:
    small_hall(city, "sanjing", "other")
    browser = Browser(city, "fang").open("/desk/guide/")
    sent = {**browser.form("/take/")["values"], "items": "passport.ordinary", "code": "12345678"}
    assert browser.client.post(f"/desk/guide/other/{act}", sent).status_code == 404
    assert not Ticket.objects.exists()


def test_a_ticket_of_another_hall_is_not_taken_out_of_its_line(city: City, hall: Hall) -> None:
    other = small_hall(city, "sanjing", "other")
    ticket = actions.take(hall=other, items=["idcard.renew"], source="kiosk", now=MONDAY)
    mine = actions.take(hall=hall, items=["idcard.renew"], source="kiosk", now=MONDAY)
    browser = Browser(city, "fang").open("/desk/guide/")
    sent = browser.form(f"/leave/{mine.token}/")["values"]
    assert browser.client.post(f"/desk/guide/hm/leave/{ticket.token}/", sent).status_code == 404
    ticket.refresh_from_db()
    assert ticket.state == "waiting"


def test_who_is_no_guide_finds_no_desk_and_a_resident_no_door(city: City, hall: Hall) -> None:
    assert Browser(city, "wang").open("/desk/guide/").status == 404
    assert Browser(city, "li").client.get("/desk/guide/").status_code != 200


def test_a_guide_whose_station_has_no_hall_is_told_so(city: City, hall: Hall) -> None:
    staff(city, "gao", "guide", "sanjing")
    page = Browser(city, "gao").open("/desk/guide/")
    assert page.status == 200 and "还没有大厅" in page.html
