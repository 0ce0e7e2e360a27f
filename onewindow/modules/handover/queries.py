"""Reading shifts: who is on duty, what stands open, who may take over; always for a unit one works in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.kernel.cases.standing import Standing, standing
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.people.actor import Actor, Held
from onewindow.kernel.people.units import officers_of
from onewindow.modules.handover.models import Handover, Item, Shift
from onewindow.modules.handover.policy import ROLES


class NotOnDutyHere(Refusal):
    """Shifts are handed over by those who work in the unit."""

    code = "not_on_duty_here"
    status = 403
    words = "值班交接由本单位的所队长、指挥室和社区民警来办。请核对您的岗位和单位。"


def unit_of(actor: Actor, unit_id: int | None = None) -> Held:
    """The unit of the actor's own in which shifts are theirs; the first when none is asked for."""
    for held in actor.held:
        if held.role in ROLES and unit_id in (None, held.unit_id):
            return held
    raise NotOnDutyHere()


def running(unit_id: int) -> Shift | None:
    """The shift that has everything now."""
    return Shift.objects.filter(unit_id=unit_id, ended_at=None).first()


def offered(shift: Shift | None) -> Handover | None:
    """The handover of this shift that waits for the second signature."""
    return Handover.objects.filter(shift=shift, in_at=None, withdrawn_at=None).first() if shift else None


def colleagues(unit: Held, *, now: datetime) -> dict[int, str]:
    """Name by account of those who may have a shift in this unit today."""
    found = officers_of(unit.unit_path, day=local_date(now))
    return {one["id"]: one["name"] for one in found if one["role"] in ROLES}


def has_left(shift: Shift, unit: Held, *, now: datetime) -> bool:
    """Whether whoever has the shift may not have one here any more."""
    return shift.account_id not in colleagues(unit, now=now)


def cases_of(unit: Held, *, actor: Actor, now: datetime) -> list[Standing]:
    """Every open case whose turn is the unit's, as far as the reader may see; for a command room what waits for it."""
    hub = any(held.role == "hub" and held.unit_id == unit.unit_id for held in actor.held)
    return standing(unit.unit_path, actor=actor, now=now, roles=("hub",) if hub else ())


def items_of(shift: Shift | None) -> list[Item]:
    """What lies with this shift and is not done, the earliest limit first."""
    if shift is None:
        return []
    undone = Item.objects.filter(shift=shift, done_at=None)
    return sorted(undone, key=lambda one: (one.limit_at is None, one.limit_at or one.made_at, one.pk))


def past(unit_id: int, *, most: int = 10) -> list[Handover]:
    """The latest handovers with both signatures."""
    done = Handover.objects.filter(shift__unit_id=unit_id, in_at__isnull=False).select_related("shift")
    return list(done.order_by("-in_at")[:most])


def sheet(handover_id: int, *, actor: Actor) -> Handover:
    """One handover of a unit the actor works in."""
    units = [held.unit_id for held in actor.held if held.role in ROLES]
    found = Handover.objects.filter(pk=handover_id, shift__unit_id__in=units).select_related("shift").first()
    if found is None:
        raise NotOnDutyHere()
    return found


def frozen(cases: list[Standing]) -> list[dict[str, Any]]:
    """Cases as the signed sheet keeps them."""
    return [
        {
            "id": one.case_id, "number": one.number, "type": one.case_type, "edition": one.edition,
            "title": one.title, "state": one.state, "officer": one.officer,
            "due": one.due_at.isoformat() if one.due_at else "",
        }
        for one in cases
    ]  # fmt: skip


def frozen_items(items: list[Item]) -> list[dict[str, Any]]:
    """Items as the signed sheet keeps them."""
    return [
        {
            "kind": one.kind, "content": one.content, "in_charge": one.in_charge,
            "limit": one.limit_at.isoformat() if one.limit_at else "",
        }
        for one in items
    ]  # fmt: skip
