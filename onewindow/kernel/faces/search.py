"""Finding a matter by everyday words: grams of its title, its `also` words and its summary, ranked."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language

from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.grams import grams
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.shelf import Shelf, shelf

# What people put around the thing they want; longest first, so that “我想要办理” goes as one.
AROUND = sorted(
    (
        "我要办理",
        "我要办",
        "我想办",
        "我想要",
        "我要",
        "我想",
        "请问",
        "怎么办理",
        "怎么办",
        "怎样办理",
        "怎么",
        "怎样",
        "如何办理",
        "如何",
        "哪里可以",
        "在哪里",
        "哪里",
        "需要什么",
        "要什么",
        "材料",
        "手续",
        "流程",
        "办理",
        "办个",
        "办一个",
        "申请",
        "申办",
        "一下",
        "可以",
        "多少钱",
        "多久",
        "吗",
        "呢",
        "啊",
        "的",
    ),
    key=len,
    reverse=True,
)
PUNCTUATION = re.compile(r"[\s,.;:!?，。；：！？、“”\"'（）()《》…—-]+")
TITLE, ALSO, SUMMARY = 6.0, 5.0, 1.5
WHOLE, PART = 30.0, 18.0  # the query is one of the names; the query holds a name, or a name holds it
LEAST = 0.5  # share of the query's grams that a matter found by grams alone must have
FAR_BELOW = 0.1  # a matter that scores less than this share of the best one is noise
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Indexed:
    """One matter with what it may be found by."""

    entry: CaseType
    names: tuple[str, ...]
    weights: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A matter and why it was found: the everyday word, when that was not its title."""

    entry: CaseType
    score: float
    by: str = ""


def offered(on: str = "") -> list[CaseType]:
    """The matters a person may apply for, in the order of the handbook; `on` (ISO day) leaves retired ones out."""
    return [
        entry
        for entry in shelf().current.values()
        if entry.opened_by == "applicant" and not (entry.retired_on and on and on >= entry.retired_on)
    ]


def plain(text: str) -> str:
    """Full-width forms folded, lower case, nothing but letters, figures and Han characters."""
    return PUNCTUATION.sub("", unicodedata.normalize("NFKC", text)[:LONGEST].replace("\x00", "").lower())


def wanted(text: str) -> str:
    """The thing that is asked for, without the words around it; the text itself when nothing else is left."""
    found = plain(text)
    for word in AROUND:
        shorter = found.replace(word, "")
        found = shorter or found
    return found


def search(text: str, *, on: str = "", most: int = 20) -> list[Found]:
    """Matters for these words, best first; nothing for an empty text."""
    asked = wanted(text)
    if not asked:
        return []
    found = [
        one
        for one in (_score(indexed, asked) for indexed in _index(shelf(), get_language() or ""))
        if one is not None and not (one.entry.retired_on and on and on >= one.entry.retired_on)
    ]
    best = max((one.score for one in found), default=0.0)
    return sorted((one for one in found if one.score >= best * FAR_BELOW), key=lambda one: -one.score)[:most]


def looks_like(text: str) -> str:
    """What a text is when it is no matter: `id` (an identity number), `phone`, `case` (a case number), or empty."""
    compact = plain(text)
    if re.fullmatch(r"\d{17}[\dx]|\d{15}", compact):
        return "id"
    if re.fullmatch(r"1[3-9]\d{9}", compact):
        return "phone"
    return "case" if re.fullmatch(r"[a-z]{0,3}\d{12,30}[a-z\d]?", compact) else ""


def _score(indexed: Indexed, asked: str) -> Found | None:
    score, by = 0.0, ""
    for name in indexed.names:
        gain = WHOLE if name == asked else PART if (asked in name or (len(name) > 1 and name in asked)) else 0.0
        if gain > score:
            score, by = gain, name
    pieces = grams(asked)
    weights = dict(indexed.weights)
    met = [weights[piece] for piece in pieces if piece in weights]
    if not score and (not pieces or len(met) / len(pieces) < LEAST):
        return None
    title = indexed.names[0]
    return Found(indexed.entry, score + sum(met) / max(len(pieces), 1), "" if by == title or by in title else by)


@lru_cache(maxsize=8)
def _index(here: Shelf, language: str) -> tuple[Indexed, ...]:
    return tuple(_indexed(entry) for entry in here.current.values() if entry.opened_by == "applicant")


def _indexed(entry: CaseType) -> Indexed:
    titles = dict.fromkeys(
        (
            plain(entry.title),
            plain(words(entry.title)),
            *(plain(one) for one in entry.also),
            *(plain(words(one)) for one in entry.also),
        )
    )
    weights: dict[str, float] = {}
    for weight, texts in (
        (SUMMARY, (entry.summary, words(entry.summary), entry.result)),
        (ALSO, (*entry.also, *(words(one) for one in entry.also))),
        (TITLE, (entry.title, words(entry.title))),
    ):
        for text in texts:
            for piece in grams(text):
                weights[piece] = max(weights.get(piece, 0.0), weight)
    return Indexed(entry, tuple(name for name in titles if name), tuple(weights.items()))
