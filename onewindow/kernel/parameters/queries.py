"""Which value of a parameter was in force on a day."""

from __future__ import annotations

from datetime import date
from time import monotonic
from typing import Any

from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.parameters import Policy
from onewindow.kernel.parameters.models import Value

FRESH = 5.0  # seconds a process may go on with values it has read; a change announces itself within that
_read: dict[str, tuple[float, list[tuple[str, date, Any]]]] = {}


def forget() -> None:
    """Drop what this process has read, so that the next question asks the database."""
    _read.clear()


def in_force(entry: CaseType | Policy, day: date) -> dict[str, Any]:
    """Every parameter of the entry with its value on that day: the city's, else the default."""
    values = {one.code: one.default for one in entry.parameters}
    if not values:
        return values
    for code, since, value in _values(entry.code):
        if since <= day and code in values:
            values[code] = value
    return values


def _values(case_type: str) -> list[tuple[str, date, Any]]:
    kept = _read.get(case_type)
    if kept and monotonic() - kept[0] < FRESH:
        return kept[1]
    found = list(Value.objects.filter(case_type=case_type).order_by("since").values_list("code", "since", "value"))
    _read[case_type] = (monotonic(), found)
    return found
