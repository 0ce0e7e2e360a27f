"""Reaching one's own case: as its applicant or for one's firm, never as the member of staff who works on it."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from onewindow.kernel.cases import gate, queries
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.cases.sight import own
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.forms import applying
from onewindow.kernel.faces.hall.tale import entry_form_step
from onewindow.kernel.faces.who import actor_of
from onewindow.kernel.people.actor import Actor


def reader(request: Asked) -> tuple[Actor, datetime]:
    """Who asks, and at which instant."""
    return actor_of(request), request.now


def trail(*steps: tuple[str, str] | tuple[str, str, str]) -> list[dict[str, str]]:
    """Crumbs: (title, url name, its argument) for each place on the way; the last one is the page itself."""
    return [{"title": title, "url": reverse(name, args=args) if name else ""} for title, name, *args in steps]


def whole(text: str) -> int | None:
    """A number of an address or a hidden field; None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def key_of(request: Asked) -> str | None:
    """The key of a form that may be sent twice: the second time does nothing new."""
    return request.POST.get("key", "").replace("\x00", "")[:80] or None


def own_case(request: Asked, number: str) -> CaseRow:
    """One's case by its number; a stranger's is not there."""
    actor, now = reader(request)
    return _own(queries.case_by_number(number, actor=actor, now=now), actor)


def own_case_by_id(request: Asked, case_id: int) -> CaseRow:
    """One's case by its id; a stranger's is not there."""
    actor, now = reader(request)
    return _own(queries.case(case_id, actor=actor, now=now), actor)


def _own(row: CaseRow, actor: Actor) -> CaseRow:
    if not own(row, actor):
        raise gate.NotFound()
    return row


def form_open(row: CaseRow) -> str:
    """The step that hands this form in, while its answers are the applicant's to change; empty otherwise."""
    if row.waits_on != "applicant" or row.ended_at is not None:
        return ""
    return entry_form_step(row.entry, row.state)


def pruned(row: CaseRow) -> CaseRow:
    """The same row without answers to questions that no longer apply: what would be handed in."""
    row.answers = applying(row.entry, row.answers)
    return row
