"""The hall's clock stands on an ordinary Monday, and its files go nowhere."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from onewindow.kernel.testing.city import MONDAY


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> datetime:
    """Every request comes at nine o'clock on MONDAY."""
    settings.MEDIA_ROOT, settings.DEMO = tmp_path, True
    translation.activate("zh-hans")  # a request of another test may have left its language behind
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)
    return MONDAY
