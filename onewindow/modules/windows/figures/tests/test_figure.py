"""A number says how sure it is, and its page says what it means."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from onewindow.modules.windows.figures import definitions as d
from onewindow.modules.windows.figures.figure import SMALL, divided, quantile, wilson
from onewindow.modules.windows.figures.tests.second import percentile
from onewindow.modules.windows.parcels.tests.visit import hall_of, matter, person, visit


@given(st.integers(1, 10_000), st.data())
def test_the_range_of_a_share_holds_the_share_and_stays_within_0_and_100(n, data):
    hits = data.draw(st.integers(0, n))
    low, high = wilson(hits, n)
    assert -1e-9 <= low <= 100 * hits / n + 1e-9 and 100 * hits / n - 1e-9 <= high <= 100 + 1e-9


@given(st.integers(1, 500))
def test_more_observations_make_the_range_narrower(n):
    few, many = wilson(n, 2 * n), wilson(10 * n, 20 * n)
    assert many[1] - many[0] < few[1] - few[0]


def test_ten_of_ten_is_not_told_as_certain():
    low, high = wilson(10, 10)
    assert 72 < low < 73 and high == pytest.approx(100)


def test_a_small_number_is_marked_and_nothing_over_nothing_has_no_value():
    assert divided(d.ABANDONED, 3, SMALL - 1).small and not divided(d.ABANDONED, 3, SMALL).small
    nothing = divided(d.ABANDONED, 0, 0)
    assert nothing.value is None and nothing.spread is None and nothing.small
    assert quantile(d.WAIT_P90, 3.0, 40).spread is None


@given(st.lists(st.floats(0, 600), min_size=1, max_size=50))
def test_a_percentile_lies_among_the_observations(values):
    found = percentile(values, 0.9)
    assert min(values) <= found <= max(values) + 1e-9


def test_codes_are_told_once():
    assert len({one.code for one in d.ALL}) == len(d.ALL)


@pytest.fixture
def hall(city):
    made = hall_of(city)
    for _ in range(3):
        matter(visit(made, person(city, "li"), actor=city.actor("wang")), "passport.ordinary")
    return made


@pytest.mark.parametrize("name", ["fang", "sun", "he", "xu"])
def test_the_chief_sees_every_number_with_its_two_sides(city, client, hall, name):
    client.force_login(city.accounts[name])
    shown = client.get(reverse("windows-figures"), {"since": "2026-03-01", "until": "2026-03-07"})
    page = shown.content.decode()
    assert shown.status_code == 200
    assert all(one.title in page and one.numerator in page and one.denominator in page for one in d.ALL)
    assert "样本少" in page and "5.0" in page


@pytest.mark.parametrize("name", ["wang", "zhao", "gu"])
def test_who_leads_nothing_here_sees_nothing(city, client, hall, name):
    client.force_login(city.accounts[name])
    assert client.get(reverse("windows-figures"), {"hall": "hm"}).status_code == 404


def test_days_in_the_wrong_order_or_in_nonsense_are_put_right(city, client, hall):
    client.force_login(city.accounts["fang"])
    for days in (
        {"since": "2026-03-07", "until": "2026-03-01"},
        {"since": "x", "until": "9999-99-99"},
        {"until": "0001-01-01"},
    ):
        assert client.get(reverse("windows-figures"), days).status_code == 200


def test_the_page_leads_to_quality_and_to_spans_that_are_asked_for_most(city, client, hall):
    client.force_login(city.accounts["fang"])
    page = client.get(reverse("windows-figures")).content.decode()
    assert f"{reverse('windows-quality')}?hall={hall.code}" in page
    assert page.count('class="btn btn-small" href="?hall=') == 5  # four spans and the file
    assert page.count("最近 7 天</a>") == 1 and 'aria-current="page">最近 7 天' in page


def test_the_file_says_the_same_as_the_page(city, client, hall):
    client.force_login(city.accounts["fang"])
    days = {"since": "2026-03-01", "until": "2026-03-07"}
    shown = client.get(reverse("windows-figures"), days).context["figures"]
    answer = client.get(reverse("windows-figures"), days | {"as": "csv"})
    assert answer["Content-Type"].startswith("text/csv") and "20260301-20260307.csv" in answer["Content-Disposition"]
    lines = list(csv.reader(io.StringIO(answer.content.decode().removeprefix("\ufeff"))))
    assert hall.name in lines[0][0] and "2026-03-01 至 2026-03-07" in lines[0][0]
    assert [line[:2] for line in lines[2:]] == [[one["title"], one["value"]] for one in shown]
    assert all(len(line) == len(lines[1]) for line in lines[2:])


def test_the_live_view_leads_to_both(city, client, hall):
    client.force_login(city.accounts["fang"])
    page = client.get(reverse("windows-live"), {"hall": hall.code}).content.decode()
    assert f"{reverse('windows-figures')}?hall={hall.code}" in page
    assert f"{reverse('windows-quality')}?hall={hall.code}" in page
