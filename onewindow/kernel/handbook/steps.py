"""Steps: what may be done, by whom, when, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onewindow.kernel.ground.spans import Span
from onewindow.kernel.handbook.fields import Field
from onewindow.kernel.handbook.law import Law
from onewindow.kernel.handbook.roles import Role
from onewindow.kernel.handbook.rules import Rule
from onewindow.kernel.handbook.states import Arrow


@dataclass(frozen=True, slots=True)
class Lookup:
    """A question put to an outside register before the step; the answer becomes a fact."""

    code: str
    title: str
    register: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """What the applicant (or another audience) is told after a step.

    `words` may name {case}, {number}, {unit}, {due}, {reason}.
    """

    words: str
    audience: str = "applicant"  # applicant | assignee | unit | above (the unit above)


@dataclass(frozen=True, slots=True)
class Document:
    """A document that a step issues; the template lives in `documents`."""

    code: str
    title: str
    template: str
    law: Law | None = None
    remedy: str = ""  # how to object, printed on the document
    result: bool = False  # the thing the person came for
    once: bool = False  # may be taken once, with a watermark
    keep_days: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step.  `does` names a kernel act (claim, hand_over …); `tone` is plain, good or grave.

    `keeps` are answers of the step that stay with the case, in place of what the form said before; `lifts` moves
    one answer of the form a rung up a ladder each time the step is taken.
    """

    code: str
    title: str
    arrow: Arrow
    by: Sequence[Role] = ()
    asks: Sequence[Field] = ()
    needs: Sequence[Rule] = ()
    looks_up: Sequence[Lookup] = ()
    tells: str = ""
    notice: Notice | None = None
    issues: Sequence[Document] = ()
    another_hand_than: Sequence[str] = ()
    fresh_hand: bool = False  # nobody who worked on the case that this one is about
    keeps: Sequence[str] = ()
    lifts: tuple[str, tuple[str, ...]] | None = None  # (the answer, its values from the lowest to the highest)
    when_overdue: Span | None = None  # taken by the system itself so long after a limit was missed
    when_passed: int = 0  # taken by the system itself once so many percent of the running limit have passed
    does: str = ""
    tone: str = "plain"
    key: str = ""
    plain: str = ""  # the line on the applicant's timeline
    checks_papers: bool = False
    help: str = ""
    law: Law | None = None
    retired: bool = False

    def __post_init__(self) -> None:
        for name in ("by", "asks", "needs", "looks_up", "issues", "another_hand_than", "keeps"):
            value = getattr(self, name)
            if not isinstance(value, tuple):
                several = value if isinstance(value, list) else [value]
                object.__setattr__(self, name, tuple(several))

    @property
    def grave(self) -> bool:
        """True when the page asks once more before it is done."""
        return self.tone == "grave"


@dataclass(frozen=True, slots=True)
class Remedy:
    """How a person who disagrees may object."""

    words: str
    law: Law | None = None
    steps: Sequence[str] = field(default_factory=tuple)
