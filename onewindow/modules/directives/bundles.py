"""Pushes that passed the filter, put together by community: what one officer finds in one task."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onewindow.kernel.store.statements import execute, rows
from onewindow.kernel.store.vault import unseal_json

WAITING = """
select p.id, p.row_no, p.category, p.place, p.sealed, b.key from ow_directives_push p
join ow_directives_batch b on b.id = p.batch_id
where p.batch_id = %s and p.outcome = 'issued' and p.case_id is null and p.ended_at is null
order by p.place, p.category, p.id
"""
LONGEST = 7500  # characters of one list of objects


@dataclass(slots=True)
class Bundle:
    """Pushes of one category in one community."""

    place: str
    category: str
    ids: list[int]
    lines: list[str]

    @property
    def objects(self) -> str:
        """The list as the officer reads it."""
        return "\n".join(self.lines)[:LONGEST]


def places_of(batch_id: int) -> list[str]:
    """Communities with pushes of this batch that wait for a task."""
    found = rows(
        "select distinct place from ow_directives_push where batch_id = %s and outcome = 'issued' "
        "and case_id is null and ended_at is null",
        (batch_id,),
    )
    return [row["place"] for row in found]


def bundles(batch_id: int, most: int) -> Iterator[Bundle]:
    """The bundles of a batch, none with more than `most` pushes or a list too long to keep."""
    now: Bundle | None = None
    for row in rows(WAITING, (batch_id,)):
        line = _line(row)
        full = now is not None and (len(now.ids) >= most or len(now.objects) + len(line) >= LONGEST)
        if now is None or full or (now.place, now.category) != (row["place"], row["category"]):
            if now is not None:
                yield now
            now = Bundle(row["place"], row["category"], [], [])
        now.ids.append(row["id"])
        now.lines.append(line)
    if now is not None:
        yield now


def _line(row: dict[str, Any]) -> str:
    detail = unseal_json(row["sealed"], f"push:{row['key']}:{row['row_no']}")
    return " ".join(str(detail[name]) for name in ("door", "target", "text") if detail.get(name))


def tie(push_ids: list[int], case_ids: list[int]) -> None:
    """Each push to the task that was made of it; one list beside the other."""
    execute(
        "update ow_directives_push p set case_id = t.case_id from unnest(%s::bigint[], %s::bigint[]) as t(id, case_id) "
        "where p.id = t.id",
        (push_ids, case_ids),
    )


def settle(case_ids: list[int], *, answered: bool, now: datetime) -> None:
    """The tasks are over: their pushes are answered from now on, or free to be pushed again."""
    execute(
        "update ow_directives_push set ended_at = %s, answered = %s where case_id = any(%s) and ended_at is null",
        (now, answered, case_ids),
    )


def taken_up_again(case_id: int) -> None:
    """The task goes on: what it answered is open once more."""
    execute("update ow_directives_push set ended_at = null, answered = false where case_id = %s", (case_id,))
