"""Erasing what has served: results older than their week."""

from __future__ import annotations

from datetime import datetime

from onewindow.modules.lawyers.models import Result


def erase_expired(*, now: datetime) -> int:
    """Empty the bodies of results whose time is over; who asked about whom stays.  How many."""
    return Result.objects.filter(until__lte=now, body__isnull=False).update(body=None, erased_at=now)


def erase(case_id: int, *, now: datetime) -> None:
    """Empty the body of one result, once its only copy has been taken."""
    Result.objects.filter(case_id=case_id, body__isnull=False).update(body=None, erased_at=now)
