"""Sentences that were filled in before anybody asked for another language, found again by their pattern.

Rules and checks are pure and write whole Chinese sentences with days and names in them; notices are
stored as they were sent.  The catalogue keeps f-strings as patterns (`要在{1}满{2}年`, context
"pattern"), and every text with named gaps is one as well; here a sentence is matched with them and
said again in the reader's language, the values in turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from django.utils.translation import get_language, trans_real

HAN = re.compile(r"[\u3400-\u9fff《》、]")
GAP = re.compile(r"\{(\w+)\}")
MARK = "pattern\x04"
LEAST = 4  # Chinese characters of a text with named gaps, below which it would match anything


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
    """Every pattern of this language: those that begin with words first, then by how much they say."""
    catalogue = dict(trans_real.translation(language)._catalog.items())  # type: ignore[attr-defined]
    found = [(key.removeprefix(MARK), told) for key, told in catalogue.items() if _is_pattern(key)]
    found.sort(key=lambda one: (one[0].startswith("{"), -len(GAP.sub("", one[0]))))
    return tuple((re.compile(_expression(key), re.DOTALL), told) for key, told in found)


def _is_pattern(key: object) -> bool:
    if not isinstance(key, str) or "{}" in key or not GAP.search(key):
        return False
    return key.startswith(MARK) or ("\x04" not in key and len(HAN.findall(GAP.sub("", key))) >= LEAST)


def _expression(pattern: str) -> str:
    """Gaps become groups, a gap named twice must hold the same twice; what is sent on may be empty."""
    pieces, told, seen = GAP.split(pattern), "", set()
    for at, piece in enumerate(pieces):  # text, name, text, name, …
        if at % 2 == 0:
            told += re.escape(piece)
        elif piece in seen:
            told += f"(?P=v{piece})"
        else:
            seen.add(piece)
            told += f"(?P<v{piece}>.*?)" if not piece.isdigit() else f"(?P<v{piece}>.+?)"
    return told
