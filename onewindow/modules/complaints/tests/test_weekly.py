"""The weekly notice: numbers by hand, second complaints within their days, replays without names."""

from __future__ import annotations

import pytest
from django.utils import timezone

from onewindow.kernel.testing.city import MONDAY
from onewindow.modules.complaints.tests.telling import DAY, REPLAYED, closed, complaint, row_of, take
from onewindow.modules.complaints.weekly.pages import monday_of
from onewindow.modules.complaints.weekly.queries import week_of

pytestmark = pytest.mark.django_db


def test_the_week_by_hand(town):
    first = closed(town, complaint(town))
    complaint(town, now=MONDAY + 3 * DAY, source="c110", source_number="J-1")  # the same phone: a second one
    complaint(town, now=MONDAY + 3 * DAY, source="visit", source_number="", kind="slow", caller_phone="")
    late = complaint(
        town, now=MONDAY - 5 * DAY, source_number="G-9", caller_phone="13700000009", content="另一件完全不同的事"
    )
    take(town, "han", "push", late, MONDAY - 5 * DAY, to_unit="320402004000")
    take(town, "ma", "sign", late, MONDAY - 5 * DAY)  # falls due in this week, and nobody answered
    week = week_of(MONDAY.replace(hour=0), MONDAY.replace(hour=0) + 7 * DAY, second_days=30, actor=town.actor("he"))
    by_unit = {one.unit_path: one for one in week}
    district, station = by_unit[town.units["tianning"].path], by_unit[town.units["hongmei"].path]
    assert (district.came, district.second, dict(district.kinds)) == (2, 1, {"attitude": 1, "slow": 1})
    assert (station.came, station.on_time, station.due, station.second) == (1, 1, 2, 0)
    assert row_of(first).answers["why"] == REPLAYED["why"]
    assert week_of(MONDAY, MONDAY + DAY, second_days=30, actor=town.actor("qian")) == []


def test_after_the_days_it_is_no_second_one(town):
    closed(town, complaint(town))
    complaint(town, now=MONDAY + 3 * DAY, source="c110", source_number="J-1")
    assert sum(one.second for one in week_of(MONDAY, MONDAY + 7 * DAY, second_days=2, actor=town.actor("he"))) == 0


@pytest.mark.parametrize(("week", "day"), [("", 23), ("2026-W08", 16), ("2026-W99", 23), ("x", 23)])
def test_a_week_is_named_by_its_number_and_the_last_whole_one_is_meant_otherwise(week, day):
    assert monday_of(week, MONDAY).day == day and monday_of(week, MONDAY).month == 2


def test_the_notice_tells_replays_and_names_nobody(town, client, monkeypatch):
    closed(town, complaint(town, caller_name="张三"))
    monkeypatch.setattr(timezone, "now", lambda: MONDAY + 7 * DAY)
    client.force_login(town.accounts["ma"])
    html = client.get("/desk/complaints/weekly/").content.decode()
    assert REPLAYED["why"] in html and "1 / 1" in html
    assert "张三" not in html and "13700000001" not in html
    file = client.get("/desk/complaints/weekly/?week=2026-W10&as=csv").content.decode("utf-8-sig")
    assert "服务态度 1" in file
    client.force_login(town.accounts["wang"])
    assert client.get("/desk/complaints/weekly/").status_code == 403
