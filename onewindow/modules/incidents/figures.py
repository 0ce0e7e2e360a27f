"""The figures of calls, each with its definition frozen: changed, it is another edition.  Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from onewindow.kernel.ground.intervals import wilson
from onewindow.modules.incidents.dictionary import TITLES

BY = ("relation", "void_why", "initial", "final", "into")
"""The answers that the figures need, together."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What a figure means; the edition stands beside it on every page and print."""

    code: str
    edition: str
    title: str
    words: str


VALID = Definition(
    "valid", "2026-1", "有效警情",
    "全部来话减去骚扰。骚扰：关联类型是“骚扰”的，或者作无效处理、原因是“骚扰”的。误拨、无声、重复报警、并入别件的不减。",
)  # fmt: skip
RECLASSIFIED = Definition(
    "reclassified", "2026-1", "改了分类的", "最终分类和初始分类不同的，除以两种分类都有的；无效、并入、转走而没有最终分类的不在内。"
)  # fmt: skip
RESPONSE = Definition(
    "response", "2026-1", "反应时间", "每件从先到的时刻到后到的时刻，第一次算起；中位数、九成件以内、件数；没有走到的不在内。"
)  # fmt: skip
LEGS = (
    ("接警到派警", "received", "dispatched"),
    ("派警到签收", "dispatched", "signed"),
    ("签收到到场", "signed", "arrived"),
    ("接警到到场", "received", "arrived"),
    ("到场到反馈", "arrived", "fed_back"),
)
"""What is measured, and the states from which to which."""
DEFINITIONS = (VALID, RECLASSIFIED, RESPONSE)


@dataclass(frozen=True, slots=True)
class Counted:
    """So many calls with these answers."""

    answers: dict[str, str]
    n: int


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """In per cent; None on nothing."""
        return 100 * self.part / self.whole if self.whole else None

    @property
    def range(self) -> tuple[float, float] | None:
        """The 95 % range, in per cent."""
        return wilson(self.part, self.whole)


@dataclass(frozen=True, slots=True)
class Valid:
    """All calls and what is taken off; `repeats` are told and not taken off."""

    every: int
    nuisance: int
    repeats: int
    merged: int

    @property
    def n(self) -> int:
        """Valid calls, as the edition has it."""
        return self.every - self.nuisance


def is_nuisance(answers: dict[str, str]) -> bool:
    """Called so when it came in, or found so afterwards."""
    return answers.get("relation") == "nuisance" or answers.get("void_why") == "nuisance"


def valid(groups: Iterable[Counted]) -> Valid:
    """Valid calls of these."""
    groups = list(groups)
    return Valid(
        sum(one.n for one in groups),
        sum(one.n for one in groups if is_nuisance(one.answers)),
        sum(one.n for one in groups if one.answers.get("relation") == "repeat"),
        sum(one.n for one in groups if one.answers.get("into")),
    )


def reclassified(groups: Iterable[Counted]) -> Share:
    """How many were found to be something else than what was heard."""
    both = [one for one in groups if one.answers.get("initial") and one.answers.get("final")]
    changed = sum(one.n for one in both if one.answers["initial"] != one.answers["final"])
    return Share(changed, sum(one.n for one in both))


@dataclass(frozen=True, slots=True)
class ByClass:
    """One class: called so at first, found so at last, and how many of the first were found to be others."""

    title: str
    initial: int
    final: int
    left: int


def by_class(groups: Iterable[Counted]) -> list[ByClass]:
    """Every class that occurs, in the order of the list."""
    initial: Counter[str] = Counter()
    final: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for one in groups:
        first, last = one.answers.get("initial", ""), one.answers.get("final", "")
        initial[first] += one.n
        final[last] += one.n
        left[first] += one.n if last and last != first else 0
    return [
        ByClass(title, initial[code], final[code], left[code])
        for code, title in TITLES.items()
        if initial[code] or final[code]
    ]
