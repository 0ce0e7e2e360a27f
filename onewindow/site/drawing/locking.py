"""The handbook compared with its lock: what vanished, in sentences, and the lines that differ."""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass

from onewindow.kernel.handbook import lock


@dataclass(frozen=True, slots=True)
class Compared:
    """Both empty when the lock is what the handbook says."""

    vanished: list[str]
    diff: list[str]


def compare(before: str, now: str) -> Compared:
    """The lock file's text against the text the handbook would write."""
    gone = lock.vanished(json.loads(before), json.loads(now))
    lines = difflib.unified_diff(before.splitlines(), now.splitlines(), "locked", "now", lineterm="", n=2)
    return Compared(gone, list(lines))
