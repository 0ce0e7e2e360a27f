"""Cases over HTTP: open, save, take a step, read, list, count."""

from __future__ import annotations

from typing import Any

from django.http import JsonResponse
from ninja import Header, Path, Query, Router

from onewindow.kernel.cases import actions, drafts, queries
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.cases.sight import shown_answers
from onewindow.kernel.faces.api.schemas import (
    CaseOut,
    DraftBody,
    Id,
    OpenBody,
    PageOut,
    Problem,
    StepBody,
    TakenOut,
    Text,
    Word,
)
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.who import actor_of
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.masks import mask_name

router = Router(tags=["cases"])
NO = {400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem}
TypeIn = Path(..., max_length=60, pattern=r"^[a-z_]+\.[a-z_]+$")


def listed(row: dict[str, Any], staff: bool) -> dict[str, Any]:
    """A row of a list as it leaves the house: names masked for staff."""
    return {**row, "applicant": mask_name(row["applicant_name"]) if staff else row["applicant_name"]}


@router.get("", response={200: PageOut, **NO}, summary="A page of cases within reach")
def page(
    request: Asked,
    bucket: Word = "all",
    case_type: Word = "",
    state: Word = "",
    text: Text = "",
    after: Word = "",
    limit: int = Query(50, ge=1, le=200),
) -> dict[str, Any]:
    actor = actor_of(request)
    found = queries.page(
        actor=actor,
        now=request.now,
        bucket=bucket,
        case_type=case_type,
        state=state,
        text=text,
        after=after,
        limit=limit,
    )
    return {"items": [listed(row, actor.staff) for row in found.rows], "after": found.after}


@router.get("/counts", response={200: dict[str, int], **NO}, summary="How many cases stand in each bucket")
def counts(request: Asked) -> dict[str, int]:
    return queries.counts(actor=actor_of(request), now=request.now)


@router.post("/{case_type}", response={201: TakenOut, **NO}, summary="Open a draft")
def open_case(
    request: Asked,
    body: OpenBody,
    case_type: str = TypeIn,
    idempotency_key: str = Header("", alias="Idempotency-Key", max_length=80),
) -> JsonResponse:
    row = drafts.open_draft(
        case_type,
        actor=actor_of(request),
        now=request.now,
        channel="api",
        answers=body.answers,
        for_organisation=body.organisation,
        person_id=body.person,
        key=idempotency_key or None,
    )
    made = {"id": row.id, "number": row.number, "state": row.state, "version": row.version}
    return JsonResponse({**made, "due_at": None, "replayed": False}, status=201)


@router.get("/{case_type}/{case_id}", response={200: CaseOut, **NO}, summary="One case within reach")
def case(request: Asked, case_id: Id, case_type: str = TypeIn) -> dict[str, Any]:
    actor = actor_of(request)
    row = queries.case(case_id, actor=actor, now=request.now)
    return {
        **_row(row, actor.staff),
        "edition": row.edition,
        "answers": shown_answers(row, actor),
        "papers": row.papers,
        "marks": row.marks,
        "dues": row.dues,
        "steps": [{"code": step.code, "title": words(step.title)} for step in queries.steps(row, actor)],
    }


@router.patch("/{case_type}/{case_id}/draft", response={200: dict[str, list[str]], **NO}, summary="Save a draft")
def save(request: Asked, case_id: Id, body: DraftBody, case_type: str = TypeIn) -> dict[str, list[str]]:
    unfit = drafts.save_draft(
        case_id,
        actor=actor_of(request),
        now=request.now,
        answers=body.answers,
        papers=body.papers,
    )
    return {"not_kept": unfit}


@router.post("/{case_type}/{case_id}/{step}", response={200: TakenOut, **NO}, summary="Take a step")
def take(
    request: Asked,
    case_id: Id,
    body: StepBody,
    case_type: str = TypeIn,
    step: str = Path(..., max_length=40, pattern=r"^[a-z_]+$"),
    idempotency_key: str = Header("", alias="Idempotency-Key", max_length=80),
) -> JsonResponse:
    taken = actions.take(
        step,
        case_id=case_id,
        actor=actor_of(request),
        now=request.now,
        given=body.answers,
        version=body.version,
        key=idempotency_key or None,
        case_type=case_type,
    )
    return JsonResponse(
        {
            "id": taken.case_id,
            "number": taken.number,
            "state": taken.state,
            "version": taken.version,
            "due_at": taken.due_at,
            "replayed": taken.replayed,
        }
    )


def _row(row: CaseRow, staff: bool) -> dict[str, Any]:
    names = (
        "id",
        "number",
        "case_type",
        "title",
        "state",
        "waits_on",
        "channel",
        "due_at",
        "submitted_at",
        "ended_at",
        "version",
    )
    return {
        **{name: getattr(row, name) for name in names},
        "applicant": mask_name(row.applicant_name) if staff else row.applicant_name,
    }
