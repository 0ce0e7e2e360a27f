"""Deadlines: a span of the law, what starts it, what stops it, who may extend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from onewindow.kernel.ground.spans import EndRoll, Span, Start, roughly
from onewindow.kernel.handbook.fields import Field
from onewindow.kernel.handbook.law import Law
from onewindow.kernel.handbook.roles import Role
from onewindow.kernel.handbook.states import Arrow, State


@dataclass(frozen=True, slots=True)
class Dated:
    """A span that changed over the years: first day of force to span."""

    since: Sequence[tuple[date, Span]]

    def on(self, day: date) -> Span:
        """The span in force on that day; before the first day, the first one."""
        found = self.since[0][1]
        for first, span in self.since:
            if first <= day:
                found = span
        return found


def since(spans: Mapping[str, Span]) -> Dated:
    """Spans by their first day of force, as ISO dates."""
    return Dated(tuple(sorted((date.fromisoformat(key), span) for key, span in spans.items())))


Length = Span | Dated | Mapping[str, Span]


@dataclass(frozen=True, slots=True)
class Extension:
    """How far a deadline may be extended, on whose approval."""

    at_most: Span
    approver: Role
    law: Law
    told: bool = True


@dataclass(frozen=True, slots=True)
class Deadline:
    """One limit.  `pauses` maps a state in which the clock stands to the reason shown.

    `legal` binds by law, `promised` is what the city announced, `internal` is the office's own
    aim; promised may not exceed legal, internal may not exceed promised.
    """

    code: str
    title: str
    arrow: Arrow
    legal: Length
    law: Law
    promised: Length | None = None
    internal: Length | None = None
    at_most: Span | None = None
    or_stops_in: Sequence[State] = ()
    pauses: Sequence[tuple[State, str]] = ()
    extension: Extension | None = None
    by: Field | None = None
    start: Start = Start.NEXT_DAY
    roll: EndRoll = EndRoll.NEXT_WORKDAY
    warn: Span | tuple[Span, ...] | None = None  # how long before its end staff are warned; several, the longest first

    def __post_init__(self) -> None:
        for name in ("or_stops_in", "pauses"):
            value = getattr(self, name)
            if not isinstance(value, tuple):
                object.__setattr__(self, name, tuple(value))

    def spans(self, day: date, answers: dict[str, Any]) -> dict[str, Span]:
        """The spans in force on that day for these answers: legal, promised, internal."""
        named = {"legal": self.legal, "promised": self.promised, "internal": self.internal}
        return {key: self._one(length, day, answers) for key, length in named.items() if length is not None}

    def _one(self, length: Length, day: date, answers: dict[str, Any]) -> Span:
        if isinstance(length, Span):
            return length
        if isinstance(length, Dated):
            return length.on(day)
        chosen = str(answers.get(self.by.code, "")) if self.by else ""
        return length[chosen] if chosen in length else min(length.values(), key=roughly)

    @property
    def warnings(self) -> tuple[Span, ...]:
        """Every lead at which staff are warned; none is the house's usual one."""
        return self.warn if isinstance(self.warn, tuple) else (self.warn,) if self.warn else ()

    @property
    def starts(self) -> frozenset[str]:
        """Codes of the states whose entry starts the clock."""
        return frozenset(s.code for s in self.arrow.sources)

    @property
    def stops(self) -> frozenset[str]:
        """Codes of the states whose entry ends the clock."""
        target = (self.arrow.target,) if self.arrow.target else ()
        return frozenset(s.code for s in (*target, *self.or_stops_in))
