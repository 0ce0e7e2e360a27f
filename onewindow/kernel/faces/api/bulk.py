"""Bulk steps: each case its own transaction, each with its own answer."""

from __future__ import annotations

from typing import Any

from ninja import Router

from onewindow.kernel.cases.bulk import take_many
from onewindow.kernel.faces.api.schemas import BulkBody, BulkLine, Problem
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.who import actor_of

router = Router(tags=["cases"])


@router.post(
    "/steps",
    response={200: list[BulkLine], 400: Problem, 401: Problem, 422: Problem},
    summary="Take one step of many cases",
)
def steps(request: Asked, body: BulkBody) -> list[dict[str, Any]]:
    done = take_many(
        body.step,
        case_ids=body.cases,
        actor=actor_of(request),
        now=request.now,
        given=body.answers,
    )
    return [
        {
            "id": one.case_id,
            "done": one.refusal is None,
            "state": one.state,
            "code": one.refusal.code if one.refusal else "",
            "words": sentence(one.refusal) if one.refusal else "",
        }
        for one in done
    ]
