"""What the papers of a case say, issued as the outbox would have them issued."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from onewindow.kernel.documents.issuing import issue_documents
from onewindow.kernel.documents.models import Document
from onewindow.kernel.journal.listeners import Told
from onewindow.kernel.journal.models import Line
from onewindow.kernel.store.vault import unseal_json

OWN = {"id", "line_id", "now"}


def papers_of(case_id: int) -> dict[str, dict[str, Any]]:
    """Issue every paper of the case's steps; what each will print, by its code (the last of each)."""
    for line in Line.objects.filter(about="case", subject_id=case_id).order_by("version"):
        plain = {one.name: getattr(line, one.name) for one in fields(Told) if one.name not in OWN}
        issue_documents(Told(id=str(line.id), line_id=line.id, now=line.at, **plain))
    return {
        one.code: unseal_json(one.content, f"document:{one.check_code}")
        for one in Document.objects.filter(case_id=case_id).order_by("id")
        if one.content
    }
