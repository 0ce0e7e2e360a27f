"""A centre of 天宁分局: han and luo at its desk, wu and gong in their beats, jie at the street office."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation

from onewindow.kernel.people.models import Grant, Place
from onewindow.kernel.testing.city import HONGMEI_PLACE, MONDAY, XINHUA_PLACE, City, staff

ANSWERS = {
    "title": "夏季消防安全检查",
    "source": "superior",
    "category": "inspect",
    "level": "yellow",
    "text": "检查沿街商铺是否留人住宿，发现的当场要求搬离并登记。",
    "basis": "市局 2026 年第 12 号通知（样例）",
    "scope": "many",
    "which": "all",
}
SECOND = "320402004002"


@pytest.fixture
def town(city: City) -> City:
    """The small city with a centre, and a village beside the first community."""
    for name, role, unit in (
        ("han", "hub", "tianning"), ("luo", "hub", "tianning"), ("bei", "hub", "xinbei"), ("wu", "community", "hongmei"),
        ("gong", "community", "tianning_street"), ("jie", "street", "hongmei"),
    ):  # fmt: skip
        staff(city, name, role, unit)
    Place.objects.create(
        code=SECOND, name="红梅村村委会", street_code=SECOND[:9], street_name="红梅街道", district_code=SECOND[:6],
        district_name="", unit=city.units["hongmei"],
    )  # fmt: skip
    for name, places in (("wu", [XINHUA_PLACE]), ("gong", [HONGMEI_PLACE])):
        Grant.objects.filter(account=city.accounts[name]).update(places=places)
    return city


@pytest.fixture
def come(town: City, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Client]:
    """A browser of somebody, on that Monday, in Chinese."""
    translation.activate("zh-hans")
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)

    def browser(name: str) -> Client:
        client = Client()
        client.force_login(town.accounts[name])
        return client

    return browser
