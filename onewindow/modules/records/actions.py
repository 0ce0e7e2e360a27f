"""Erasing what has served: findings and told verdicts older than a month."""

from __future__ import annotations

from datetime import datetime

from onewindow.modules.records.models import Finding, Told
from onewindow.modules.records.queries import FINDING_HOLDS


def erase_served(*, now: datetime) -> int:
    """Delete findings that settle nothing any more and verdicts whose letter is long drawn.  How many."""
    old = now - FINDING_HOLDS
    return Finding.objects.filter(at__lte=old).delete()[0] + Told.objects.filter(at__lte=old).delete()[0]
