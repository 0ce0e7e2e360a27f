"""A small hall on an ordinary Monday at nine, an officer who may do everything at its first window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.utils import translation

from onewindow.kernel.testing.city import MONDAY, City
from onewindow.modules.windows.models import Hall
from onewindow.modules.windows.staffing.tests.small_hall import may, small_hall


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[datetime]:
    """Every request comes at nine o'clock on MONDAY."""
    settings.DEMO = True
    translation.activate("zh-hans")
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)
    yield MONDAY


@pytest.fixture
def hall(city: City) -> Hall:
    made = small_hall(city)
    may(city, "wang")
    return made
