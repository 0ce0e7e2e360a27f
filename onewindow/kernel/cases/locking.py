"""Before a step: the row found within reach, registers asked, and who was here last."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.kernel.cases import effects, gate
from onewindow.kernel.cases.row import COLUMNS, CaseRow, read
from onewindow.kernel.handbook.roles import Role
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.reach import HELPING, Where, acting, visible
from onewindow.kernel.store.statements import one


def find(
    case_type: str, code: str, case_id: int, actor: Actor, key: str | None, *, lock: bool
) -> tuple[CaseRow, bool, int | None]:
    """The row if within reach; whether the actor may take the step; what the key did before."""
    seen = visible(actor)
    may = acting(actor, _roles(case_type, code), case_type, helps=code in HELPING)
    replay = (
        "(select subject_id * 1000000 + version from journal_line where actor_id = %s and key = %s)"
        if key
        else "null::bigint"
    )
    found = one(
        f"select {COLUMNS}, {may.sql} as may_act, {replay} as replay from cases_case "
        f"where id = %s and {seen.sql}{' for update' if lock else ''}",
        (*may.values, *((actor.id, key) if key else ()), case_id, *seen.values),
    )
    if found is None:
        raise gate.NotFound()
    row = read(found)
    may_act = bool(found["may_act"])
    if row.edition != shelf().entry(case_type).edition or row.case_type != case_type:
        may_act = _again(row, code, actor)
    return row, may_act, found["replay"]


def _again(row: CaseRow, code: str, actor: Actor) -> bool:
    """The gate under the edition the case really lives under."""
    where: Where = acting(actor, gate.step_of(row.entry, code).by, row.case_type, helps=code in HELPING)
    return one(f"select 1 as may from cases_case where id = %s and {where.sql}", (row.id, *where.values)) is not None


def _roles(case_type: str, code: str) -> tuple[Role, ...]:
    step = shelf().entry(case_type).step.get(code)
    return tuple(step.by) if step else ()


def type_of(case_id: int, actor: Actor) -> str:
    """The case type of a case within reach."""
    where = visible(actor)
    found = one(f"select case_type from cases_case where id = %s and {where.sql}", (case_id, *where.values))
    if found is None:
        raise gate.NotFound()
    return str(found["case_type"])


def ask_registers(row: CaseRow, code: str, given: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Ask outside registers while nothing is locked, so that a slow register holds nobody up."""
    step = row.entry.step.get(code)
    if step is None or not step.looks_up or not step.arrow.starts_in(row.state):
        return {}
    question = effects.Question(row.case_type, {**row.answers, **given}, now)
    return {one_.code: effects.look_up[one_.register](question) for one_ in step.looks_up}


def last_words(row: CaseRow) -> str:
    """Who did what last, for the one who came second."""
    line = one(
        "select actor_name, act, at from journal_line where about = 'case' and subject_id = %s "
        "order by version desc limit 1",
        (row.id,),
    )
    if line is None:
        return ""
    act = row.entry.step.get(line["act"])
    return f"{line['actor_name']}在{line['at']:%H:%M}已经“{act.title if act else '保存'}”。"
