"""Open a hall by its plan, or change it: nothing is deleted, a window that is no longer planned is only shut."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.journal.actions import THE_SYSTEM, Entry, write
from onewindow.kernel.people.units import unit_by_code
from onewindow.modules.windows.managing.plan import HallPlan
from onewindow.modules.windows.models import Hall, Seat, Window


class NoSuchUnit(Refusal):
    """The plan names a unit that is not there today."""

    code = "no_such_unit_for_hall"
    status = 404
    words = "没有代码是 {unit} 的单位。请核对单位代码，或者先在管理后台建这个单位。"


class InUse(Refusal):
    """A window that is to be shut has somebody at it."""

    code = "window_in_use"
    status = 409
    words = "{numbers} 号窗口还有人在岗，不能撤。请先离岗，再改大厅。"


def open_hall(plan: HallPlan, *, now: datetime) -> Hall:
    """The hall of the plan, made or changed; one line in the journal for every window that changed."""
    unit = unit_by_code(plan.unit)
    if unit is None:
        raise NoSuchUnit(unit=plan.unit)
    with transaction.atomic():
        hall, _ = Hall.objects.update_or_create(
            unit_id=unit.id,
            defaults={
                "unit_path": unit.path,
                "code": plan.code,
                "name": plan.name,
                "prefix": plan.prefix,
                "address": plan.address,
                "access": plan.access,
                "opens": plan.opens,
                "after_hours": plan.after_hours,
                "active": True,
            },
        )
        _shut(hall, plan, now)
        for one in plan.windows:
            wanted = {"kind": one.kind, "name": one.name, "low": one.low, "active": True}
            window = Window.objects.filter(hall=hall, number=one.number).first()
            if window and all(getattr(window, name) == value for name, value in wanted.items()):
                continue
            window, _ = Window.objects.update_or_create(hall=hall, number=one.number, defaults=wanted)
            Seat.objects.get_or_create(window=window)
            _note(hall, window, "plan", f"{one.number} 号窗口按大厅方案设置", now)
    return hall


def _shut(hall: Hall, plan: HallPlan, now: datetime) -> None:
    gone = Window.objects.select_for_update().filter(hall=hall, active=True)
    shut = list(gone.exclude(number__in=[one.number for one in plan.windows]).order_by("number"))
    busy = Seat.objects.filter(window__in=shut, account_id__isnull=False)
    if numbers := sorted(busy.values_list("window__number", flat=True)):
        raise InUse(numbers="、".join(map(str, numbers)))
    for window in shut:
        window.active = False
        window.save(update_fields=["active"])
        _note(hall, window, "shut", f"{window.number} 号窗口撤下", now)


def _note(hall: Hall, window: Window, act: str, title: str, now: datetime) -> None:
    write(
        Entry(
            at=now,
            about="seat",
            subject_id=window.id,
            act=act,
            kind="windows",
            unit_path=hall.unit_path,
            actor_id=THE_SYSTEM.actor_id,
            actor_name=THE_SYSTEM.actor_name,
            role=THE_SYSTEM.role,
            facts={"title": title},
        )
    )
