"""What is done with a visit at the window, beside calling: begin, matters, cases, outcomes, end."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from onewindow.kernel.cases.visits import take_along
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.models import Matter, Sitting
from onewindow.modules.windows.sittings.cases import hand_in, open_all, open_one
from onewindow.modules.windows.sittings.family import join, keep_paper
from onewindow.modules.windows.sittings.matters import add, add_planned, drop
from onewindow.modules.windows.sittings.outcomes import end, finish, hold, number_back
from onewindow.modules.windows.tickets import actions as tickets

__all__ = [
    "add",
    "add_planned",
    "begin",
    "drop",
    "end",
    "finish",
    "hand_in",
    "hold",
    "join",
    "keep_paper",
    "number_back",
    "open_all",
    "open_one",
]


def begin(ticket_id: int, *, actor: Actor, now: datetime) -> Sitting:
    """The one called has come; drafts that another window began for this visit come along."""
    with transaction.atomic():
        sitting = tickets.start(ticket_id=ticket_id, actor=actor, now=now)
        begun = Matter.objects.filter(ticket_id=ticket_id).exclude(case_id=None).values_list("case_id", flat=True)
        if actor.holds("clerk"):
            take_along([one for one in begun if one], actor=actor, now=now)
    return sitting
