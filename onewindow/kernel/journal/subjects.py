"""What lines are about: where the floors above keep each kind of subject, told to the journal at start.

The journal may not know the tables of cases.  It only needs a head to compare a chain with, and
a number to call a thing by.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onewindow.kernel.store.statements import rows


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of subject: `table` holds `id`, `number`, `title`, `person`, and `head` when it keeps one."""

    about: str
    table: str
    number: str = ""
    title: str = ""
    person: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """What a subject is called, and whose it is."""

    number: str = ""
    title: str = ""
    person_id: int | None = None


KNOWN: dict[str, Subject] = {}


def know(subject: Subject) -> None:
    """Put a kind of subject in place; the same kind again replaces it."""
    KNOWN[subject.about] = subject


def named(about: str, ids: Iterable[int]) -> dict[int, Named]:
    """The names of these subjects; those of an unknown kind, or gone, are missing."""
    subject, wanted = KNOWN.get(about), sorted(set(ids))
    if subject is None or not wanted:
        return {}
    found = rows(
        f"select id, {subject.number or 'null'} as number, {subject.title or 'null'} as title, "
        f"{subject.person or 'null::bigint'} as person from {subject.table} where id = any(%s)",
        (wanted,),
    )
    return {one["id"]: Named(one["number"] or "", one["title"] or "", one["person"]) for one in found}
