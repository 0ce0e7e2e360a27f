"""The request as our views get it: with its actor, its instant, and how the reader likes to read."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from onewindow.kernel.people.actor import Actor


class Asked(HttpRequest):
    """What `faces.who.Who` adds; for annotations alone, no such object is ever made."""

    actor: Actor
    now: datetime
    elder: bool
    signed_out: str  # why a session has just ended: idle, whole, elsewhere, or empty
