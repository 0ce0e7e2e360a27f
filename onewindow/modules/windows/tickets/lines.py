"""What the journal says about tickets and windows; these lines move the hall's live stream."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.kernel.journal.actions import Entry, write
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.models import Hall, Ticket, Window

VISITOR = "applicant"


def note(ticket: Ticket, act: str, title: str, *, actor: Actor | None, now: datetime, **facts: Any) -> None:
    """One line about a visit.  `title` is one Chinese sentence without personal data, shown in its cases' timelines."""
    _write(ticket.hall, "visit", ticket.id, act, title, actor, now, {"to": ticket.state, **facts})


def note_seat(window: Window, act: str, title: str, *, actor: Actor, now: datetime, **facts: Any) -> None:
    """One line about a window that opens, pauses or closes."""
    _write(window.hall, "seat", window.id, act, title, actor, now, facts)


def _write(
    hall: Hall, about: str, ident: int, act: str, title: str, actor: Actor | None, now: datetime, facts: dict[str, Any]
) -> None:
    write(
        Entry(
            at=now,
            about=about,
            subject_id=ident,
            act=act,
            kind="windows",
            to_state=facts.pop("to", ""),
            unit_path=hall.unit_path,
            actor_id=actor.id if actor else None,
            actor_name=actor.name if actor and actor.staff else "",
            role=_role(actor, hall),
            facts={"title": title, **facts},
        )
    )


def _role(actor: Actor | None, hall: Hall) -> str:
    """The role held nearest to the hall; one who came to be served has that of an applicant."""
    held = [one for one in actor.held if hall.unit_path.startswith(one.unit_path)] if actor else []
    return max(held, key=lambda one: len(one.unit_path)).role if held else VISITOR
