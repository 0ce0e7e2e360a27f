"""How far one asks, and how far one reads the results: the paths of the units one holds the role at."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.handbook.roles import REVISITOR
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.reach import beyond
from onewindow.modules.revisits.definition import READERS

ASKERS = (REVISITOR.code,)


class NotForYou(Refusal):
    """Neither asks nor reads results."""

    code = "revisits_not_for_you"
    status = 403
    words = "回访台由回访员使用。要看回访结果的，请用所队长、督察或指挥室的岗位登录。"


def paths(actor: Actor, roles: Iterable[str]) -> list[str]:
    """The units at which one of these roles is held; refused without any."""
    found = sorted({held.unit_path for held in actor.held if held.role in set(roles)})
    if not found:
        raise NotForYou()
    return found


def within(actor: Actor, roles: Iterable[str]) -> Q:
    """Revisits of these units and of all below them."""
    reach = Q(pk__in=[])
    for path in paths(actor, roles):
        reach |= Q(unit_path__gte=path, unit_path__lt=beyond(path))
    return reach


def to_ask(actor: Actor) -> Q:
    """What one may ask about."""
    return within(actor, ASKERS)


def to_read(actor: Actor) -> Q:
    """What one may count."""
    return within(actor, READERS)
