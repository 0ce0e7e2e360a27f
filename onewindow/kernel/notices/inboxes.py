"""Inboxes: what was told to me, to my unit; what is read and what is not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from onewindow.kernel.handbook.acts import WORKERS
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.reach import Where
from onewindow.kernel.store.statements import execute, one, rows

AT_WORK = frozenset(role.code for role in WORKERS)


def _mine(actor: Actor) -> Where:
    """Messages of the person, of the account, and of the units one works at (not of those one only supervises)."""
    parts: list[str] = ["false"]
    values: list[Any] = []
    if actor.person_id:
        parts.append("m.person_id = %s")
        values.append(actor.person_id)
    if actor.id > 0:
        parts.append("m.account_id = %s")
        values.append(actor.id)
    units = sorted({held.unit_path for held in actor.held if held.role in AT_WORK})
    if units:
        parts.append("(m.unit_path <> '' and m.unit_path = any(%s))")
        values.append(units)
    return Where(f"m.channel = 'inbox' and m.state = 'delivered' and ({' or '.join(parts)})", tuple(values))


def inbox(actor: Actor, *, limit: int = 50, before: int | None = None, unread: bool = False) -> list[dict[str, Any]]:
    """Newest first: id, title, words, at, unread, audience, and the case it is about or where to go on."""
    where = _mine(actor)
    return rows(
        "select m.id, m.title, m.words, m.at, m.audience, m.read_at is null as unread, m.case_id, m.link, c.number "
        f"from ow_notices_message m left join cases_case c on c.id = m.case_id where {where.sql} "
        "and (%s::bigint is null or m.id < %s) and (not %s or m.read_at is null) order by m.id desc limit %s",
        (*where.values, before, before, unread, limit),
    )


def unread_count(actor: Actor) -> int:
    """How many are not read yet; counted up to 100, which a page shows as 99+."""
    where = _mine(actor)
    found = one(
        f"select count(*) as n from (select 1 from ow_notices_message m where {where.sql} "
        "and m.read_at is null limit 100) as few",
        where.values,
    )
    return int(found["n"]) if found else 0


def mark_read(actor: Actor, *, now: datetime, ids: Iterable[int] | None = None) -> int:
    """Mark these messages of one's own as read, or all of them; other people's ids change nothing."""
    where = _mine(actor)
    return execute(
        f"update ow_notices_message m set read_at = %s, read_by = %s where {where.sql} and m.read_at is null "
        "and (%s::bigint[] is null or m.id = any(%s))",
        (now, actor.id, *where.values, *(2 * [None if ids is None else list(ids)])),
    )


def of_case(case_id: int) -> list[dict[str, Any]]:
    """Every message about a case whose row the caller has read within reach: channel, state, when, what came back."""
    return rows(
        "select id, at, audience, channel, title, words, state, attempts, terminal_at, answer, read_at "
        "from ow_notices_message where case_id = %s order by id",
        (case_id,),
    )
