"""A shift of the demo's station that was handed over this morning, and things that lie with it; synthetic."""

from __future__ import annotations

from datetime import datetime, timedelta

from onewindow.kernel.ground.local_time import local, local_date
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.queries import actor_by_account
from onewindow.kernel.people.units import officers_of, unit_by_code
from onewindow.modules.handover import actions, items
from onewindow.modules.handover.models import Shift

STATION, DISTRICT = "320402004000", "320402000000"
THINGS = (
    ("evidence", "（合成）物证袋 3 号还没有拍照入库，在值班室铁柜", 20),
    ("vehicle", "（合成）1 号巡逻车左后轮要补胎", 30),
    ("seized", "（合成）扣押的电动车一辆，停在后院 2 号位，等失主来认", 72),
    ("task", "（合成）转告早班：8 点配合社区做消防检查", 14),
)


def plant(now: datetime) -> None:
    """Once, and only where the cast is."""
    if Shift.objects.exists():
        return
    chief, officer, hub = _of(STATION, "chief", now), _of(STATION, "community", now), _of(DISTRICT, "hub", now)
    last_night = local(now).replace(hour=8, minute=30, second=0, microsecond=0) - timedelta(days=1)
    handed_at = min(last_night + timedelta(days=1), now)
    if chief and officer and chief.unit:
        unit = chief.unit.unit_id
        actions.begin(unit, actor=officer, now=last_night)
        made = actions.offer(
            unit, to=chief.id, name=officer.name, note="（合成）夜里平稳", actor=officer, now=handed_at
        )
        for kind, content, hours in THINGS:
            items.add(unit, kind=kind, content=content, in_charge=chief.name, limit_at=now + timedelta(hours=hours),
                      actor=officer, now=handed_at)  # fmt: skip
        actions.sign(made.pk, name=chief.name, actor=chief, now=handed_at)
    if hub and hub.unit:
        actions.begin(hub.unit.unit_id, actor=hub, now=handed_at)


def _of(code: str, role: str, now: datetime) -> Actor | None:
    """The last by badge of this role in this unit: in the demo those of the cast come after the posts nobody uses."""
    unit = unit_by_code(code)
    found = officers_of(unit.path, day=local_date(now)) if unit else []
    account = next((one["id"] for one in reversed(found) if one["role"] == role), None)
    return actor_by_account(account, now) if account else None
