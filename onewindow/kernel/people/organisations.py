"""Organisations as those who act for them see them."""

from __future__ import annotations

from typing import Any

from onewindow.kernel.people.actor import Actor
from onewindow.kernel.store.statements import rows


def acted_for(actor: Actor) -> list[dict[str, Any]]:
    """Id, name and credit code of the organisations the actor may act for today."""
    if not actor.organisations:
        return []
    return rows(
        "select id, name, credit_code from people_organisation where id = any(%s) order by id",
        (list(actor.organisations),),
    )
