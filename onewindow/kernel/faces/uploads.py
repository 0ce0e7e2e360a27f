"""Uploads of a form: each kept, cleaned and named by what it was given for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.files.actions import put
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.handbook.fields import Field


def uploaded(request: Asked, row: CaseRow, fields: Iterable[Field] = ()) -> tuple[dict[str, Any], dict[str, Any]]:
    """Answers and papers that came as files, for the form or for these `fields`; the faults of all of them at once."""
    asked = {one.code for one in fields} or set(row.entry.fields)
    answers: dict[str, Any] = {}
    papers: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for name in request.FILES:
        sent = request.FILES[name]
        assert isinstance(sent, UploadedFile)
        try:
            kept = put(
                sent.read(),
                name=sent.name or "",
                actor_id=request.actor.id,
                now=request.now,
                person_id=row.person_id,
            ).id
        except Refusal as refusal:
            errors[name] = refusal.sentence
            continue
        if name.startswith("paper_"):
            papers.setdefault(name.removeprefix("paper_"), []).append(kept)
        elif name in asked:
            answers[name] = kept
    if errors:
        raise BadAnswers(errors)
    return answers, papers
