"""Where a rule comes from, and how sure we are of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Sure(Enum):
    """How the source of a fact was established."""

    READ = "已核原文"
    SECOND = "据转载，待核原件"
    COMMON = "通行做法，待核"
    CONFLICT = "来源不一，待核"
    OWN = "本系统设计值"


@dataclass(frozen=True, slots=True)
class Law:
    """A law, regulation or standard, down to its article."""

    title: str
    article: str = ""
    sure: Sure = Sure.READ
    note: str = ""
    url: str = ""

    @property
    def cited(self) -> str:
        """The citation as it is printed on a document."""
        return f"《{self.title}》{self.article}"

    @property
    def verified(self) -> bool:
        """True when the original text was read."""
        return self.sure is Sure.READ
