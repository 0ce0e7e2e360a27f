"""What the chapters do with steps, events and look-ups: three dictionaries each, put in place at start."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from types import ModuleType
from typing import Any

from onewindow.kernel.people.actor import Actor

WithStep = Callable[["Change"], None]
AfterEvent = Callable[["Told"], None]
LookUp = Callable[["Question"], dict[str, Any]]
DocumentFacts = Callable[..., dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Subject:
    """The case as an effect sees it: answers complete and unsealed."""

    id: int
    number: str
    case_type: str
    edition: str
    state: str
    answers: dict[str, Any]
    facts: dict[str, Any]
    person_id: int | None
    organisation_id: int | None
    unit_id: int | None
    unit_path: str
    applicant_name: str


@dataclass(slots=True)
class Change:
    """One step about to be written; effects run in its transaction."""

    case: Subject
    step: str
    given: dict[str, Any]
    facts: dict[str, Any]
    actor: Actor
    now: datetime
    open_case: Callable[..., int]
    decided: dict[str, Any] = field(default_factory=dict)

    def decide(self, **facts: Any) -> None:
        """Keep plain facts with the case: numbers, validity, grounds.  Never personal data."""
        self.decided.update(facts)


@dataclass(frozen=True, slots=True)
class Question:
    """What a look-up is asked, before the case is locked."""

    case_type: str
    answers: dict[str, Any]
    now: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """An event from the outbox; handlers are idempotent by `id`."""

    id: int
    code: str
    at: datetime
    case_id: int
    case_type: str
    facts: dict[str, Any]


def only_decides(effect: WithStep) -> WithStep:
    """Mark an effect that reads, and decides, and writes nothing itself: its step stays one statement."""
    READERS.add(effect)
    return effect


READERS: set[WithStep] = set()
with_step: dict[tuple[str, str], WithStep] = {}
after_event: dict[str, list[AfterEvent]] = {}
look_up: dict[str, LookUp] = {}
# (case type, code of the document) → fn(case: Subject, *, now): what a paper shows beside the facts of the
# case, read from sealed data at the moment it is issued and kept nowhere else.
document_facts: dict[tuple[str, str], DocumentFacts] = {}


def install(chapters: Iterable[ModuleType]) -> None:
    """Put the effects of these chapters in place, instead of any before."""
    with_step.clear()
    after_event.clear()
    look_up.clear()
    document_facts.clear()
    for chapter in chapters:
        with_step.update(getattr(chapter, "WITH_STEP", {}))
        look_up.update(getattr(chapter, "LOOK_UP", {}))
        document_facts.update(getattr(chapter, "DOCUMENT_FACTS", {}))
        for event, act in getattr(chapter, "AFTER_EVENT", {}).items():
            after_event.setdefault(event, []).append(act)
