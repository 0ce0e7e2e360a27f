"""States and the arrows between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class WaitsOn(Enum):
    """Whose turn it is while a case stands in a state."""

    US = "us"
    APPLICANT = "applicant"
    OTHER = "other"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class State:
    """Where a case stands.  `plain` is the sentence the applicant reads."""

    code: str
    title: str
    waits_on: WaitsOn = WaitsOn.US
    ends: bool = False
    plain: str = ""
    retired: bool = False

    def __rshift__(self, target: State) -> Arrow:
        return Arrow((self,), target)


@dataclass(frozen=True, slots=True)
class Arrow:
    """From any of the sources to the target; target None means the state stays."""

    sources: tuple[State, ...]
    target: State | None

    def starts_in(self, code: str) -> bool:
        """True when a case in this state may take the arrow."""
        return any(s.code == code for s in self.sources)


@dataclass(frozen=True, slots=True)
class Sources:
    """Several states on the left of an arrow."""

    states: tuple[State, ...]

    def __rshift__(self, target: State) -> Arrow:
        return Arrow(self.states, target)


def one_of(*states: State) -> Sources:
    """Any of these states, as the left side of an arrow."""
    return Sources(states)


def stays(*states: State) -> Arrow:
    """An arrow that leaves the case in the state it is in."""
    return Arrow(states, None)


def ending(code: str, title: str, plain: str = "") -> State:
    """A state in which the case is over."""
    return State(code, title, WaitsOn.NOBODY, True, plain)


def codes(states: Iterable[State]) -> frozenset[str]:
    """The codes of these states."""
    return frozenset(s.code for s in states)
