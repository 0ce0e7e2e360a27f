"""Papers of a case as the templates want them: given, held by us, or still missing."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from onewindow.kernel.cases.gate import missing_papers
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.faces.words import words


def papers_of(row: CaseRow, *, fields: bool = False, errors: dict[str, str] | None = None) -> list[dict[str, Any]]:
    """Every paper that applies to this case; with `fields` each missing one can be added in place."""
    missing = {paper.code for paper in missing_papers(row.entry, row)}
    found = []
    for paper in row.entry.papers:
        if paper.when is not None and not paper.when.holds(row.answers):
            continue
        given = [one for one in _list(row.papers.get(paper.code))]
        held = not given and paper.code not in missing and bool(paper.held_by)
        files = [
            {"title": words(paper.title), "url": reverse("file", args=[row.number, one]), "size": "", "remove_name": ""}
            for one in given
        ]
        drawn: dict[str, Any] = {
            "title": words(paper.title),
            "why": words(paper.why),
            "held": held,
            "held_from": words(HELD.get(paper.held_by, "")) if held else "",
            "missing": paper.code in missing,
            "file": files[0] if files else None,
            "needed_when": "",
            "copies": "",
            "form": "",
            "note": row.marks.get(f"paper_{paper.code}", ""),
        }
        if fields and not held:
            drawn["field"] = {
                "code": f"paper_{paper.code}",
                "name": f"paper_{paper.code}",
                "id": f"f-paper_{paper.code}",
                "kind": "file",
                "title": words(paper.title),
                "plain": "",
                "help": words(paper.why),
                "example": "",
                "value": files,
                "error": words((errors or {}).get(f"paper_{paper.code}", "")),
                "required": False,
                "choices": [],
                "attrs": {"accept": "image/jpeg,image/png,image/webp,application/pdf"},
            }
        found.append(drawn)
    return found


def _list(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


HELD = {
    "people.citizen": "实名信息",
    "people.address": "登记地址",
    "people.organisation": "单位登记信息",
    "population": "人口库（本地替身）",
    "business": "市场主体登记库（本地替身）",
}
