"""What the capture of a visit already gives a case: confirmed values, the portrait, the scans; nothing is typed twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onewindow.kernel.handbook.casetype import CaseType
from onewindow.modules.windows.models import Matter, Piece

PROOFS = {"child": "kinship", "ward": "kinship", "principal": "mandate"}
"""The paper of a case that is the paper a companion stands on."""


def answers_of(
    entry: CaseType, about: Mapping[str, str], agent: Mapping[str, str] | None = None, portrait: str = ""
) -> dict[str, Any]:
    """Answers of a form from values by name (`name`, `id_no`, `phone`, `address` …).

    The first field that asks for a thing is about the one the case is for, a later one about who acts for
    them: without an agent it stays empty.
    """
    found: dict[str, Any] = {}
    asked: set[str] = set()
    for field in entry.fields.values():
        key = field.prefill
        known = about if key not in asked else (agent or {})
        if key:
            asked.add(key)
        value = known.get(key.removeprefix("applicant.")) if key else about.get(field.code)
        if field.kind == "photo" and portrait:
            value = portrait
        if value:
            found[field.code] = value
    return found


def pieces_of(ticket_id: int, person_id: int | None) -> tuple[str, dict[str, list[str]]]:
    """The portrait of this person, and the scans by paper: those that passed, or were kept with a reason."""
    portrait, scans = "", dict[str, list[str]]()
    current = Piece.objects.filter(bundle__ticket_id=ticket_id, person_id=person_id, replaced_at=None).exclude(
        file_id=""
    )
    for piece in current.order_by("id"):
        if not (piece.good or piece.kept_anyway):
            continue
        if piece.kind == "portrait":
            portrait = piece.file_id
        elif piece.kind == "scan":
            scans.setdefault(piece.title, []).append(piece.file_id)
    return portrait, scans


def papers_of(entry: CaseType, matter: Matter, relation: str, paper_file: str) -> dict[str, list[str]]:
    """The papers of the form that the visit has scanned already."""
    _, scans = pieces_of(matter.ticket_id, matter.person_id)
    if paper_file and relation in PROOFS:
        scans.setdefault(PROOFS[relation], []).append(paper_file)
    known = {paper.code for paper in entry.papers}
    return {code: files for code, files in scans.items() if code in known}
