"""Taking a step: one transaction, one gate, one journal line.

find the row within reach → moment → hands → answers → papers → rules → effects → write.

A step that changes nothing but its case is one statement, guarded: it writes only if nobody has written since
the row was read, and begins anew otherwise.  A step whose effects write elsewhere locks the row first.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, transaction
from psycopg.errors import UniqueViolation

from onewindow.kernel.cases import acts, dues, effects, gate
from onewindow.kernel.cases.attachments import hold_given
from onewindow.kernel.cases.intake import route
from onewindow.kernel.cases.locking import ask_registers, find, last_words, type_of
from onewindow.kernel.cases.opening import open_case
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.cases.writing import UPDATE, UPDATE_UNLESS_CHANGED, Overtaken, store
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.handbook.steps import Step
from onewindow.kernel.journal.actions import Entry
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.store.statements import Ready, one
from onewindow.kernel.store.vault import seal_json

TRIES = 3  # times to look again before the row is locked after all


class KeyReused(Refusal):
    """An idempotency key came back with another request."""

    code = "key_reused"
    status = 422
    words = "这个幂等键已经用于另一次操作，请换一个新的。"


@dataclass(frozen=True, slots=True)
class Taken:
    """What a step came to.  `replayed` is true when the same key had already done it."""

    case_id: int
    number: str
    state: str
    version: int
    due_at: datetime | None = None
    replayed: bool = False


def take(
    code: str,
    *,
    case_id: int,
    actor: Actor,
    now: datetime,
    given: dict[str, Any] | None = None,
    version: int | None = None,
    key: str | None = None,
    case_type: str = "",
) -> Taken:
    """Take one step of a case.

    `version` refuses when somebody was faster; `key` makes a retry harmless; `case_type`, when the
    caller knows it, saves a statement.
    """
    case_type = case_type or type_of(case_id, actor)
    step = _Step(case_type, code, case_id, actor, now, dict(given or {}), version, key)
    try:
        return _whole(step) if _writes_elsewhere(case_type, code, step.given) else _at_once(step)
    except UniqueViolation as clash:
        if key and clash.diag.constraint_name == "journal_line_key":
            row, _, replay = find(case_type, code, case_id, actor, key, lock=False)
            return _same(replay or 0, row, code)
        raise


class _Step(NamedTuple):
    """What was asked for."""

    case_type: str
    code: str
    case_id: int
    actor: Actor
    now: datetime
    given: dict[str, Any]
    version: int | None
    key: str | None


def _writes_elsewhere(case_type: str, code: str, given: dict[str, Any]) -> bool:
    """True when the step writes more than its case and line: then it needs a transaction and the lock."""
    effect = effects.with_step.get((case_type, code))
    entry = shelf().entry(case_type)
    step = entry.step.get(code)
    if step is not None and any(one.kind in ("photo", "file") and given.get(one.code) for one in step.asks):
        return True
    if entry.same_when and step is not None and step.arrow.starts_in(entry.first.code):
        return True  # two who report the same at once are told of each other
    return (effect is not None and effect not in effects.READERS) or (step is not None and step.does in acts.ELSEWHERE)


def _at_once(asked: _Step) -> Taken:
    """One guarded statement; whoever is overtaken looks again, and is then told what happened meanwhile."""
    for _ in range(TRIES):
        row, may_act, replay = find(asked.case_type, asked.code, asked.case_id, asked.actor, asked.key, lock=False)
        if replay is not None:
            return _same(replay, row, asked.code)
        facts = ask_registers(row, asked.code, asked.given, asked.now)
        try:
            with transaction.atomic() if connection.in_atomic_block else nullcontext():
                return _taken(row, asked, facts, may_act, UPDATE_UNLESS_CHANGED)
        except Overtaken:
            continue
    return _whole(asked)


def _whole(asked: _Step) -> Taken:
    """Registers asked first, then the row locked and everything written in one transaction."""
    row, _, replay = find(asked.case_type, asked.code, asked.case_id, asked.actor, asked.key, lock=False)
    facts = {} if replay is not None else ask_registers(row, asked.code, asked.given, asked.now)
    with transaction.atomic():
        row, may_act, replay = find(asked.case_type, asked.code, asked.case_id, asked.actor, asked.key, lock=True)
        if replay is not None:
            return _same(replay, row, asked.code)
        return _taken(row, asked, facts, may_act, UPDATE)


def _taken(row: CaseRow, asked: _Step, facts: dict[str, Any], may_act: bool, statement: Ready) -> Taken:
    _, code, _, actor, now, given, version, key = asked
    entry, today = row.entry, local_date(now)
    step = gate.step_of(entry, code)
    if version is not None and version != row.version:
        raise gate.Changed(last=last_words(row))
    if not may_act:
        raise gate.NotYours(step=step.title, who="、".join(role.title for role in step.by))
    gate.moment(row, step, last_words)
    gate.hands(row, step, actor.id)
    clean = gate.answers(step, given, today, row.answers)
    if step.checks_papers:
        row.answers = gate.form(entry, row.answers, today)
        gate.papers(entry, row)
    gate.rules(row, step, clean, facts, today)
    before = row.state
    _move(row, step, actor, now)
    if row.submitted_at is None:
        route(row, now)
    acts.apply(row, step, clean, actor, now)
    acts.keep(row, step, clean)
    hold_given(row, step.asks, clean, actor=actor, now=now)
    change = _change(row, step, clean, facts, actor, now)
    if effect := effects.with_step.get((row.case_type, code)):
        effect(change)
        row.facts = {**row.facts, **change.decided}
    dues.put(row)
    secret = entry.sealed
    sealed = {name: value for name, value in clean.items() if name in secret}
    plain = {name: value for name, value in clean.items() if name not in secret}
    role = next((role.code for role in step.by if actor.holds(role.code)), "applicant" if not actor.staff else "")
    store(
        statement,
        row,
        Entry(
            at=now,
            about="case",
            subject_id=row.id,
            act=code,
            kind=row.case_type,
            event=f"{row.case_type}.{code}",
            from_state=before,
            to_state=row.state,
            actor_id=actor.id,
            actor_name=actor.name,
            role=role,
            unit_path=row.unit_path,
            facts={**plain, **({"decided": change.decided} if change.decided else {})},
            sealed=seal_json({**sealed, **({"looked_up": facts} if facts else {})}, f"case:{row.id}"),
            key=key,
        ),
    )
    return Taken(row.id, row.number, row.state, row.version, row.due_at)


def _move(row: CaseRow, step: Step, actor: Actor, now: datetime) -> None:
    """The state, the moment and the hand of this step."""
    row.version += 1
    row.changed_at = now
    row.hands = {**row.hands, step.code: actor.id}
    target = step.arrow.target
    if target is None:
        return
    row.state, row.waits_on = target.code, target.waits_on.value
    row.moments = [*row.moments, [target.code, now.isoformat(), step.code, actor.id]]
    if target.code == "accepted" and row.accepted_at is None:
        row.accepted_at = now
    row.ended_at = now if target.ends else None
    if step.code != "ask_papers":
        row.marks = {}


def _change(
    row: CaseRow, step: Step, given: dict[str, Any], facts: dict[str, Any], actor: Actor, now: datetime
) -> effects.Change:
    subject = effects.Subject(
        row.id,
        row.number,
        row.case_type,
        row.edition,
        row.state,
        row.answers,
        row.facts,
        row.person_id,
        row.organisation_id,
        row.unit_id,
        row.unit_path,
        row.applicant_name,
    )

    def sibling(case_type: str, **more: Any) -> int:
        return open_case(case_type, parent=row, now=now, **more)

    return effects.Change(subject, step.code, given, facts, actor, now, sibling)


def _same(replay: int, row: CaseRow, code: str) -> Taken:
    """The answer of the first time, when the key did this very step of this very case."""
    subject, version = divmod(replay, 1_000_000)
    line = one(
        "select act, to_state from journal_line where about = 'case' and subject_id = %s and version = %s",
        (subject, version),
    )
    if subject != row.id or line is None or line["act"] != code:
        raise KeyReused()
    return Taken(row.id, row.number, line["to_state"], version, row.due_at, replayed=True)
