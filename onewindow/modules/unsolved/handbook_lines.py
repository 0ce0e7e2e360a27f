"""An entry of the handbook as lines that can be compared: the lock's own data laid flat, and the city's parameters."""

from __future__ import annotations

from datetime import date
from typing import Any

from onewindow.kernel.handbook.lock import drawn
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.parameters.queries import in_force


def lines_of(code: str, day: date) -> dict[str, str]:
    """Path to value of the entry in force that day; nothing for a code the handbook does not hold."""
    entry = shelf().current.get(code)
    if entry is None:
        return {}
    found = {"edition": entry.edition}
    for module in shelf().modules:
        for name, data in drawn([module]).items():
            if name == f"{entry.code}@{entry.edition}":
                _lay("", data, found)
    for name, value in in_force(entry, day).items():
        found[f"in_force.{name}"] = str(value)
    return found


def _lay(path: str, value: Any, found: dict[str, str]) -> None:
    if isinstance(value, dict):
        for key, one in value.items():
            _lay(f"{path}.{key}" if path else str(key), one, found)
    else:
        found[path] = str(value)


def changes(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Every line that is new, gone or other: `path: old → new`."""
    paths = sorted(set(before) | set(after))
    return [f"{p}: {before.get(p, '—')} → {after.get(p, '—')}" for p in paths if before.get(p) != after.get(p)]
