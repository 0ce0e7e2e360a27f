"""The table of ratings as the template wants it: counts everywhere, a share only where there are enough."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from onewindow.kernel.faces.shown import when
from onewindow.kernel.faces.words import words
from onewindow.modules.windows.quality.ratings import FEW, Ratings, Row
from onewindow.modules.windows.sittings.rating import FLAGS, LEVELS

MOST = 50
"""Words of the dissatisfied that are listed; the page says how many there are."""


def table(found: Ratings) -> dict[str, Any]:
    """Rows by day and window, sums by window, the whole; reasons of the flagged; words of the dissatisfied."""
    return {
        "levels": [words(title) for title in LEVELS.values()],
        "few": FEW,
        "rows": [_row(one) for one in found.rows],
        "windows": [_row(one) for one in found.windows],
        "whole": _row(found.whole),
        "reasons": [{"title": words(title), "n": found.reasons.get(code, 0)} for code, title in FLAGS.items()],
        "flagged": found.whole.flagged.total(),
        "dissatisfied": len(found.bad),
        "most": MOST,
        "bad": [
            {
                "at": when(one.at),
                "level": words(LEVELS[one.level]),
                "words": one.words,
                "flagged": "、".join(words(FLAGS.get(code, code)) for code in one.flagged.split(",") if code),
            }
            for one in found.bad[:MOST]
        ],
    }


def _row(one: Row) -> dict[str, Any]:
    return {
        "day": one.day.isoformat() if one.day else "",
        "window": gettext("{n} 号窗口").format(n=one.number) if one.number else gettext("不在窗口"),
        "visits": one.visits,
        "n": one.n,
        "levels": [one.levels.get(level, 0) for level in LEVELS],
        "good": f"{one.good} / {one.n}",
        "share": "" if one.share is None else f"{one.share:.1f}%",
        "flagged": one.flagged.total(),
        "unrated": one.unrated,
    }
