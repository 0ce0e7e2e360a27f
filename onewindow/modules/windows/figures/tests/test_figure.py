"""A number says how sure it is, and its page says what it means."""

from __future__ import annotations

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
    for days in ({"since": "2026-03-07", "until": "2026-03-01"}, {"since": "x", "until": "9999-99-99"}):
        assert client.get(reverse("windows-figures"), days).status_code == 200
