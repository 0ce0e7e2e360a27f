"""One check of a picture, as it is kept beside the piece and told to the clerk.  Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Check:
    """`ok` is None when the picture does not let it be judged; then a person looks."""

    code: str
    ok: bool | None
    title: str
    value: str
    wanted: str
    words: str = ""  # what to do when it is not well


def as_kept(checks: Iterable[Check]) -> dict[str, dict[str, Any]]:
    """The shape of models.Piece.quality."""
    return {
        one.code: {"ok": one.ok, "title": one.title, "value": one.value, "wanted": one.wanted, "words": one.words}
        for one in checks
    }


def good(kept: dict[str, dict[str, Any]]) -> bool:
    """Nothing is wrong that we can see; what cannot be judged does not stop anybody."""
    return bool(kept) and all(one["ok"] is not False for one in kept.values())
