"""Submit once: when staff have looked at the papers of a case, they are kept for the person's next matter."""

from __future__ import annotations

from datetime import datetime

from onewindow.kernel.cases.afterwards import Afterwards, afterwards
from onewindow.kernel.files.papers import keep_paper
from onewindow.kernel.handbook.roles import APPLICANT
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.journal.listeners import Told


def keep_papers(told: Told) -> None:
    """Listener: after a step by which staff let a case go on, note its reusable papers.

    Accepting, deciding for the applicant, certifying on the spot: steps of tone good.  What was handed in
    and not looked at yet, or refused, is not offered again.
    """
    if told.about != "case" or told.from_state == told.to_state:
        return
    entries = shelf().editions.get(told.kind, {}).values()
    if not any(told.act in entry.step and entry.step[told.act].tone == "good" for entry in entries):
        return
    after = afterwards(told.line_id)
    if after and after.step and after.step.tone == "good" and not _by_applicant(after):
        _keep(after, told.at)


def _by_applicant(after: Afterwards) -> bool:
    return APPLICANT in (after.step.by if after.step else ())


def _keep(after: Afterwards, now: datetime) -> None:
    row = after.row
    if row.person_id is None and row.organisation_id is None:
        return
    for paper in row.entry.papers:
        given = row.papers.get(paper.code)
        for file_id in given if isinstance(given, list) else [given]:
            if paper.reusable and isinstance(file_id, str) and file_id:
                keep_paper(
                    file_id,
                    code=paper.code,
                    title=paper.title,
                    person_id=row.person_id,
                    organisation_id=row.organisation_id,
                    from_case=row.id,
                    now=now,
                )
