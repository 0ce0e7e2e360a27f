"""What a reader sees of the answers: plain for the applicant, masked for staff until unmasked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.kernel.cases import gate, queries
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.ground.masks import mask_address, mask_citizen_id, mask_name, mask_phone
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.journal import readings
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.reach import acting
from onewindow.kernel.store.statements import one

MASKS = {"citizen_id": mask_citizen_id, "phone": mask_phone, "place_detail": mask_address, "name": mask_name}


class NotUnsealed(Refusal):
    """This role may not see the plain value."""

    code = "not_unsealed"
    status = 403
    words = "您的岗位不能查看“{field}”的明文。确有需要，请由{who}查看。"


def own(row: CaseRow, actor: Actor) -> bool:
    """True when the actor is the applicant, or acts for the applicant's firm."""
    return (
        (row.person_id is not None and row.person_id == actor.person_id)
        or (row.organisation_id in actor.organisations)
        or (row.filed_by == actor.id and row.submitted_at is None)
    )


def current_edition(row: CaseRow) -> str:
    """The edition in force of this case's type."""
    return shelf().entry(row.case_type).edition


def shown_answers(row: CaseRow, actor: Actor) -> dict[str, Any]:
    """The answers as this reader sees them."""
    if own(row, actor):
        return dict(row.answers)
    kinds = {field.code: field.kind for field in row.entry.fields.values()}
    kinds |= {field.code: field.kind for step in row.entry.steps for field in step.asks}
    return {code: masked(kinds.get(code, ""), value) for code, value in row.answers.items()}


def masked(kind: str, value: Any) -> Any:
    """The masked form of a value of this kind."""
    mask = MASKS.get(kind)
    return mask(value) if mask and isinstance(value, str) else value


def may_unseal(row: CaseRow, actor: Actor) -> bool:
    """True when the actor holds, for this very case, a role that may see the plain values."""
    where = acting(actor, row.entry.unseals, row.case_type)
    return one(f"select 1 as may from cases_case where id = %s and {where.sql}", (row.id, *where.values)) is not None


def unmask(case_id: int, field: str, *, actor: Actor, now: datetime, purpose: str) -> str:
    """The plain value of one field for a purpose; leaves a line that the person can read."""
    if len(purpose.strip()) < 4:
        raise BadAnswers({"purpose": "请写明为什么要看，至少四个字；本人会看到这句话"})
    row = queries.case(case_id, actor=actor, now=now, purpose=purpose.strip(), how="open")
    asked = row.entry.fields.get(field) or row.entry.kept.get(field)
    if asked is None or field not in row.answers:
        raise gate.NotFound()
    if actor.staff and not may_unseal(row, actor):
        raise NotUnsealed(field=asked.title, who="、".join(role.title for role in row.entry.unseals) or "本人")
    if actor.staff and row.person_id:
        readings.note(
            now=now,
            actor_id=actor.id,
            actor_name=actor.name,
            actor_unit=actor.held[0].unit_name,
            actor_role=actor.held[0].role,
            persons=[row.person_id],
            how="unmask",
            purpose=purpose.strip(),
            case_id=row.id,
            what=[asked.title],
        )
    return str(row.answers[field])
