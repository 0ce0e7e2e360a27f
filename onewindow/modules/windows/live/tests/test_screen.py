"""The hall's screen: open to all, numbers only."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from onewindow.kernel.testing.city import MONDAY, City
from onewindow.modules.windows.models import Hall, Ticket
from onewindow.modules.windows.tickets import actions, seats

SCREEN = "/halls/hm/screen/"


def number(hall: Hall, *items: str, **more: object) -> Ticket:
    return actions.take(hall=hall, items=list(items) or ["idcard.renew"], source="kiosk", **{"now": MONDAY, **more})


def called(city: City, hall: Hall) -> Ticket:
    window = hall.windows.get(number=1)
    seats.sit(window_id=window.id, actor=city.actor("wang"), now=MONDAY)
    ticket = actions.call_next(window_id=window.id, actor=city.actor("wang"), now=MONDAY)
    assert ticket is not None
    return ticket


def shown() -> str:
    return Client().get(SCREEN).content.decode()


def test_a_call_shows_its_number_and_window_and_how_to_say_it(city: City, hall: Hall) -> None:
    number(hall)
    ticket = called(city, hall)
    page = shown()
    assert f"<b>{ticket.number}</b>" in page and "请到 <i>1</i> 号窗口" in page
    assert f'data-say="请 {" ".join(ticket.number)} 号，到 1 号窗口"' in page
    assert f'data-call="{ticket.number}-1-1"' in page and "s-fresh" in page


def test_a_second_call_is_another_one_for_the_voice(city: City, hall: Hall) -> None:
    number(hall)
    ticket = called(city, hall)
    actions.recall(ticket_id=ticket.id, actor=city.actor("wang"), now=MONDAY + timedelta(seconds=40))
    assert f'data-call="{ticket.number}-1-2"' in shown()


def test_no_name_stands_on_the_public_screen(city: City, hall: Hall) -> None:
    person = city.accounts["li"].person_id
    number(hall, person_id=person)
    number(hall, person_id=person)
    called(city, hall)
    page = shown()
    assert "李" not in page and "王窗口" not in page


def test_the_next_few_stand_in_the_order_they_will_be_called(city: City, hall: Hall) -> None:
    first, second, third = number(hall), number(hall), number(hall)
    called(city, hall)
    page = shown()
    assert first.number not in page.split("s-next")[1]
    assert page.index(f"<li>{second.number}</li>") < page.index(f"<li>{third.number}</li>")
    assert "共 2 人在等" in page


def test_a_window_says_in_a_word_what_it_does(city: City, hall: Hall) -> None:
    window = hall.windows.get(number=1)
    assert shown().count("没有开") == 2
    seats.sit(window_id=window.id, actor=city.actor("wang"), now=MONDAY)
    assert "空闲" in shown()
    seats.away(window_id=window.id, why="lunch", actor=city.actor("wang"), now=MONDAY)
    assert "午休" in shown()


def test_the_script_gets_the_board_alone_and_nothing_is_cached(hall: Hall) -> None:
    answer = Client().get(SCREEN, headers={"X-Part": "board"})
    assert b"<html" not in answer.content and "正在叫号" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_it_works_without_a_script_and_nothing_stands_inline(hall: Hall) -> None:
    page = shown()
    assert '<noscript><meta http-equiv="refresh" content="10"></noscript>' in page
    assert "style=" not in page and "<script>" not in page and "onclick" not in page


@pytest.mark.parametrize("code", ["none", "hm%00", "x" * 300])
def test_a_hall_that_is_not_there_has_no_screen(hall: Hall, code: str) -> None:
    assert Client().get(f"/halls/{code}/screen/").status_code in (200 if code == "hm%00" else 404, 404)


def test_long_lines_cost_no_more_questions(hall: Hall, django_assert_max_num_queries) -> None:
    for _ in range(12):
        number(hall)
    with django_assert_max_num_queries(14):
        shown()


def test_the_screen_says_why_nobody_comes_next(city: City, hall: Hall) -> None:
    assert "没有人在等" in shown()
    number(hall)
    assert "现在没有窗口开着" in shown() and "没有人在等" not in shown()
