"""Where a pass is issued on a day, and the pass a person holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from onewindow.kernel.store.vault import search_hash
from onewindow.modules.borderpass import rules
from onewindow.modules.borderpass.models import Pass, Switch


def holder_hash(answers: dict[str, Any]) -> str:
    """The keyed hash of the holder: identity number, or the document of who has none."""
    number = str(answers.get("holder_id") or answers.get("document_no") or "")
    return search_hash("borderpass:holder", "".join(number.split()).upper())


def closures(areas: Iterable[str], today: date) -> list[dict[str, Any]]:
    """Switches of these areas that are in force or yet to come, as plain data."""
    found = Switch.objects.filter(Q(until__isnull=True) | Q(until__gte=today), area__in=list(areas))
    return [
        {
            "area": one.area,
            "since": one.since.isoformat(),
            "until": one.until.isoformat() if one.until else None,
            "notice": one.notice,
        }
        for one in found.order_by("area", "since")
    ]


def standing(area: str, first: date, last: date) -> str:
    """open | suspended | not_open: whether a journey between two days may have a pass."""
    if area not in rules.AREAS:
        return "not_open"
    shut = any(one.meets(first, last) for one in rules.closed(closures([area], first)))
    return "suspended" if shut else "open"


def pass_of(answers: dict[str, Any]) -> Pass | None:
    """The pass in force of the holder of these answers."""
    return Pass.objects.filter(holder_hash=holder_hash(answers), void_on__isnull=True).first()
