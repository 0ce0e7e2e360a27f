"""A hall and a ticket in words."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from onewindow.kernel.testing.city import MONDAY
from onewindow.modules.windows.arrival import told
from onewindow.modules.windows.models import Hall, Ticket, Window
from onewindow.modules.windows.tickets.queries import Place

DAY = [["09:00", "12:00"], ["13:30", "17:00"]]
OPENS = Hall(opens={str(day): DAY for day in range(1, 6)}, after_hours={"6": [["09:00", "12:00"]]})


def place(ahead: int = 4, low: int | None = 8, middle: int | None = 12, high: int | None = 20) -> Place:
    return Place(ahead, low, middle, high, 2, "")


def test_an_estimate_says_how_far_it_may_be_off() -> None:
    assert told.spread(place()) == ("大约 12 分钟", "8 到 20 分钟之间")
    assert told.wait_words(place()) == "前面 4 人，大约 12 分钟，8 到 20 分钟之间"


def test_an_estimate_that_cannot_be_made_is_not_made_up() -> None:
    assert told.spread(place(low=None, middle=None, high=None)) == ("现在说不准", "")


def test_the_next_one_is_told_at_once() -> None:
    assert told.spread(place(0, 0, 0, 1)) == ("马上", "")


@pytest.mark.parametrize(
    ("hour", "minute", "is_open", "said"),
    [
        (9, 0, True, "开门，到 12:00"),
        (8, 30, False, "09:00 开门"),
        (12, 30, False, "13:30 开门"),
        (17, 0, False, "今天不办了"),
    ],
)
def test_a_hall_says_whether_it_is_open(hour: int, minute: int, is_open: bool, said: str) -> None:
    assert told.open_now(OPENS, MONDAY.replace(hour=hour, minute=minute)) == (is_open, said)


def test_a_sunday_is_shut_and_a_hall_round_the_clock_never() -> None:
    assert told.open_now(OPENS, MONDAY + timedelta(days=6)) == (False, "今天不开门")
    always = Hall(opens={}, after_hours={str(day): [["00:00", "24:00"]] for day in range(1, 8)})
    assert told.open_now(always, MONDAY) == (True, "全天开门")


def test_a_year_without_a_published_calendar_is_said_to_be_one() -> None:
    assert told.open_now(OPENS, datetime(2044, 3, 7, 10, tzinfo=MONDAY.tzinfo)) == (False, "开放时间还没有公布")


def test_days_that_are_alike_are_told_together() -> None:
    assert [one["title"] for one in told.hours(OPENS)] == ["周一–周五", "周六", "周日"]
    assert "延时服务 09:00–12:00" in told.hours(OPENS)[1]["value"]


@pytest.mark.parametrize("state", ["waiting", "transferred", *told.SAID])
def test_every_state_has_a_sentence_and_a_tone(state: str) -> None:
    ticket = Ticket(state=state, window=Window(number=3))
    said = told.state_of(ticket, place() if state in told.WAITING else None)
    assert said["lead"] and said["tone"] and "{" not in said["lead"]


def test_who_is_called_is_told_the_window_and_who_is_near_to_come_back() -> None:
    assert told.state_of(Ticket(state="called", window=Window(number=3)), None)["lead"] == "请到 3 号窗口"
    assert told.state_of(Ticket(state="waiting"), place(2))["lead"] == "快到您了"
    far = told.state_of(Ticket(state="waiting"), place(9))
    assert "可以到别处等" in far["what_next"]


def test_a_code_to_scan_brings_no_style_that_the_policy_forbids() -> None:
    drawn = told.qr("https://window.example/halls/ticket/abc/")
    assert drawn.startswith("<svg") and "style=" not in drawn
