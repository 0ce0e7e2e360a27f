"""Everything a person has filed, whole, for the copy one may take away (个人信息保护法 第四十五条)."""

from __future__ import annotations

from typing import Any

from onewindow.kernel.cases.queries import loaded
from onewindow.kernel.cases.row import COLUMNS, CaseRow, read
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.reach import visible
from onewindow.kernel.store.statements import rows

MOST = 500


def own_cases(actor: Actor) -> list[CaseRow]:
    """One's own cases with their answers; staff get none this way, so that no reading goes unnoted."""
    if actor.staff:
        return []
    where = visible(actor)
    return [read(row) for row in rows(f"select {COLUMNS} from cases_case where {where.sql} and state <> 'discarded' "
                                      f"order by id desc limit {MOST}", where.values)]


def what_happened(ids: list[int]) -> dict[int, list[dict[str, Any]]]:
    """The lines of these cases by case, oldest first; their ids come from `own_cases`."""
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows("select subject_id, at, act, from_state, to_state, role, facts from journal_line "
                    "where about = 'case' and subject_id = any(%s) order by subject_id, version", (ids,)):
        found.setdefault(row["subject_id"], []).append({**row, "facts": loaded(row["facts"])})
    return found


def ratings_of(ids: list[int]) -> dict[int, dict[str, Any]]:
    """The ratings of these cases, by case."""
    return {row["case_id"]: row for row in
            rows("select case_id, level, words, at from cases_rating where case_id = any(%s)", (ids,))}
