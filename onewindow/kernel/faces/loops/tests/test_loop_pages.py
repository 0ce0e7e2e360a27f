"""The pages of the loops: each rate with what was counted, the units below, what came back; nothing beyond reach."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from onewindow.kernel.cases.many import Filing, Moment, file_many
from onewindow.kernel.faces import who
from onewindow.kernel.handbook.shelf import Shelf, put, shelf
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.people.models import Grant
from onewindow.kernel.people.units import units_below
from onewindow.kernel.testing.city import HONGMEI_PLACE, MONDAY, XINBEI_PLACE, XINHUA_PLACE, City, staff
from onewindow.kernel.testing.loop import FOUND, LOOPING, TEST_LOOP

pytestmark = pytest.mark.django_db
NOW = MONDAY + timedelta(days=20)
ROAD = ("found", "pushed", "signed", "rectified", "closed")
STEPS = ("report", "push", "sign", "rectify", "pass")
PAGE = f"/desk/loops/{TEST_LOOP.code}/"


@pytest.fixture
def town(city: City, monkeypatch: pytest.MonkeyPatch) -> Iterator[City]:
    """Four findings at Hongmei of which three are closed, one at Tianning, one in Xinbei; one came back."""
    before = shelf()
    put(Shelf((*before.modules, LOOPING)))
    monkeypatch.setattr(who.timezone, "now", lambda: NOW)
    staff(city, "hub", "hub", "hongmei")
    staff(city, "song", "revisitor", "tianning")
    staff(city, "wu", "community", "hongmei")
    Grant.objects.filter(account=city.accounts["wu"]).update(places=[XINHUA_PLACE])
    for place, reached, facts in (
        (XINHUA_PLACE, 5, {}),
        (XINHUA_PLACE, 5, {}),
        (XINHUA_PLACE, 5, {}),
        (XINHUA_PLACE, 1, {"relapse_of": "3204002026010110000001X"}),
        (HONGMEI_PLACE, 3, {}),
        (XINBEI_PLACE, 5, {}),
    ):
        past = [Moment(state, MONDAY + timedelta(hours=nth), step) for nth, (state, step) in enumerate(zip(ROAD, STEPS, strict=True))]  # fmt: skip
        filing = Filing(TEST_LOOP.code, {**FOUND, "where": place}, past=past[:reached], facts=facts)
        assert not file_many([filing], actor=SYSTEM_ACTOR, now=NOW, reason="测试历史", act="bring_in").refused
    yield city
    put(before)


def page(city: City, name: str, path: str = PAGE, status: int = 200) -> str:
    client = Client()
    client.force_login(city.accounts[name])
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_each_rate_stands_beside_its_numerator_and_denominator(town: City) -> None:
    told = page(town, "he")
    for figure in ("4 / 6", "5 / 6", "1 / 6"):
        assert figure in told, figure
    assert "66.67" in told and "16.67" in told


def test_the_units_below_are_compared_with_what_was_counted(town: City) -> None:
    told = page(town, "he")
    assert "下面各单位" in told and "天宁分局" in told and "新北分局" in told and "3 / 5" in told and "1 / 1" in told
    district = page(town, "he", f"{PAGE}?unit=320402000000&days=90")
    assert "红梅派出所" in district and "天宁派出所" in district and "新北分局" not in district
    assert "3 / 4" in district and "0 / 1" in district and f"?days=90&amp;unit={'320402004000'}" in district


def test_a_station_has_nothing_below(town: City) -> None:
    assert "下面各单位" not in page(town, "sun")


def test_a_unit_beyond_one_s_own_is_not_asked_for(town: City) -> None:
    told = page(town, "sun", f"{PAGE}?unit=320411000000")
    assert "新北" not in told and "3 / 4" in told
    assert "3 / 4" in page(town, "sun", f"{PAGE}?unit=%00%27;&days=x")


def test_what_came_back_is_listed_with_the_case_before_it(town: City) -> None:
    told = page(town, "sun")
    assert "反弹的" in told and "3204002026010110000001X" in told
    assert "没有销号后又发现的" in page(town, "he", f"{PAGE}?unit=320411000000")


def test_the_periods_keep_the_unit_and_the_list_of_loops_keeps_the_period(town: City) -> None:
    assert "?days=30&amp;unit=320402000000" in page(town, "he", f"{PAGE}?unit=320402000000")
    listed = page(town, "he", "/desk/loops/?days=30")
    assert f"{PAGE}?days=30" in listed and "4 / 6" in listed
    assert "0 / 0" in page(town, "he", "/desk/loops/?days=nonsense").replace("4 / 6", "0 / 0")


def test_every_limit_says_where_it_comes_from(town: City) -> None:
    told = page(town, "sun")
    assert all(limit.title in told and limit.law.cited in told for limit in TEST_LOOP.deadlines)


@pytest.mark.parametrize("name", ["wang", "admin", "song"])
def test_who_has_no_part_in_a_loop_does_not_find_it(town: City, name: str) -> None:
    page(town, name, status=404)
    assert TEST_LOOP.title not in page(town, name, "/desk/loops/")


def test_an_unknown_loop_and_a_matter_that_is_none_are_not_there(town: City) -> None:
    page(town, "he", "/desk/loops/nothing.here/", 404)
    page(town, "he", "/desk/loops/residence.permit/", 404)


def test_the_community_officer_counts_the_own_beat(town: City) -> None:
    assert "3 / 4" in page(town, "wu")


def test_units_below_are_the_next_ones_only(city: City) -> None:
    names = [one.name for one in units_below(city.units["bureau"].path)]
    assert names == ["天宁分局", "新北分局"]
    assert [one.name for one in units_below(city.units["tianning"].path)] == ["红梅派出所", "天宁派出所"]
    assert units_below(city.units["hongmei"].path) == []
