"""Submit once: a paper given for one matter is offered for the next.

Source: 国务院关于在线政务服务的若干规定（国令第716号）第七条; 优化营商环境条例 第三十六条.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from onewindow.kernel.store.statements import execute, rows


@dataclass(frozen=True, slots=True)
class HeldPaper:
    """A paper given before, still valid."""

    id: int
    code: str
    title: str
    file_id: str
    name: str
    type: str
    from_case: int | None
    since: datetime
    valid_until: date | None


def keep_paper(
    file_id: str,
    *,
    code: str,
    title: str,
    person_id: int | None,
    organisation_id: int | None,
    from_case: int | None,
    now: datetime,
    valid_until: date | None = None,
) -> None:
    """Note that this file is that paper of this person or organisation; a second time changes nothing."""
    execute(
        "insert into ow_files_paper (person_id, organisation_id, code, title, file_id, from_case, since, "
        "valid_until) select %s::bigint, %s::bigint, %s, %s, id, %s::bigint, %s, %s::date "
        "from ow_files_file where id = %s "
        "on conflict do nothing",
        (person_id, organisation_id, code, title, from_case, now, valid_until, file_id),
    )


def held_papers(
    person_id: int | None, *, today: date, organisation_id: int | None = None, codes: Iterable[str] | None = None
) -> list[HeldPaper]:
    """The newest valid file of each paper this person (or organisation) has given; `codes` narrows it."""
    found = rows(
        "select distinct on (p.code) p.id, p.code, p.title, p.file_id, f.name, f.type, p.from_case, p.since, "
        "p.valid_until from ow_files_paper p join ow_files_file f on f.id = p.file_id "
        "where ((p.person_id = %s and p.organisation_id is null) or p.organisation_id = %s) "
        "and (p.valid_until is null or p.valid_until >= %s) and (%s::text[] is null or p.code = any(%s)) "
        "order by p.code, p.since desc, p.id desc",
        (person_id, organisation_id, today, *(2 * [None if codes is None else list(codes)])),
    )
    return [HeldPaper(**row) for row in found]


def forget_paper(paper_id: int, *, person_id: int) -> bool:
    """The person does not want this paper offered again; cases that hold the file keep it."""
    return execute("delete from ow_files_paper where id = %s and person_id = %s", (paper_id, person_id)) > 0
