"""Rules: pure tests with their words and their article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from onewindow.kernel.handbook.law import Law

Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Matter:
    """What a rule may look at: answers, the day, what registers said, local parameters."""

    answers: Answers
    today: date
    facts: dict[str, Any]
    parameters: dict[str, Any]


Verdict = bool | str  # True: met.  False: the rule's own words.  A string: those words instead.


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition of the law.  `words` tells the person what is not met and what to do."""

    code: str
    words: str
    test: Callable[[Matter], Verdict]
    law: Law | None = None

    def unmet(self, matter: Matter) -> str | None:
        """None when the rule holds, else the words that say why it does not."""
        verdict = self.test(matter)
        if verdict is True:
            return None
        return verdict if isinstance(verdict, str) else self.words


def rule(words: str, *, law: Law | None = None) -> Callable[[Callable[[Matter], Verdict]], Rule]:
    """Turn a pure function of a Matter into a Rule named after it."""

    def name_it(test: Callable[[Matter], Verdict]) -> Rule:
        return Rule(test.__name__, words, test, law)

    return name_it
