"""Sentences that were filled in before anybody asked for another language, found again by their pattern.

Rules and checks are pure and write whole Chinese sentences with days and names in them.  The
catalogue keeps those as patterns (`要在{1}满{2}年`, context "pattern"); here a sentence is matched
with them and said again in the reader's language, the values in turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from django.utils.translation import get_language, trans_real

HAN = re.compile(r"[\u3400-\u9fff《》、]")
GAP = re.compile(r"\{(\d)\}")
MARK = "pattern\x04"


def said_again(text: str, say: Callable[[str], str]) -> str:
    """The sentence in the reader's language; itself when no pattern knows it.  `say` translates a value."""
    language = get_language() or ""
    if language.startswith("zh") or not HAN.search(text):
        return text
    for pattern, told in _patterns(language):
        if found := pattern.fullmatch(text):
            return GAP.sub(lambda gap: say(found[f"v{gap[1]}"]), told)
    return text


@lru_cache(maxsize=4)
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Every pattern of this language: those that begin with words before those that begin with a gap, the longer first."""
    catalogue = dict(trans_real.translation(language)._catalog.items())  # type: ignore[attr-defined]
    found = [(key.removeprefix(MARK), told) for key, told in catalogue.items() if str(key).startswith(MARK)]
    found.sort(key=lambda one: (one[0].startswith("{"), -len(GAP.sub("", one[0]))))
    return tuple((re.compile(_expression(key), re.DOTALL), told) for key, told in found)


def _expression(pattern: str) -> str:
    pieces = GAP.split(pattern)  # text, number, text, number, …
    return "".join(re.escape(piece) if at % 2 == 0 else f"(?P<v{piece}>.+?)" for at, piece in enumerate(pieces))
