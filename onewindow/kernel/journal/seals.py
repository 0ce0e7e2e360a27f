"""Sealing: a root over every finished line each minute, and a root over the seals of each day.

A seal and a day are chained to the one before.  The digest of a day is what is published: it
stands for every line of the house up to that midnight.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from onewindow.kernel.ground.chain import canonical, link, root
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.journal import epochs
from onewindow.kernel.store.statements import execute, one, tuples

LOCK = 0x6F7771
MOST_LINES = 100_000
"""Lines in one seal: bounds memory after a long pause, not the meaning of a seal."""
DIGESTS = "select digest from journal_line where txid >= %s and txid < %s order by txid, id"
LAST = """
select before_txid, day, digest, (select max(day) from journal_day) as closed
from journal_seal order by id desc limit 1
"""
DAYS_TO_CLOSE = """
select distinct s.day from journal_seal s where s.day < %s
  and s.day > coalesce((select max(day) from journal_day), '-infinity') order by s.day
"""


def seal_header(day: date, after: int, before: int, lines: int, top: bytes) -> bytes:
    """The bytes that the digest of a seal covers, besides the seal before."""
    return canonical({"day": day.isoformat(), "after": after, "before": before, "lines": lines, "root": top.hex()})


def day_header(day: date, seals: int, lines: int, top: bytes) -> bytes:
    """The bytes that the digest of a day covers, besides the day before."""
    return canonical({"day": day.isoformat(), "seals": seals, "lines": lines, "root": top.hex()})


def seal(now: datetime) -> int:
    """Seal every line of finished transactions and close the days that are over; the lines sealed."""
    epochs.guard()
    close_days(now)  # first, so that no seal of a new day stands beside an open old one
    sealed = 0
    while count := _next(now):
        sealed += count
    return sealed


def _next(now: datetime) -> int:
    """One more seal; the lines in it, none when nothing is left to seal."""
    with transaction.atomic():
        _alone()
        last = one(LAST)
        after, day, previous = 0, local_date(now), b""
        if last:
            after, previous = last["before_txid"], bytes(last["digest"])
            # A clock set back must not add to a day that is closed already.
            day = max(day, last["day"], *([last["closed"] + timedelta(days=1)] if last["closed"] else []))
        before = _end(after)
        digests = [bytes(row.digest) for row in tuples(DIGESTS, (after, before))]
        if digests:
            top = root(digests)
            header = seal_header(day, after, before, len(digests), top)
            execute(
                "insert into journal_seal (at, day, after_txid, before_txid, lines, root, previous, digest) "
                "values (%s, %s, %s, %s, %s, %s, %s, %s)",
                (now, day, after, before, len(digests), top, previous, link(previous, header)),
            )
    return len(digests)


def _alone() -> None:
    one("select pg_advisory_xact_lock(%s) as held", (LOCK,))


def _end(after: int) -> int:
    """The transaction before which this seal ends: the horizon, or sooner when there are too many lines.

    Read first, and the lines in a statement of their own: below the horizon nothing changes any more.
    """
    found = one(
        "select journal_horizon() as horizon, (select txid from journal_line where txid >= %s "
        "order by txid offset %s limit 1) as crowded",
        (after, MOST_LINES),
    )
    assert found is not None
    if found["crowded"] is None or found["crowded"] >= found["horizon"]:
        return int(found["horizon"])
    return max(int(found["crowded"]), after + 1)


def close_days(now: datetime) -> list[date]:
    """Give every day that is over and has seals its root; the days closed."""
    with transaction.atomic():
        _alone()
        days = [row.day for row in tuples(DAYS_TO_CLOSE, (local_date(now),))]
        for day in days:
            _close(day, now)
    return days


def _close(day: date, now: datetime) -> None:
    seals = tuples("select lines, digest from journal_seal where day = %s order by id", (day,))
    last = one("select digest from journal_day order by day desc limit 1")
    previous = bytes(last["digest"]) if last else b""
    top, lines = root([bytes(row.digest) for row in seals]), sum(row.lines for row in seals)
    execute(
        "insert into journal_day (day, at, seals, lines, root, previous, digest) values (%s, %s, %s, %s, %s, %s, %s)",
        (day, now, len(seals), lines, top, previous, link(previous, day_header(day, len(seals), lines, top))),
    )
