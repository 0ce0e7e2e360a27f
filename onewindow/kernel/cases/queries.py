"""Reading cases: always cut to the actor, always leaving a line when staff read a person."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onewindow.kernel.cases import gate
from onewindow.kernel.cases.intake import hashed
from onewindow.kernel.cases.row import COLUMNS, CaseRow, read
from onewindow.kernel.ground.grams import query_grams
from onewindow.kernel.handbook.steps import Step
from onewindow.kernel.journal import readings
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.reach import HELPING, Where, acting, visible
from onewindow.kernel.store.statements import one, planned_anew, rows

LIST = (
    "id, number, case_type, title, state, waits_on, version, channel, person_id, applicant_name, unit_path, place, "
    "assignee_id, due_at, warn_at, due_code, submitted_at, opened_at, ended_at, changed_at"
)
OPEN = "submitted_at is not null and ended_at is null"
BUCKETS = {
    "todo": f"{OPEN} and waits_on = 'us'",
    "mine": f"{OPEN} and assignee_id = %(me)s",
    "soon": f"{OPEN} and warn_at <= %(now)s and due_at > %(now)s",
    "overdue": f"{OPEN} and due_at <= %(now)s",
    "waiting": f"{OPEN} and waits_on in ('applicant', 'other')",
    "helping": "id = any(%(helping)s)",
    "done": "ended_at is not null",
    "all": "true",
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list and the key after which the next one starts (None at the end)."""

    rows: list[dict[str, Any]]
    after: str | None


def case(case_id: int, *, actor: Actor, now: datetime, purpose: str = "", how: str = "open") -> CaseRow:
    """One case within reach; a member of staff leaves a line in the readings."""
    where = visible(actor)
    found = one(f"select {COLUMNS} from cases_case where id = %s and {where.sql}", (case_id, *where.values))
    if found is None:
        raise gate.NotFound()
    row = read(found)
    _note([row.person_id], actor, now, how=how, purpose=purpose or f"办理{row.number}", case_id=row.id)
    return row


def case_by_number(number: str, *, actor: Actor, now: datetime) -> CaseRow:
    """The case of this number within reach."""
    where = visible(actor)
    found = one(
        f"select id from cases_case where number = %s and {where.sql}",
        (number.replace("\x00", "").strip().upper(), *where.values),
    )
    if found is None:
        raise gate.NotFound()
    return case(found["id"], actor=actor, now=now)


def steps(row: CaseRow, actor: Actor) -> list[Step]:
    """The steps this actor may take now, in the order of the handbook."""
    helped = row.id in actor.helping
    here = [
        step
        for step in row.entry.steps_from(row.state)
        if not step.retired and step.by and (helped or step.code not in HELPING)
    ]
    if not here:
        return []
    asked = {(tuple(step.by), step.code in HELPING): None for step in here}
    wheres = [acting(actor, by, row.case_type, helps=helps) for by, helps in asked]
    sql = ", ".join(f"{where.sql} as may_{i}" for i, where in enumerate(wheres))
    values = [value for where in wheres for value in where.values]
    found = one(f"select {sql} from cases_case where id = %s", (*values, row.id)) or {}
    may = {key: found.get(f"may_{i}") for i, key in enumerate(asked)}
    return [step for step in here if may[(tuple(step.by), step.code in HELPING)] and _other_hand(row, step, actor)]


def _other_hand(row: CaseRow, step: Step, actor: Actor) -> bool:
    return all(row.hands.get(other) != actor.id for other in step.another_hand_than)


def page(
    *,
    actor: Actor,
    now: datetime,
    bucket: str = "todo",
    case_type: str = "",
    state: str = "",
    unit: str = "",
    text: str = "",
    after: str = "",
    limit: int = 50,
    how: str = "list",
    purpose: str = "",
) -> Page:
    """A page of cases: earliest due first in the open buckets, newest first elsewhere."""
    where, values = _where(actor, now, bucket, case_type, state, unit, text)
    by_due = bucket in ("todo", "mine", "soon", "overdue") and not text
    key = "coalesce(due_at, 'infinity'::timestamptz), id" if by_due else "id"
    if after:
        where += f" and ({key}) > (%(after_at)s::timestamptz, %(after_id)s)" if by_due else " and id < %(after_id)s"
        at, _, last = after.rpartition("~")
        values |= {"after_at": at or "infinity", "after_id": int(last) if last.isdigit() else 0}
    order = key if by_due else "id desc"
    # The inner query lives in a covering index; only the rows shown are fetched from the table.
    found = planned_anew(
        f"select {LIST} from cases_case where id in (select id from cases_case where {where} "
        f"order by {order} limit {int(limit) + 1}) order by {order}",
        values,
    )
    shown = found[:limit]
    _note(
        [one_["person_id"] for one_ in shown],
        actor,
        now,
        how="search" if text and how == "list" else how,
        purpose=purpose or ("按关键词查找办件" if text else "工作台列表"),
    )
    return Page(shown, _after(shown[-1], by_due) if len(found) > limit else None)


def _after(last: dict[str, Any], by_due: bool) -> str:
    if not by_due:
        return f"~{last['id']}"
    return f"{last['due_at'].isoformat() if last['due_at'] else 'infinity'}~{last['id']}"


def _where(
    actor: Actor, now: datetime, bucket: str, case_type: str, state: str, unit: str, text: str
) -> tuple[str, dict[str, Any]]:
    seen = visible(actor)
    values: dict[str, Any] = {"now": now, "me": actor.id, "helping": list(actor.helping)}
    parts = [named(seen, "reach", values), BUCKETS.get(bucket, BUCKETS["all"])]
    for name, value in (("case_type", case_type), ("state", state)):
        if value:
            parts.append(f"{name} = %({name})s")
            values[name] = value
    if unit:
        parts.append("unit_path >= %(unit)s and unit_path < %(unit_hi)s")
        values |= {"unit": unit, "unit_hi": unit[:-1] + "/"}
    if text:
        parts.append("grams @> %(grams)s")
        values["grams"] = search_words(text)
    return " and ".join(parts), values


def named(where: Where, prefix: str, values: dict[str, Any]) -> str:
    """A Where with its values under names, to stand beside others."""
    sql = where.sql
    for i, value in enumerate(where.values):
        sql = sql.replace("%s", f"%({prefix}{i})s", 1)
        values[f"{prefix}{i}"] = value
    return sql


def search_words(text: str) -> list[str]:
    """The grams a text is searched by; an identity number or phone is searched by its hash."""
    from_number = hashed(text.strip())
    return [from_number] if from_number else (query_grams(text) or ["\u0000"])


def counts(*, actor: Actor, now: datetime) -> dict[str, int]:
    """How many cases stand in each open bucket, in one statement."""
    seen = visible(actor)
    values: dict[str, Any] = {"now": now, "me": actor.id, "helping": list(actor.helping)}
    reach = named(seen, "reach", values)
    columns = ", ".join(
        f"count(*) filter (where {BUCKETS[code]}) as {code}" for code in ("todo", "mine", "soon", "overdue", "waiting")
    )
    found = planned_anew(f"select {columns} from cases_case where {reach} and {OPEN}", values)[0]
    return {**found, "helping": len(actor.helping)}


def mine(*, actor: Actor, limit: int = 100) -> list[dict[str, Any]]:
    """The matters of a resident: drafts first, then the newest."""
    where = visible(actor)
    return rows(
        f"select {LIST}, edition, dues from cases_case where {where.sql} and state <> 'discarded' "
        f"order by (ended_at is not null), id desc limit {int(limit)}",
        where.values,
    )


def seen_among(ids: list[int], *, actor: Actor) -> set[int]:
    """Which of these cases lie within reach."""
    where = visible(actor)
    found = rows(f"select id from cases_case where id = any(%s) and {where.sql}", (list(set(ids)), *where.values))
    return {row["id"] for row in found}


def timeline(row: CaseRow) -> list[dict[str, Any]]:
    """Every line of a case and of the visit it came with, oldest first: one clock for both."""
    return rows(
        "select id, at, about, act, from_state, to_state, actor_id, actor_name, role, facts, version from journal_line "
        "where (about = 'case' and subject_id = %s) or (about = 'visit' and subject_id = %s) order by at, id",
        (row.id, row.visit),
    )


def loaded(text: str | dict[str, Any]) -> dict[str, Any]:
    """The facts of a line, however the driver gave them."""
    return json.loads(text) if isinstance(text, str) else text


def _note(
    persons: list[int | None], actor: Actor, now: datetime, *, how: str, purpose: str, case_id: int | None = None
) -> None:
    if actor.staff:
        others = [one_ for one_ in persons if one_ and one_ != actor.person_id]
        readings.note(
            now=now,
            actor_id=actor.id,
            actor_name=actor.name,
            actor_unit=actor.held[0].unit_name,
            actor_role=actor.held[0].role,
            persons=others,
            how=how,
            purpose=purpose,
            case_id=case_id,
        )
