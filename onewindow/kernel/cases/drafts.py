"""Drafts: begun on one channel, saved as one types, finished on another."""

from __future__ import annotations

import secrets
from contextlib import nullcontext
from datetime import datetime
from typing import Any

from django.db import transaction

from onewindow.kernel.cases.attachments import hold, ids_in
from onewindow.kernel.cases.gate import NotFound
from onewindow.kernel.cases.row import COLUMNS, CaseRow, read, split
from onewindow.kernel.cases.writing import CREATE, UPDATE, store
from onewindow.kernel.ground.codes.case_number import compose
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.checks import check
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.journal.actions import Entry
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.reach import visible
from onewindow.kernel.store.statements import Jsonb, execute, one

AREA = "320400"
CHANNELS = {"phone": "1", "window": "2", "api": "3", "kiosk": "4", "system": "9"}


class NotOpenToYou(Refusal):
    """This matter is not opened by this actor."""

    code = "not_open_to_you"
    status = 403
    words = "“{case}”不能这样申请。{next}"


class NoLongerOpen(Refusal):
    """The edition in force takes no new cases."""

    code = "no_longer_open"
    status = 409
    words = "“{case}”已停止受理。{next}"


def open_draft(
    case_type: str,
    *,
    actor: Actor,
    now: datetime,
    channel: str = "phone",
    answers: dict[str, Any] | None = None,
    for_organisation: int | None = None,
    person_id: int | None = None,
    key: str | None = None,
    visit: int | None = None,
) -> CaseRow:
    """Begin a case.  A clerk begins it for the person at the window (`person_id`); `visit` is the ticket it came with."""
    entry = shelf().entry(case_type)
    _may_open(entry, actor, for_organisation, now)
    replay = _replayed(actor, key)
    if replay:
        return replay
    answers = _kept(entry, answers or {}, now)
    with transaction.atomic() if ids_in(entry, answers, {}) else nullcontext():  # without files: one statement
        row = born(entry, actor=actor, now=now, channel=channel)
        row.person_id = person_id if actor.staff or actor.kind == "system" else actor.person_id
        if actor.unit:  # at the window: the draft lies in the clerk's unit until it is routed
            row.unit_id, row.unit_path = actor.unit.unit_id, actor.unit.unit_path
        row.organisation_id, row.visit = for_organisation, visit
        row.applicant_name = actor.name if actor.person_id and row.person_id == actor.person_id else ""
        row.answers = answers
        hold(row, row.answers, {}, actor=actor, now=now)
        store(
            CREATE,
            row,
            Entry(
                at=now,
                about="case",
                subject_id=row.id,
                act="open",
                kind=case_type,
                event=f"{case_type}.open",
                to_state=row.state,
                actor_id=actor.id,
                actor_name=actor.name,
                facts={"channel": channel},
                key=key,
            ),
        )
    return row


def born(entry: CaseType, *, actor: Actor, now: datetime, channel: str) -> CaseRow:
    """A new row in the first state, numbered; not written yet."""
    found = one("select nextval('cases_case_id_seq') as id")
    assert found is not None
    number = compose(AREA, local_date(now), CHANNELS.get(channel, "9"), found["id"])
    return CaseRow(
        id=found["id"],
        number=number,
        case_type=entry.code,
        edition=entry.edition,
        state=entry.first.code,
        waits_on=entry.first.waits_on.value,
        channel=channel,
        filed_by=actor.id,
        opened_at=now,
        changed_at=now,
        title=entry.title,
        resume_code=f"{secrets.randbelow(10**6):06d}",
        moments=[[entry.first.code, now.isoformat(), "open", actor.id]],
    )


def save_draft(
    case_id: int, *, actor: Actor, now: datetime, answers: dict[str, Any], papers: dict[str, Any] | None = None
) -> list[str]:
    """Keep what was typed so far; fields that are not yet right are named, and kept back."""
    with transaction.atomic():
        row = locked_draft(case_id, actor)
        clean, errors = check(tuple(row.entry.fields.values()), answers, local_date(now), partial=True)
        hold(row, clean, papers or {}, actor=actor, now=now)
        row.answers.update(clean)
        row.papers.update(papers or {})
        plain, sealed = split(row)
        execute(
            "update cases_case set answers = %s, sealed = %s, papers = %s, changed_at = %s where id = %s",
            (Jsonb(plain), sealed, Jsonb(row.papers), now, row.id),
        )
    return sorted(errors)


def locked_draft(case_id: int, actor: Actor) -> CaseRow:
    """The case, locked, while its answers are the applicant's to change."""
    where = visible(actor)
    found = one(
        f"select {COLUMNS} from cases_case where id = %s and {where.sql} "
        "and waits_on = 'applicant' and ended_at is null for update",
        (case_id, *where.values),
    )
    if found is None:
        raise NotFound()
    return read(found)


def take_over(number: str, resume_code: str, *, actor: Actor, now: datetime) -> int:
    """A clerk goes on with a draft that the person shows on the phone; the person stays the applicant."""
    with transaction.atomic():
        found = one(
            f"select {COLUMNS} from cases_case where number = %s and resume_code = %s "
            "and submitted_at is null for update",
            (number.replace("\x00", "").strip().upper(), resume_code.replace("\x00", "").strip()),
        )
        if found is None or not actor.holds("clerk"):
            raise NotFound()
        row = read(found)
        row.version += 1
        row.filed_by, row.channel, row.changed_at = actor.id, "window", now
        assert actor.unit is not None
        row.unit_id, row.unit_path = actor.unit.unit_id, actor.unit.unit_path
        store(
            UPDATE,
            row,
            Entry(
                at=now,
                about="case",
                subject_id=row.id,
                act="take_over",
                kind=row.case_type,
                from_state=row.state,
                to_state=row.state,
                actor_id=actor.id,
                actor_name=actor.name,
                role="clerk",
                unit_path=row.unit_path,
            ),
        )
    return row.id


def discard(case_id: int, *, actor: Actor, now: datetime) -> None:
    """Throw a draft away: its answers are erased, the line that it existed stays."""
    with transaction.atomic():
        row = locked_draft(case_id, actor)
        if row.submitted_at:
            raise NotFound()
        row.answers, row.papers, row.version = {}, {}, row.version + 1
        row.state, row.waits_on, row.ended_at, row.changed_at = "discarded", "nobody", now, now
        store(
            UPDATE,
            row,
            Entry(
                at=now,
                about="case",
                subject_id=row.id,
                act="discard",
                kind=row.case_type,
                from_state=row.entry.first.code,
                actor_id=actor.id,
                actor_name=actor.name,
            ),
        )


def _may_open(entry: CaseType, actor: Actor, organisation: int | None, now: datetime) -> None:
    if entry.retired_on and local_date(now).isoformat() >= entry.retired_on:
        raise NoLongerOpen(case=entry.title, next="请看办事指南里的现行办法。")
    if entry.opened_by == "staff" and _may_report(entry, actor):
        return
    if entry.opened_by != "applicant":
        raise NotOpenToYou(case=entry.title, next="它由公安机关依职权发起。")
    if actor.id <= 0:
        raise NotOpenToYou(case=entry.title, next="请先登录。")
    if actor.staff and not actor.holds("clerk"):
        raise NotOpenToYou(case=entry.title, next="窗口收件由窗口民警来做。")
    if organisation and organisation not in actor.organisations and not actor.staff:
        raise NotOpenToYou(case=entry.title, next="您还不是这家单位的经办人，请单位先授权。")
    if entry.audience == "organisation" and not organisation and not actor.staff:
        raise NotOpenToYou(case=entry.title, next="它以单位名义申请，请先选择您代表的单位。")


def reportable(actor: Actor) -> list[CaseType]:
    """What this member of staff may report, as the handbook has it today: a loop that residents open is theirs too."""
    entries = [one for one in shelf().current.values() if (one.opened_by == "staff" or one.loop) and not one.retired_on]
    return [entry for entry in entries if _may_report(entry, actor)]


def _may_report(entry: CaseType, actor: Actor) -> bool:
    """Whether the actor may take the step that hands such a case in."""
    first = [step for step in entry.steps_from(entry.first.code) if not step.retired]
    return any(actor.holds(role.code) or actor.kind == role.code for step in first for role in step.by)


def _kept(entry: CaseType, answers: dict[str, Any], now: datetime) -> dict[str, Any]:
    clean, _ = check(tuple(entry.fields.values()), answers, local_date(now), partial=True)
    return clean


def _replayed(actor: Actor, key: str | None) -> CaseRow | None:
    if not key:
        return None
    found = one(
        f"select {COLUMNS} from cases_case where id = (select subject_id from journal_line "
        "where actor_id = %s and key = %s and about = 'case' and act = 'open')",
        (actor.id, key),
    )
    return read(found) if found else None
