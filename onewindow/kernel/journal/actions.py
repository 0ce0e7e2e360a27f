"""Writing the journal: one line for everything that happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from onewindow.kernel.ground.chain import canonical, link
from onewindow.kernel.store.statements import Jsonb, one

COLUMNS = """at, about, subject_id, version, kind, act, event, from_state, to_state, actor_id,
  actor_name, role, unit_path, facts, sealed, key, previous, digest"""
VALUES = """%(at)s, %(about)s, %(subject_id)s, %(version)s, %(kind)s, %(act)s, %(event)s, %(from_state)s,
  %(to_state)s, %(actor_id)s, %(actor_name)s, %(role)s, %(unit_path)s, %(facts)s, %(sealed)s, %(key)s,
  %(previous)s, %(digest)s"""
INSERT = f"insert into journal_line ({COLUMNS}) values ({VALUES}) returning id"
INSERT_FROM = f"insert into journal_line ({COLUMNS}) select {VALUES} from {{source}} returning id"
"""The same line, once for each row of `source`: of none, when a guarded change touched nothing."""


def body_of(line: Any, facts: dict[str, Any]) -> bytes:
    """The bytes that the digest covers: every word of the line but its key and its number.

    `line` is an Entry or a stored row with the same names.
    """
    return canonical(
        {
            "at": line.at.timestamp().hex(),
            "about": line.about,
            "subject": line.subject_id,
            "version": line.version,
            "kind": line.kind,
            "act": line.act,
            "event": line.event,
            "from": line.from_state,
            "to": line.to_state,
            "actor": line.actor_id,
            "name": line.actor_name,
            "role": line.role,
            "unit": line.unit_path,
            "facts": facts,
            "sealed": line.sealed.hex() if line.sealed else "",
        }
    )


class By(NamedTuple):
    """Who does something that is not a step of a case, as a line names them."""

    actor_id: int
    actor_name: str
    role: str
    unit_path: str = ""


THE_SYSTEM = By(0, "系统", "system")


@dataclass(slots=True)
class Entry:
    """What a line says, before it is chained.  `sealed` is already encrypted."""

    at: datetime
    about: str
    subject_id: int
    act: str
    version: int = 1
    kind: str = ""
    event: str = ""
    from_state: str = ""
    to_state: str = ""
    actor_id: int | None = None
    actor_name: str = ""
    role: str = ""
    unit_path: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    sealed: bytes | None = None
    key: str | None = None

    def body(self) -> bytes:
        """See `body_of`."""
        return body_of(self, self.facts)

    def values(self, previous: bytes) -> dict[str, Any]:
        """The values of the INSERT, chained to the line before."""
        row = {name: getattr(self, name) for name in self.__slots__}
        row["facts"] = Jsonb(self.facts)
        row["previous"] = previous
        row["digest"] = link(previous, self.body())
        return row


def write(entry: Entry) -> int:
    """Add a line about something that is not a case; inside the caller's transaction."""
    one("select pg_advisory_xact_lock(hashtextextended(%s, %s)) as held", (entry.about, entry.subject_id))
    last = one(
        "select version, digest from journal_line where about = %s and subject_id = %s order by version desc limit 1",
        (entry.about, entry.subject_id),
    )
    if last:
        entry.version = last["version"] + 1
    row = one(INSERT, entry.values(bytes(last["digest"]) if last else b""))
    assert row is not None
    return int(row["id"])
