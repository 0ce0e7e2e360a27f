"""Matters of the handbook: what can be applied for, and how each form is asked."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from onewindow.kernel.faces.api.schemas import Problem
from onewindow.kernel.faces.schema import form_schema, step_schema
from onewindow.kernel.faces.words import words
from onewindow.kernel.handbook.shelf import shelf

router = Router(tags=["matters"])


@router.get("", response=list[dict[str, Any]], auth=None, summary="List matters")
def matters(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {
            "code": entry.code,
            "title": words(entry.title),
            "edition": entry.edition,
            "law": entry.law.cited,
            "audience": entry.audience,
            "fee": words(entry.fee),
        }
        for entry in shelf().current.values()
        if entry.opened_by == "applicant"
    ]


@router.get(
    "/{case_type}", response={200: dict[str, Any], 404: Problem}, auth=None, summary="One matter, as JSON Schema"
)
def matter(request: HttpRequest, case_type: str) -> dict[str, Any]:
    entry = shelf().entry(case_type)
    return {
        "code": entry.code,
        "title": words(entry.title),
        "edition": entry.edition,
        "form": form_schema(entry),
        "steps": {step.code: step_schema(step) for step in entry.steps},
        "papers": [
            {"code": paper.code, "title": words(paper.title), "held_by": paper.held_by} for paper in entry.papers
        ],
    }
