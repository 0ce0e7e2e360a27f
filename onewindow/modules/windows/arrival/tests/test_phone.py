"""At the phone, without a script: choose, see the papers, take a number, wait, leave."""

from __future__ import annotations

import pytest

from onewindow.kernel.faces.hall.tests.browser import Browser
from onewindow.kernel.testing.city import MONDAY, City
from onewindow.modules.windows.arrival.taking import COOKIE
from onewindow.modules.windows.models import Hall, Ticket
from onewindow.modules.windows.tickets import actions, seats

TWO = "/halls/hm/take/?items=licence.renew&items=passport.ordinary"


def taken(browser: Browser, **typed: str) -> Ticket:
    browser.open(TWO).send("key", **typed)
    assert browser.status == 200
    return Ticket.objects.get(token=browser.url.split("/")[3])


def test_the_halls_say_whether_they_are_open_and_how_many_wait(hall: Hall) -> None:
    page = Browser.nobody().open("/halls/")
    assert "红梅派出所办事大厅" in page.html and "开门，到 12:00" in page.html and "0 人在等" in page.html


def test_a_hall_that_is_not_in_use_is_not_there(hall: Hall) -> None:
    Hall.objects.update(active=False)
    for path in ("/halls/hm/", TWO, "/halls/hm/kiosk/", "/halls/hm/screen/", "/halls/none/"):
        assert Browser.nobody().open(path).status == 404, path


def test_items_are_found_by_everyday_words_and_what_was_picked_is_kept(hall: Hall) -> None:
    page = Browser.nobody().open("/halls/hm/?q=换驾照&items=passport.ordinary")
    assert "驾驶证期满换证" in page.html and "普通护照" not in page.html
    assert page.form("items")["values"]["items"] == "passport.ordinary"


def test_a_number_typed_into_the_search_is_not_written_on_the_page(hall: Hall) -> None:
    page = Browser.nobody().open("/halls/hm/?q=320402199001011239")
    assert "320402199001011239" not in page.html


def test_going_on_without_a_choice_says_what_to_do(hall: Hall) -> None:
    assert "请先选要办的事" in Browser.nobody().open("/halls/hm/take/").html


def test_papers_of_two_matters_are_one_list_and_what_we_hold_is_not_brought(hall: Hall) -> None:
    page = Browser.nobody().open(TWO)
    assert page.html.count("居民身份证") == 1
    assert "机动车驾驶证" in page.html and "不用交" in page.html


def test_a_number_without_signing_in_keeps_nothing_about_the_person(hall: Hall) -> None:
    ticket = taken(Browser.nobody())
    assert ticket.person_id is None and ticket.called_as == "" and ticket.source == "phone"


def test_a_resident_who_is_signed_in_takes_the_number_for_themselves(city: City, hall: Hall) -> None:
    ticket = taken(Browser(city, "li"))
    assert ticket.person_id == city.accounts["li"].person_id


def test_a_member_of_staff_who_looks_is_nobody_in_line(city: City, hall: Hall) -> None:
    assert taken(Browser(city, "wang")).person_id is None


def test_the_page_shows_number_place_and_an_estimate_with_its_spread(city: City, hall: Hall) -> None:
    seats.sit(window_id=hall.windows.get(number=1).id, actor=city.actor("wang"), now=MONDAY)
    for _ in range(4):
        actions.take(hall=hall, items=["household.move"], source="kiosk", now=MONDAY)
    browser = Browser.nobody()
    ticket = taken(browser)
    assert ticket.number in browser.html
    assert "前面还有" in browser.html and "4 人" in browser.page.text
    assert "大约" in browser.html and "分钟之间" in browser.html and "可以到别处等" in browser.html


def test_without_a_script_the_page_asks_again_by_itself(hall: Hall) -> None:
    browser = Browser.nobody()
    taken(browser)
    assert '<meta http-equiv="refresh" content="30">' in browser.html


def test_pressing_twice_takes_one_number(hall: Hall) -> None:
    browser = Browser.nobody().open(TWO)
    form = dict(browser.form("key")["values"])
    for _ in range(2):
        browser.client.post("/halls/hm/take/", form)
        browser.client.cookies.pop(COOKIE, None)
    assert Ticket.objects.count() == 1


def test_the_same_phone_is_led_back_to_the_number_it_has(hall: Hall) -> None:
    browser = Browser.nobody()
    first = taken(browser)
    assert taken(browser) == first and "您已经取过号" in browser.html
    assert first.number in browser.open("/halls/").html


def test_who_leaves_is_not_in_line_and_may_take_another(hall: Hall) -> None:
    browser = Browser.nobody()
    first = taken(browser)
    browser.send("/leave/")
    assert "已经不排了" in browser.html
    first.refresh_from_db()
    assert first.state == "left" and taken(browser) != first


def test_a_made_up_number_is_not_there(hall: Hall) -> None:
    for path in ("/halls/ticket/nothing/", "/halls/ticket/nothing/rate/"):
        assert Browser.nobody().open(path).status == 404


def test_the_script_gets_the_part_alone(hall: Hall) -> None:
    ticket = taken(Browser.nobody())
    answer = Browser.nobody().client.get(f"/halls/ticket/{ticket.token}/", headers={"X-Part": "visit"})
    assert b"<html" not in answer.content and ticket.number in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_who_is_called_reads_the_window(city: City, hall: Hall) -> None:
    browser = Browser.nobody()
    ticket = taken(browser)
    window = hall.windows.get(number=1)
    seats.sit(window_id=window.id, actor=city.actor("wang"), now=MONDAY)
    actions.call_next(window_id=window.id, actor=city.actor("wang"), now=MONDAY)
    assert "请到 1 号窗口" in browser.open(f"/halls/ticket/{ticket.token}/").html


@pytest.mark.parametrize("reason", ["elderly", "disabled", "pregnant", "serviceman"])
def test_a_reason_leads_to_a_lane_that_goes_before(hall: Hall, reason: str) -> None:
    assert taken(Browser.nobody(), reason=reason).lane in ("elder", "priority")


def test_a_reason_nobody_knows_is_none(hall: Hall) -> None:
    assert taken(Browser.nobody(), reason="important").lane == "ordinary"


def test_elder_pages_have_the_same_three_steps(hall: Hall) -> None:
    browser = Browser.nobody()
    browser.client.cookies["elder"] = "1"
    assert "data-elder" in browser.open("/halls/hm/").html
    ticket = taken(browser)
    assert ticket.number in browser.html and "打电话问一问" in browser.html
