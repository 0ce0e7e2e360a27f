"""What the journal is told at start: where cases are kept, and which chapters listen to which events."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from types import ModuleType

from onewindow.kernel.cases import effects
from onewindow.kernel.documents.issuing import issue_documents
from onewindow.kernel.documents.papers import keep_papers
from onewindow.kernel.faces.live.topics import topics
from onewindow.kernel.handbook.shelf import Shelf
from onewindow.kernel.journal.listeners import Told, listen
from onewindow.kernel.journal.subjects import Subject, know
from onewindow.kernel.notices.telling import tell

DOCUMENT = Subject("document", "ow_documents_document", number="number", title="title", person="person_id")
CASE = Subject("case", "cases_case", number="number", title="title", person="person_id", head="head")


def install(shelf: Shelf, chapters: Iterable[ModuleType]) -> None:
    """Put what the chapters keep and stream in place, and every chapter's listeners in place; a chapter and an event together name a place in the outbox."""
    know(CASE)
    know(DOCUMENT)
    topics.clear()
    for chapter in chapters:
        for subject in getattr(chapter, "SUBJECTS", ()):
            know(subject)
        topics.update({topic.code: topic for topic in getattr(chapter, "TOPICS", ())})
        for name, event, act in getattr(chapter, "LISTENERS", ()):
            listen(name, event, act)
    listen("documents", ("*",), issue_documents)
    listen("papers", ("*",), keep_papers)
    listen("notices", ("*",), tell)
    for event, acts in effects.after_event.items():
        steps = [
            f"{entry.code}.{step.code}"
            for of in shelf.editions.values()
            for entry in of.values()
            for step in entry.steps
            if step.tells == event
        ]
        for act in acts:
            room = act.__module__.rpartition(".")[0].rpartition(".")[2]
            listen(f"{room}:{event}", (event, *sorted(set(steps))), partial(_hand_on, event, act))


def _hand_on(event: str, act: effects.AfterEvent, told: Told) -> None:
    act(effects.Told(told.line_id, event, told.at, told.subject_id, told.kind, told.facts))
