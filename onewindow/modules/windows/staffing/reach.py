"""Which halls a member of staff may act in: the one expression for it.

A grant of a role opens the hall of its own unit; a chief's or a supervisor's opens those below it too.
"""

from __future__ import annotations

from collections.abc import Collection

from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.handbook.roles import CHIEF, SUPERVISOR
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.models import Hall

CHAIN = frozenset({CHIEF.code, SUPERVISOR.code})
"""Roles that reach from their unit downwards (`handbook.roles`)."""


class NoSuchHall(Refusal):
    """The hall is not there, or not for this actor: the same answer for both."""

    code = "no_such_hall"
    status = 404
    words = "没有这个大厅，或者您在这个大厅没有相应的岗位。请从菜单里选您所在的大厅。"


def hall_for(code: str, actor: Actor, roles: Collection[str]) -> Hall:
    """The hall of that code, if the actor holds one of the roles there."""
    hall = Hall.objects.filter(code=code).first()
    if hall is None or not works_at(hall, actor, roles):
        raise NoSuchHall()
    return hall


def halls_for(actor: Actor, roles: Collection[str]) -> list[Hall]:
    """Halls in use where the actor holds one of the roles, by name."""
    if not any(one.role in roles for one in actor.held):
        return []
    return [hall for hall in Hall.objects.filter(active=True).order_by("name", "id") if works_at(hall, actor, roles)]


def works_at(hall: Hall, actor: Actor, roles: Collection[str]) -> bool:
    """Whether a grant of one of the roles reaches the hall."""
    return any(
        one.role in roles
        and (hall.unit_path.startswith(one.unit_path) if one.role in CHAIN else hall.unit_path == one.unit_path)
        for one in actor.held
    )
