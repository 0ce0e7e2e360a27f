"""When a database is restored into another cluster, transaction numbers start again, low.

New lines would then stand before old ones: never sealed, never told.  So nothing starts until
somebody says that a new epoch begins: from then on every number is shifted past the old ones.
See docs/decisions/ on the journal's order.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

import psycopg
from django.db import Error as DatabaseError
from django.db import transaction

from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.journal.actions import Entry, write
from onewindow.kernel.store.statements import one


class Restored(Refusal):
    """The journal is ahead of the cluster it lives in."""

    code = "restored"
    status = 503
    words = (
        "日志的交易号（{highest}）比数据库当前的交易号（{next}）还大：这个数据库是从备份恢复到新实例里的。"
        "为免新记录排到旧记录前面，日志已停止封存和投递。请确认恢复无误后执行：python -m onewindow verify --new-epoch"
    )


class NotRestored(Refusal):
    """A new epoch is asked for where the numbers just go on."""

    code = "not_restored"
    status = 409
    words = "交易号是连续的，不需要开启新纪元，什么也没有改动。"


def guard() -> None:
    """Refuse to go on when transaction numbers have started again."""
    found = one("select journal_highest() as highest, journal_next() as next")
    assert found is not None
    if found["highest"] >= found["next"]:
        raise Restored(**found)


def guard_at_start() -> None:
    """The same when a server starts; a database that is away is waited for, not refused."""
    with suppress(DatabaseError, psycopg.Error):
        guard()


def begin(*, now: datetime, actor_name: str = "系统") -> int:
    """Begin a new epoch after a restore; the shift.  Nothing else may be writing meanwhile."""
    found = one("select journal_highest() + 1 > journal_next() as needed")
    if not found or not found["needed"]:
        raise NotRestored()
    with transaction.atomic():
        made = one("select journal_new_epoch() as shift")
        assert made is not None
    with transaction.atomic():
        write(
            Entry(
                at=now,
                about="journal",
                subject_id=0,
                act="new_epoch",
                event="journal.new_epoch",
                actor_id=0,
                actor_name=actor_name,
                role="system",
                facts={"shift": made["shift"]},
            )
        )
    return int(made["shift"])
