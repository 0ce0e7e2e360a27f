"""Directives of the demo city; synthetic."""

from __future__ import annotations

from datetime import datetime


def plant(now: datetime) -> None:
    """Nothing yet."""
