"""Revisits: after the end of a case somebody else asks the person whether it is really done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from onewindow.kernel.ground.spans import Span
from onewindow.kernel.handbook.fields import Field
from onewindow.kernel.handbook.law import Law


@dataclass(frozen=True)
class Revisit:
    """How finished cases of this kind are asked about.

    `share` of them is drawn (1.0 is all of them), once `after` each of these spans from the end.  `script` are
    questions answered yes or no by the person; a no to the one in `failing` opens the case again by `reopens`.
    Who worked on the case may not ask, and whoever asks does not see what they wrote.  By the answer `by` only the
    `first` so many spans apply (a grade, say); an answer that is not named has them all.
    """

    share: float
    after: Sequence[Span]
    script: Sequence[tuple[str, str]]  # (code, the question as it is asked)
    law: Law
    failing: str = "solved"
    reopens: str = "reopen"
    asks: str = "applicant"  # whom: the applicant, or an answer of kind phone by its code
    by: Field | None = None
    first: Mapping[str, int] = field(default_factory=dict)

    def turns(self, answers: Mapping[str, Any]) -> Sequence[Span]:
        """The spans after which a case with these answers is asked about."""
        chosen = str(answers.get(self.by.code, "")) if self.by else ""
        return self.after[: self.first.get(chosen, len(self.after))]
