"""What happened to a case, in the words its applicant may read."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from onewindow.kernel.cases import queries
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.faces.shown import when
from onewindow.kernel.faces.words import filled, words
from onewindow.kernel.handbook.roles import ROLES
from onewindow.kernel.handbook.steps import Step
from onewindow.kernel.people.units import unit_by_code

OPENING = {"open": "开始填写", "take_over": "窗口接着帮您填写", "discard": "放弃了草稿"}
TITLES = {role.code: role.title for role in ROLES}
TONES = {"good": "done", "grave": "refused"}


def timeline(row: CaseRow) -> list[dict[str, Any]]:
    """Newest first; acts inside the office (notes, who takes it) are left out."""
    found: list[dict[str, Any]] = []
    for line in queries.timeline(row):
        step = row.entry.step.get(line["act"]) if line["about"] == "case" else None
        title = told(step, line, row) if step else words(beside(line))
        if not title or (found and step is None and title == found[-1]["title"]):
            continue
        found.append(
            {
                "at": line["at"].isoformat(),
                "words_at": when(line["at"]),
                "title": title,
                "who": "" if line["role"] in ("", "applicant") else words(TITLES.get(line["role"], "")),
                "note": reason(step, line),
                "tone": TONES.get(step.tone, "active") if step else "active",
            }
        )
    return found[::-1]


def beside(line: dict[str, Any]) -> str:
    """What a line says that is no step: the room that keeps visits names its own acts.

    Acts in a row that the room tells `together` are one line.
    """
    if line["about"] == "visit":
        facts = queries.loaded(line["facts"])
        return str(facts.get("together") or facts.get("title", ""))
    return OPENING.get(line["act"], "")


def told(step: Step, line: dict[str, Any], row: CaseRow) -> str:
    """The sentence of a step; nothing for one that has none for the applicant."""
    if not step.plain:
        return words(step.title) if step.arrow.target is not None else ""
    if "{unit}" not in step.plain:
        return words(step.plain)
    unit = unit_by_code(str(queries.loaded(line["facts"]).get("to_unit", "")))
    return filled(step.plain, unit=unit.name if unit else gettext("另一个单位"))


def reason(step: Step | None, line: dict[str, Any]) -> str:
    """The reason, where the handbook lets the applicant be told it."""
    if step is None or step.notice is None or "{reason}" not in step.notice.words:
        return ""
    return str(queries.loaded(line["facts"]).get("reason", ""))
