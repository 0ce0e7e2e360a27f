"""Files of a case: only what the applicant or the one who files it has uploaded can be attached."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from onewindow.kernel.cases import gate, queries
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.files.actions import attach
from onewindow.kernel.files.queries import Opened, about, open_file, preview
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.fields import Field
from onewindow.kernel.journal import readings
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.store.statements import rows


def ids_in(entry: CaseType, answers: dict[str, Any], papers: dict[str, Any]) -> dict[str, str]:
    """File ids by the field or paper they were given for."""
    found: dict[str, str] = {}
    for field in (*entry.fields.values(), *entry.kept.values()):
        if field.kind in ("photo", "file"):
            found |= {one: field.code for one in _list(answers.get(field.code))}
    for code, ids in papers.items():
        found |= {one: f"paper_{code}" for one in _list(ids)}
    return found


def hold(row: CaseRow, answers: dict[str, Any], papers: dict[str, Any], *, actor: Actor, now: datetime) -> None:
    """Attach the files named; refuse the ones that are not this person's."""
    unknown = set(papers) - {paper.code for paper in row.entry.papers}
    if unknown:
        raise BadAnswers({f"paper_{code}": "这个事项不收这份材料" for code in sorted(unknown)})
    wanted = ids_in(row.entry, answers, papers)
    if not wanted:
        return
    _attach(row, wanted, actor=actor, now=now)


def hold_given(row: CaseRow, fields: Iterable[Field], given: dict[str, Any], *, actor: Actor, now: datetime) -> None:
    """Attach the files given with a step."""
    files = [field for field in fields if field.kind in ("photo", "file")]
    wanted = {one: field.code for field in files for one in _list(given.get(field.code))}
    if wanted:
        _attach(row, wanted, actor=actor, now=now)


def _attach(row: CaseRow, wanted: dict[str, str], *, actor: Actor, now: datetime) -> None:
    known = {
        one["id"]
        for one in rows(
            "select id from ow_files_file where id = any(%s) and (owner_id = %s or person_id = %s)",
            (list(wanted), actor.id, row.person_id),
        )
    }
    lost = {code: "没有找到这个文件，请重新上传" for one, code in wanted.items() if one not in known}
    if lost:
        raise BadAnswers(lost)
    attach(wanted, case_id=row.id, now=now)


def see(number: str, file_id: str, *, actor: Actor, now: datetime, page: int = 1) -> Opened:
    """A file of a case within reach: marked with the viewer for staff, as it is for its owner."""
    row = queries.case_by_number(number, actor=actor, now=now)
    known = None if "\x00" in file_id else about(file_id)
    if known is None or row.id not in known.cases:
        raise gate.NotFound()
    if not actor.staff:
        return open_file(file_id, may=True)
    if row.person_id:
        readings.note(
            now=now,
            actor_id=actor.id,
            actor_name=actor.name,
            actor_unit=actor.held[0].unit_name,
            actor_role=actor.held[0].role,
            persons=[row.person_id],
            how="file",
            purpose=f"办理{row.number}",
            case_id=row.id,
            what=[known.name],
        )
    return preview(file_id, may=True, viewer=actor.name, purpose=f"办理{row.number}", now=now, page=page)


def _list(value: Any) -> list[str]:
    several = value if isinstance(value, list) else [value]
    return [one for one in several if isinstance(one, str) and one]
