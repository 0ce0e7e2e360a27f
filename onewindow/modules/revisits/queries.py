"""The list of the desk: what is due within reach, what one may not ask oneself and why, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from onewindow.kernel.cases import blind
from onewindow.kernel.ground.local_time import end_of, local_date
from onewindow.kernel.people.actor import Actor
from onewindow.modules.revisits.models import Revisit
from onewindow.modules.revisits.reach import to_ask
from onewindow.modules.revisits.taking import NoSuchRevisit, held_by_another

MOST, AHEAD = 100, 7


@dataclass(frozen=True, slots=True)
class Waiting:
    """One revisit on the list; `why` says why this reader cannot take it: own | taken | empty."""

    revisit: Revisit
    case: blind.Brief
    why: str
    tries: int


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits now; how many are to be called later; how many come in the next days; how many were asked today."""

    now: list[Waiting]
    more: int
    later: int
    ahead: int
    done_today: int


def desk(*, actor: Actor, now: datetime) -> Desk:
    """The list, by due instant."""
    reach = to_ask(actor)
    opened = Revisit.objects.filter(reach, state="open")
    today = end_of(local_date(now))
    due = opened.filter(due_at__lte=today)
    callable_now = due.filter(Q(not_before=None) | Q(not_before__lte=now))
    found = list(callable_now.prefetch_related("tries").order_by("due_at", "id")[:MOST])
    cases = blind.briefs(one.case_id for one in found)
    hands = blind.hands_on(one.case_id for one in found)
    return Desk(
        [Waiting(one, cases[one.case_id], _why(one, hands, actor, now), len(one.tries.all())) for one in found],
        max(0, callable_now.count() - len(found)),
        due.filter(not_before__gt=now).count(),
        opened.filter(due_at__gt=today, due_at__lte=today + timedelta(days=AHEAD)).count(),
        Revisit.objects.filter(reach, asked_by=actor.id, asked_at__gte=today - timedelta(days=1)).count(),
    )


def _why(one: Revisit, hands: dict[int, frozenset[int]], actor: Actor, now: datetime) -> str:
    if actor.id in hands.get(one.case_id, frozenset()):
        return "own"
    return "taken" if held_by_another(one, actor, now) else ""


def revisit(revisit_id: int, *, actor: Actor) -> Revisit:
    """One within reach, drawn."""
    found = Revisit.objects.filter(to_ask(actor), pk=revisit_id).exclude(state="passed").first()
    if found is None:
        raise NoSuchRevisit()
    return found
