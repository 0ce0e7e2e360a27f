"""Who sits behind a stream, and which of the moved cases they may see.  Runs in threads, not in the loop.

The question is the same expression as that of lists and steps (`people.reach.visible`), asked for
many readers in one statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY

from onewindow.kernel.faces.who import session_over
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.queries import actor_by_session
from onewindow.kernel.people.reach import Where
from onewindow.kernel.store.statements import tuples

AT_ONCE = 40
"""Readers in one statement."""
NOW_AT = "select id, number, state{columns} from cases_case where id = any(%s)"
BEFORE_AT = """
select id{columns} from (select c.id, c.filed_by, c.person_id, c.organisation_id, c.submitted_at, c.case_type, c.place,
  c.assignee_id, w.path collate "C" as unit_path
  from cases_case c join unnest(%s::bigint[], %s::text[]) w(case_id, path) on w.case_id = c.id) before
"""


def reader(session_key: str, now: datetime) -> Actor | None:
    """Who is signed in under this session, or nobody; looking at a stream does not prolong it."""
    session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    held, carried = session.get(SESSION_KEY), session.get(HASH_SESSION_KEY)
    if not held or not carried or session_over(session, now):
        return None
    actor = actor_by_session(int(held), carried, now)
    return actor if actor and actor.id > 0 else None


def seen(ids: Sequence[int], wheres: Sequence[Where]) -> list[list[Any]]:
    """For each reader, the cases (id, number, state) of these that they may see now."""
    return [
        [row for row in rows if getattr(row, f"may_{at}")]
        for part in _parts(wheres)
        for rows in [tuples(NOW_AT.format(columns=_columns(part)), (*_values(part), list(ids)))]
        for at in range(len(part))
    ]


def seen_before(was_at: Sequence[tuple[int, str]], wheres: Sequence[Where]) -> list[set[int]]:
    """For each reader, which of these cases they could see while the case lay at that unit."""
    if not was_at:
        return [set() for _ in wheres]
    ids, paths = [case for case, _ in was_at], [path for _, path in was_at]
    return [
        {row.id for row in rows if getattr(row, f"may_{at}")}
        for part in _parts(wheres)
        for rows in [tuples(BEFORE_AT.format(columns=_columns(part)), (*_values(part), ids, paths))]
        for at in range(len(part))
    ]


def _parts(wheres: Sequence[Where]) -> list[Sequence[Where]]:
    return [wheres[at : at + AT_ONCE] for at in range(0, len(wheres), AT_ONCE)]


def _columns(part: Sequence[Where]) -> str:
    return "".join(f", ({where.sql}) as may_{at}" for at, where in enumerate(part))


def _values(part: Sequence[Where]) -> list[Any]:
    return [value for where in part for value in where.values]
