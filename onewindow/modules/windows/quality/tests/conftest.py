"""A hall on a Monday morning: 王窗口 and lin at its windows, meng its chief, 孙所长 above, 徐督察 above all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation

from onewindow.kernel.testing.city import MONDAY, City
from onewindow.modules.windows.models import Hall, SpotCheck
from onewindow.modules.windows.quality import actions
from onewindow.modules.windows.quality.points import BY_CODE
from onewindow.modules.windows.staffing.tests.small_hall import small_hall, window

SEEN_AT = MONDAY.replace(hour=8, minute=30)


@pytest.fixture
def hall(city: City) -> Hall:
    return small_hall(city)


@pytest.fixture
def come(city: City, hall: Hall, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Client]:
    """A browser of somebody, on that Monday, in Chinese."""
    translation.activate("zh-hans")
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)

    def browser(name: str) -> Client:
        client = Client()
        client.force_login(city.accounts[name])
        return client

    return browser


def seen(**points: str) -> dict[str, tuple[str, str]]:
    """All points kept, but these: `told_once="只说了一半"` was not kept, `rating=""` was not seen."""
    return {
        code: ("yes", "") if code not in points else ("no", points[code]) if points[code] else ("not_seen", "")
        for code in BY_CODE
    }


@pytest.fixture
def look(city: City, hall: Hall) -> Callable[..., SpotCheck]:
    """A check of 王窗口 at window 1 by meng, with a point that was not kept unless `points` say otherwise."""

    def made(by: str = "meng", **more: object) -> SpotCheck:
        given = {
            "hall": hall,
            "window_id": window(hall, 1).id,
            "account_id": city.accounts["wang"].id,
            "how": "there",
            "seen_at": SEEN_AT,
            "points": seen(told_once="只说了一半"),
            "note": "",
            "rectify_by": MONDAY.date().replace(day=9),
            "actor": city.actor(by),
            "now": MONDAY,
        }
        return actions.spot_check(**given | more)

    return made
