"""Many cases in one act: a directive to every area, pushes filtered together, history of an older system brought in.

The gate of a step stands here too: the step by which each comes into its state must belong to a role of the actor,
its rules must hold, and every case must lie within the reach of that role.  History is brought in by the system alone.
All that is right is written in one transaction; what is not right is told by its place in the list, and stays out.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from django.db import transaction

from onewindow.kernel.cases import dues, gate
from onewindow.kernel.cases.drafts import AREA, CHANNELS, NotOpenToYou
from onewindow.kernel.cases.intake import named_by, words_of
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.cases.writing import CREATE, paired
from onewindow.kernel.ground.codes.case_number import compose
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.checks import check
from onewindow.kernel.handbook.fields import optional
from onewindow.kernel.handbook.roles import Role
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.handbook.steps import Step
from onewindow.kernel.journal.actions import Entry
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.reach import acting
from onewindow.kernel.people.units import UnitRow, district_of, unit_by_code, unit_of_place, whole_city
from onewindow.kernel.store.statements import rows

BRING_IN = "bring_in"


@dataclass(frozen=True, slots=True)
class Moment:
    """What an older system says happened: the state reached, when, by which step, by whose hand (0: unknown)."""

    state: str
    at: datetime
    step: str
    hand: int = 0


@dataclass(frozen=True, slots=True)
class Filing:
    """One case to be.  Without `past` it stands in the second state of its type from now on.

    `unit` is the code of the unit that works on it; without one the place of the answers says so.
    """

    case_type: str
    answers: dict[str, Any]
    unit: str = ""
    past: Sequence[Moment] = ()
    assignee_id: int | None = None
    parent_id: int | None = None
    person_id: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filed:
    """The ids in the order of the list (None where one was refused), and why each refused one was."""

    ids: list[int | None]
    refused: dict[int, dict[str, str]]


def file_many(
    filings: Sequence[Filing], *, actor: Actor, now: datetime, reason: str, act: str = "open", channel: str = "system"
) -> Filed:
    """Open them all; `reason` is kept with every line.  The same matter twice is the caller's to sort out before."""
    units = cache(_unit)
    refused: dict[int, dict[str, str]] = {}
    made: list[tuple[int, CaseRow]] = []
    for nth, filing in enumerate(filings):
        entry = shelf().entry(filing.case_type)
        asked = (*entry.fields.values(), *(optional(one) for one in entry.kept.values()))
        answers, errors = check(asked, filing.answers, local_date(now))
        unit = units(entry.handled_at, filing.unit, str(answers.get(entry.place_field) or ""))
        if unit is None:
            errors = {**errors, entry.place_field or "unit": "没有找到负责的单位"}
        if errors or unit is None:
            refused[nth] = errors
            continue
        row = _row(entry, filing, answers, unit, actor, now, channel)
        step = _entrance(entry, filing, actor, act)
        if step is not None:
            gate.rules(row, step, {}, {}, local_date(now))
        made.append((nth, row))
    with transaction.atomic():
        _number(made, channel, now)
        ids: list[int | None] = [None] * len(filings)
        lines = []
        for nth, row in made:
            ids[nth] = row.id
            row.grams = words_of(row)
            dues.put(row)
            lines.append((row, _line(row, actor, now, reason, act)))
        paired(CREATE, lines)
        _must_reach([(row, _entrance(row.entry, filings[nth], actor, act)) for nth, row in made], actor)
    return Filed(ids, refused)


def _entrance(entry: CaseType, filing: Filing, actor: Actor, act: str) -> Step | None:
    """The step that this is, held by the actor; none for history, which only the system brings in."""
    if act == BRING_IN:
        if actor.kind != "system":
            raise NotOpenToYou(case=entry.title, next="历史数据只能由系统导入。")
        return None
    code = filing.past[-1].step if filing.past else ""
    step = entry.step.get(code) or next(one for one in entry.steps_from(entry.first.code) if not one.retired)
    if not any(actor.holds(role.code) or actor.kind == role.code for role in step.by):
        raise gate.NotYours(step=step.title, who="、".join(role.title for role in step.by))
    return step


def _must_reach(made: list[tuple[CaseRow, Step | None]], actor: Actor) -> None:
    """The same reach as for any step, asked of the rows just written: one beyond it undoes them all."""
    groups: dict[tuple[str, tuple[Role, ...]], list[int]] = {}
    for row, step in made:
        if step is not None:
            groups.setdefault((row.case_type, tuple(step.by)), []).append(row.id)
    for (case_type, by), ids in groups.items():
        where = acting(actor, by, case_type)
        found = rows(f"select id from cases_case where id = any(%s) and {where.sql}", (ids, *where.values))
        if len(found) != len(ids):
            raise gate.NotFound()


def _unit(handled_at: str, code: str, place: str) -> UnitRow | None:
    if code:
        return unit_by_code(code)
    if handled_at == "bureau":
        return whole_city()
    station = unit_of_place(place)
    return district_of(station) if station and handled_at == "district" else station


def _row(
    entry: CaseType, filing: Filing, answers: dict[str, Any], unit: UnitRow, actor: Actor, now: datetime, channel: str
) -> CaseRow:
    second = entry.states[1]
    past = list(filing.past) or [Moment(second.code, now, "open", max(actor.id, 0))]
    state = entry.state[past[-1].state]
    row = CaseRow(
        id=0, number="", case_type=entry.code, edition=entry.edition, state=state.code, waits_on=state.waits_on.value,
        channel=channel, filed_by=actor.id, opened_at=past[0].at, changed_at=past[-1].at, title=entry.title,
        person_id=filing.person_id, parent_id=filing.parent_id, unit_id=unit.id, unit_path=unit.path,
        place=str(answers.get(entry.place_field) or ""), assignee_id=filing.assignee_id, answers=answers,
        facts=dict(filing.facts), submitted_at=past[0].at, ended_at=past[-1].at if state.ends else None,
        moments=[[one.state, one.at.isoformat(), one.step, one.hand] for one in past],
        hands={one.step: one.hand for one in past if one.hand}, resume_code=f"{secrets.randbelow(10**6):06d}",
    )  # fmt: skip
    named_by(row)
    return row


def _number(made: list[tuple[int, CaseRow]], channel: str, now: datetime) -> None:
    found = rows("select nextval('cases_case_id_seq') as id from generate_series(1, %s)", (len(made),))
    for (_, row), given in zip(made, found, strict=True):
        row.id = given["id"]
        row.number = compose(AREA, local_date(now), CHANNELS.get(channel, "9"), row.id)


def _line(row: CaseRow, actor: Actor, now: datetime, reason: str, act: str) -> Entry:
    return Entry(
        at=now, about="case", subject_id=row.id, act=act, kind=row.case_type, event=f"{row.case_type}.{act}",
        to_state=row.state, actor_id=actor.id, actor_name=actor.name, unit_path=row.unit_path,
        role=actor.held[0].role if actor.held else "system" if actor.kind == "system" else "",
        facts={"reason": reason, **({"parent": row.parent_id} if row.parent_id else {})},
    )  # fmt: skip
