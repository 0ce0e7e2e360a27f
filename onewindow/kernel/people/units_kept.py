"""Units and places as the administrator keeps them: each change with its reason and a line."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.lines import add_line, must_administer
from onewindow.kernel.people.models import Unit
from onewindow.kernel.people.tree import add_unit
from onewindow.kernel.store.statements import execute, one


def add(
    *,
    code: str,
    name: str,
    kind: str,
    parent_id: int,
    since: date,
    actor: Actor,
    now: datetime,
    address: str = "",
    phone: str = "",
) -> int:
    """A new unit below another; the id."""
    must_administer(actor)
    if one("select 1 as yes from people_unit where code = %s and until is null", (code.strip(),)):
        raise BadAnswers({"code": "这个机构代码已经有单位在用"})
    with transaction.atomic():
        parent = Unit.objects.select_for_update().get(pk=parent_id)
        unit = add_unit(
            code.strip(),
            name.strip(),
            kind,
            parent=parent,
            since=since,
            area_code=parent.area_code,
            address=address,
            phone=phone,
        )
        add_line("unit", unit.pk, "create", actor=actor, now=now, code=unit.code, name=unit.name, under=parent_id)
    return int(unit.pk)


def change(
    *,
    unit_id: int,
    name: str,
    address: str,
    phone: str,
    reason: str,
    actor: Actor,
    now: datetime,
    until: date | None = None,
) -> None:
    """Rename, re-address, or end a unit; one with units, places or open grants does not end."""
    must_administer(actor)
    if not reason.strip():
        raise BadAnswers({"reason": "请写明理由"})
    with transaction.atomic():
        row = one("select name, address, phone, until, path from people_unit where id = %s for update", (unit_id,))
        assert row is not None
        if until and not row["until"]:
            _may_end(unit_id, str(row["path"]), now)
        after = {"name": name.strip(), "address": address, "phone": phone, "until": until}
        execute(
            "update people_unit set name = %(name)s, address = %(address)s, phone = %(phone)s, until = %(until)s "
            "where id = %(id)s",
            {**after, "id": unit_id},
        )
        changed = {key: [str(row[key] or ""), str(value or "")] for key, value in after.items() if row[key] != value}
        add_line("unit", unit_id, "change", actor=actor, now=now, changed=changed, reason=reason.strip())


def _may_end(unit_id: int, path: str, now: datetime) -> None:
    used = one(
        "select (select count(*) from people_unit where path like %(path)s || '_%%' and until is null) as units, "
        "(select count(*) from people_place where unit_id = %(id)s) as places, "
        "(select count(*) from people_grant where unit_id = %(id)s and (until is null or until >= %(day)s)) as grants",
        {"path": path, "id": unit_id, "day": local_date(now)},
    )
    assert used is not None
    if any(used.values()):
        raise BadAnswers(
            {
                "until": f"还不能撤销：下面还有 {used['units']} 个单位、{used['places']} 个社区（村）、"
                f"{used['grants']} 项有效授权，请先调整"
            }
        )


def move_place(*, code: str, unit_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """Another unit is responsible for this place from now on; cases on hand stay where they are."""
    must_administer(actor)
    if not reason.strip():
        raise BadAnswers({"reason": "请写明理由"})
    with transaction.atomic():
        before = one("select unit_id from people_place where code = %s for update", (code,))
        assert before is not None
        execute("update people_place set unit_id = %s where code = %s", (unit_id, code))
        add_line(
            "place",
            int(code),
            "move",
            actor=actor,
            now=now,
            before=before["unit_id"],
            after=unit_id,
            reason=reason.strip(),
        )
