"""Today's figures: counted from the cases, cut to the reader, on Chinese days."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.kernel.indicators import today
from onewindow.kernel.testing.city import MONDAY, City
from onewindow.kernel.testing.story import Story

pytestmark = pytest.mark.usefixtures("matter")


def test_the_first_row_counts_what_moved_today_and_what_stands(city: City) -> None:
    Story(city).issued()
    Story(city).submitted()
    row = today.first_row(actor=city.actor("sun"), now=MONDAY + timedelta(hours=2))
    assert (row["received"], row["accepted"], row["ended"]) == (2, 1, 1)
    assert (row["open"], row["waiting"], row["overdue"]) == (1, 1, 0)


def test_yesterday_is_not_today(city: City) -> None:
    Story(city).submitted()
    row = today.first_row(actor=city.actor("sun"), now=MONDAY + timedelta(days=1))
    assert (row["received"], row["open"]) == (0, 1)


def test_a_chief_counts_the_own_station_and_the_city_counts_all(city: City) -> None:
    Story(city).submitted()
    assert today.first_row(actor=city.actor("he"), now=MONDAY)["open"] == 1
    assert today.first_row(actor=city.actor("zhao"), now=MONDAY)["open"] == 0


def test_the_last_day_of_the_trend_is_today_in_china(city: City) -> None:
    Story(city).submitted()
    days = today.by_day(actor=city.actor("he"), now=MONDAY + timedelta(hours=1), days=3)
    assert [f"{one['day']:%m-%d}" for one in days] == ["02-28", "03-01", "03-02"]
    assert days[-1]["received"] == 1


def test_a_case_late_against_its_promise_lowers_the_share(city: City) -> None:
    Story(city).issued()
    late = Story(city).accepted()
    late.then("chen", "issue", after=60 * 24 * 10)
    kept = today.kept(actor=city.actor("he"), now=late.now)
    assert (kept["kept"], kept["n"]) == (1, 2)


def test_districts_show_what_stands_open_in_them(city: City) -> None:
    Story(city).submitted()
    open_ = {row["code"]: row["open"] for row in today.by_district(actor=city.actor("he"), now=MONDAY)}
    assert open_ == {"320402": 1, "320411": 0}


def test_channels_and_states_add_up(city: City) -> None:
    Story(city).submitted()
    Story(city).accepted()
    assert today.by("channel", actor=city.actor("he"), now=MONDAY) == [{"key": "phone", "n": 2}]
    states = {row["key"]: row["n"] for row in today.by("state", actor=city.actor("he"), now=MONDAY)}
    assert states == {"testing.permit:received": 1, "testing.permit:accepted": 1}
