"""Recomputing the journal: every chain, every seal, every day, every head; faults in words."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection, transaction
from psycopg import ServerCursor
from psycopg.rows import namedtuple_row

from onewindow.kernel.ground.chain import SIZE, link, root
from onewindow.kernel.ground.local_time import local
from onewindow.kernel.journal.actions import body_of
from onewindow.kernel.journal.seals import day_header, seal_header
from onewindow.kernel.journal.subjects import KNOWN
from onewindow.kernel.store.statements import execute, tuples

AT_ONCE = 5000
MOST_FAULTS = 20
CHAINS = """
select l.id, l.at, l.about, l.subject_id, l.version, l.kind, l.act, l.event, l.from_state, l.to_state, l.actor_id,
  l.actor_name, l.role, l.unit_path, l.facts::text as facts, l.sealed, l.previous, l.digest {more}
from journal_line l {join} order by l.about, l.subject_id, l.version
"""
SINCE = """left join journal_line p on p.about = l.about and p.subject_id = l.subject_id
  and p.version = l.version - 1 and p.txid < %(since)s where l.txid >= %(since)s"""


@dataclass
class Verdict:
    """What was recomputed, and the faults found; sound when there are none."""

    lines: int = 0
    subjects: int = 0
    seals: int = 0
    days: int = 0
    unsealed: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)

    def add(self, words: str) -> None:
        """Keep a fault; the first few name the place, a thousand would bury it."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(words)


def verify(since: date | None = None) -> Verdict:
    """Recompute everything, or what was sealed from a day on; one snapshot of the database."""
    found, began = Verdict(), time.monotonic()
    alone = not connection.in_atomic_block
    with transaction.atomic():
        if alone:
            execute("set transaction isolation level repeatable read, read only")
        first = _first_txid(since)
        _chains(found, first)
        _seals(found, since)
        _days(found, since)
        _heads(found)
    found.seconds = time.monotonic() - began
    return found


def _first_txid(since: date | None) -> int:
    if since is None:
        return 0
    rows = tuples("select min(after_txid) as first from journal_seal where day >= %s", (since,))
    if rows[0].first is not None:
        return int(rows[0].first)
    return int(tuples("select coalesce(max(before_txid), 0) as first from journal_seal")[0].first)


def _stream(sql: str, values: dict[str, Any]) -> Iterator[Any]:
    """Rows as they come, a few thousand in memory at a time."""
    connection.ensure_connection()
    raw: Any = connection.connection
    with ServerCursor(raw, name="verifying", row_factory=namedtuple_row) as cursor:
        cursor.execute(sql, values, binary=True)
        while part := cursor.fetchmany(AT_ONCE):
            yield from part


def _chains(found: Verdict, first: int) -> None:
    """Every line follows the one before it, and says what its digest says."""
    more, join = (", p.digest as before", SINCE) if first else ("", "")
    subject: tuple[str, int] = ("", 0)
    version, previous = 0, b""
    for line in _stream(CHAINS.format(more=more, join=join), {"since": first}):
        found.lines += 1
        if (line.about, line.subject_id) != subject:
            found.subjects += 1
            subject, version, previous = (line.about, line.subject_id), 0, b""
            if first and line.version > 1 and line.before is not None:
                version, previous = line.version - 1, line.before
        if line.version != version + 1:
            found.add(f"{_named(line)}：前面的第 {version + 1} 步不见了")
        elif line.previous != previous:
            found.add(f"{_named(line)}：没有接在前一步后面，前一步被换过或改过")
        elif not _holds(line):
            found.add(f"{_named(line)}：内容被改动，与摘要不符")
        version, previous = line.version, line.digest


def _holds(line: Any) -> bool:
    """The digest is that of the content; content without a canonical form was never ours."""
    try:
        return link(line.previous, body_of(line, json.loads(line.facts))) == line.digest
    except (TypeError, ValueError):
        return False


def _named(line: Any) -> str:
    return (
        f"日志第 {line.id} 行（{line.about} {line.subject_id} 的第 {line.version} 步“{line.act}”，"
        f"{local(line.at):%Y-%m-%d %H:%M:%S}）"
    )


def _seals(found: Verdict, since: date | None) -> None:
    """Every seal covers what it covered, without a gap to the seal before."""
    seals = tuples("select * from journal_seal where day >= coalesce(%s::date, '-infinity') order by id", (since,))
    bounds = {"first": seals[0].after_txid, "last": seals[-1].before_txid} if seals else {"first": 0, "last": 0}
    rest = _stream(
        "select txid, digest from journal_line where txid >= %(first)s and txid < %(last)s order by txid, id", bounds
    )
    line = next(rest, None)
    previous, after = (None, None) if since else (b"", 0)
    for seal in seals:
        found.seals += 1
        digests = []
        while line is not None and line.txid < seal.before_txid:
            digests.append(line.digest)
            line = next(rest, None)
        name = f"封存 {seal.id}（{local(seal.at):%Y-%m-%d %H:%M}）"
        if previous is not None and (previous, after) != (seal.previous, seal.after_txid):
            found.add(f"{name}：没有接在前一次封存后面")
        for words in _of_seal(seal, digests):
            found.add(f"{name}：{words}")
        previous, after = seal.digest, seal.before_txid
    found.unsealed = tuples(
        "select count(*) as n from journal_line where txid >= (select coalesce(max(before_txid), 0) from journal_seal)"
    )[0].n


def _of_seal(seal: Any, digests: list[bytes]) -> Iterator[str]:
    if len(digests) != seal.lines:
        yield f"应有 {seal.lines} 行，现有 {len(digests)} 行，有日志被删除或塞入"
    elif root(digests) != seal.root:
        yield f"{seal.lines} 行中有被改动或换过顺序的"
    header = seal_header(seal.day, seal.after_txid, seal.before_txid, seal.lines, bytes(seal.root))
    if not _linked(seal, header):
        yield "封存记录本身被改动"


def _linked(row: Any, header: bytes) -> bool:
    return len(row.previous) in (0, SIZE) and link(row.previous, header) == row.digest


def _days(found: Verdict, since: date | None) -> None:
    """Every day stands for its seals and follows the day before; none is missing but the last."""
    days = tuples("select * from journal_day where day >= coalesce(%s::date, '-infinity') order by day", (since,))
    previous: bytes | None = None if since else b""
    for day in days:
        found.days += 1
        seals = tuples("select lines, digest from journal_seal where day = %s order by id", (day.day,))
        sums = (len(seals), sum(one.lines for one in seals))
        top = root([bytes(one.digest) for one in seals])
        if sums != (day.seals, day.lines) or top != day.root:
            found.add(f"{day.day} 的日根与当日的封存不符")
        elif not _linked(day, day_header(day.day, *sums, top)):
            found.add(f"{day.day} 的日根记录本身被改动")
        if previous is not None and day.previous != previous:
            found.add(f"{day.day} 的日根没有接在前一日后面")
        previous = day.digest
    for row in tuples(
        "select distinct day from journal_seal where day < (select max(day) from journal_seal) "
        "and day >= coalesce(%s::date, '-infinity') order by day",
        (since,),
    ):
        if row.day not in {day.day for day in days}:
            found.add(f"{row.day} 的日根不见了")


def _heads(found: Verdict) -> None:
    """Where a subject keeps the digest of its last line, that line is still the last: none was cut off."""
    for kind in KNOWN.values():
        if not kind.head:
            continue
        sql = (
            f"select s.id from {kind.table} s left join lateral (select digest from journal_line l "
            f"where l.about = %(about)s and l.subject_id = s.id order by l.version desc limit 1) l on true "
            f"where s.{kind.head} is distinct from coalesce(l.digest, '') order by s.id limit {MOST_FAULTS}"
        )
        for row in tuples(sql, {"about": kind.about}):
            found.add(f"{kind.about} {row.id}：最后一步与办件上记的不符，末尾的日志被删除或办件被直接改动")
