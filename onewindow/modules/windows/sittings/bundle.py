"""What the capture of a visit already gives a case: confirmed values, portrait, scans; nothing is typed twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onewindow.kernel.handbook.casetype import CaseType

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
        value = known.get(key.removeprefix("applicant.")) if key else ""
        if field.kind == "photo" and field.code == "portrait":
            value = portrait
        if value:
            found[field.code] = value
    return found


def papers_for(
    entry: CaseType, scans: Mapping[str, list[str]], relation: str = "self", paper_file: str = ""
) -> dict[str, list[str]]:
    """Papers of the form among the scans of the visit, and the paper that the relation stands on."""
    given = {code: list(files) for code, files in scans.items()}
    if paper_file and relation in PROOFS:
        given.setdefault(PROOFS[relation], []).append(paper_file)
    known = {paper.code for paper in entry.papers}
    return {code: files for code, files in given.items() if code in known}
