"""The chief's view: lanes, waits, windows, and why one is idle."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from onewindow.kernel.testing.city import MONDAY, City
from onewindow.modules.windows.live.chief import last_hour
from onewindow.modules.windows.models import Authorisation, Hall, Ticket
from onewindow.modules.windows.staffing.tests.small_hall import may
from onewindow.modules.windows.tickets import actions, seats


def view(city: City, name: str = "meng", path: str = "/desk/hall/") -> str:
    client = Client()
    client.force_login(city.accounts[name])
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def seated(city: City, hall: Hall, name: str = "wang", nth: int = 1) -> int:
    window = hall.windows.get(number=nth)
    seats.sit(window_id=window.id, actor=city.actor(name), now=MONDAY)
    return window.id


def number(hall: Hall, *items: str, minutes: int = 0, **more: object) -> Ticket:
    at = MONDAY - timedelta(minutes=minutes)
    return actions.take(hall=hall, items=list(items) or ["idcard.renew"], source="kiosk", now=at, **more)


@pytest.mark.parametrize("name", ["meng", "sun", "he", "xu"])
def test_the_hall_chief_the_chief_and_the_supervisor_see_the_hall(city: City, hall: Hall, name: str) -> None:
    assert "大厅现场" in view(city, name)


@pytest.mark.parametrize("name", ["wang", "fang", "chen"])
def test_others_have_no_such_page(city: City, hall: Hall, name: str) -> None:
    client = Client()
    client.force_login(city.accounts[name])
    assert client.get("/desk/hall/").status_code == 404


def test_lanes_are_counted_with_their_longest_wait_and_told_as_a_table_as_well(city: City, hall: Hall) -> None:
    number(hall, minutes=31)
    number(hall, minutes=4)
    number(hall, minutes=9, reason="pregnant")
    page = view(city)
    assert "2 人，最久 31 分钟" in page and "1 人，最久 9 分钟" in page
    table = page.split("看成表格")[1]
    assert "普通" in table and "优先" in table and ">31<" in table


def test_an_open_window_is_idle_because_nobody_waits(city: City, hall: Hall) -> None:
    seated(city, hall)
    page = view(city)
    assert "空闲" in page and "没有人在等" in page


def test_an_open_window_is_idle_because_it_may_not_do_what_is_wanted(city: City, hall: Hall) -> None:
    Authorisation.objects.filter(account_id=city.accounts["wang"].id).exclude(item="passport.ordinary").delete()
    may(city, "lin")
    seated(city, hall)
    seated(city, hall, "lin", 2)
    number(hall, "idcard.renew")
    page = view(city)
    assert "在等的 1 人，要办的都没有授权给这个窗口" in page and "有 1 人可以叫，还没有叫" in page


def test_a_window_is_away_for_a_reason_or_closed(city: City, hall: Hall) -> None:
    window = seated(city, hall)
    seats.away(window_id=window, why="lunch", actor=city.actor("wang"), now=MONDAY)
    page = view(city)
    assert "离开" in page and "午休" in page and "没有开" in page


def test_a_window_that_works_says_with_which_number(city: City, hall: Hall) -> None:
    ticket = number(hall)
    window = seated(city, hall)
    actions.call_next(window_id=window, actor=city.actor("wang"), now=MONDAY)
    assert f"叫号 {ticket.number}" in view(city)
    actions.start(ticket_id=ticket.id, actor=city.actor("wang"), now=MONDAY)
    assert f"办理 {ticket.number}" in view(city)


def test_the_last_hour_counts_first_calls_and_says_how_many(city: City, hall: Hall) -> None:
    for minutes in range(1, 11):
        ticket = number(hall, minutes=minutes)
        Ticket.objects.filter(id=ticket.id).update(first_called_at=MONDAY, state="done")
    old = number(hall, minutes=200)
    Ticket.objects.filter(id=old.id).update(first_called_at=MONDAY - timedelta(hours=2), state="done")
    assert sorted(round(one) for one in last_hour(hall, MONDAY)) == list(range(1, 11))
    page = view(city)
    assert "10 个号，从取号到第一次叫号" in page and ">9<" in page


def test_no_calls_in_the_last_hour_are_no_zero(city: City, hall: Hall) -> None:
    assert "0 个号，从取号到第一次叫号" in view(city) and ">—<" in view(city)


def test_the_part_alone_is_given_to_the_script(city: City, hall: Hall) -> None:
    client = Client()
    client.force_login(city.accounts["meng"])
    answer = client.get("/desk/hall/", headers={"X-Part": "now"})
    assert b"<html" not in answer.content and "最久等了" in answer.content.decode()
