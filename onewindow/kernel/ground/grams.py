"""Search words of a Chinese text: pairs of neighbouring characters, and whole Latin words."""

from __future__ import annotations

import re

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
WORD = re.compile(r"[A-Za-z0-9]+")


def grams(text: str) -> set[str]:
    """Every pair of neighbouring Han characters (a single one alone), every word in lower case."""
    found = {word.lower() for word in WORD.findall(text)}
    for run in HAN.findall(text):
        found |= {run[i:i + 2] for i in range(max(len(run) - 1, 1))}
    return found


def query_grams(text: str) -> list[str]:
    """The grams a text is searched by, sorted; empty when nothing in it can be searched."""
    return sorted(grams(text))
