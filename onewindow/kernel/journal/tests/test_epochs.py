"""A database restored into another cluster, where transaction numbers start again."""

from __future__ import annotations

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from onewindow.kernel.journal import epochs
from onewindow.kernel.journal.lines import START, position, ready
from onewindow.kernel.journal.pump import one_round
from onewindow.kernel.journal.seals import seal
from onewindow.kernel.journal.tests.making import NOW, line
from onewindow.kernel.journal.verifying import verify
from onewindow.kernel.store.statements import execute, one, rows

FAR = 5_000_000_000


@pytest.fixture
def restored(url: str, journal_database: tuple[str, str]) -> None:
    """Six sealed and told lines whose numbers are far ahead of this cluster's."""
    for number in range(6):
        line(number % 2 + 1)
    seal(NOW)
    one_round(NOW)
    with psycopg.connect(journal_database[1], autocommit=True) as owner:
        owner.execute("alter table journal_line disable trigger user")
        owner.execute("update journal_line set txid = txid + %s", (FAR,))
        owner.execute("alter table journal_line enable trigger user")
        owner.execute("update journal_cursor set txid = txid + %s", (FAR,))
    execute("delete from journal_seal")
    execute(
        "insert into journal_seal (at, day, after_txid, before_txid, lines, root, previous, digest) "
        "select now(), now(), 0, max(txid) + 1, 6, '', '', '' from journal_line"
    )


@pytest.fixture
def unshifted(journal_database: tuple[str, str]):
    """Back to the first epoch afterwards."""
    yield
    with psycopg.connect(journal_database[1], autocommit=True) as owner:
        owner.execute(
            "create or replace function journal_shift() returns bigint language sql stable parallel safe "
            "as $$ select 0::bigint $$"
        )


def test_nothing_starts_until_somebody_says_so(restored: None) -> None:
    for act in (epochs.guard, lambda: seal(NOW)):
        with pytest.raises(epochs.Restored) as no:
            act()
        assert "verify --new-epoch" in no.value.sentence
    with pytest.raises(CommandError):
        call_command("verify")


def test_a_new_epoch_puts_new_lines_after_old_ones(restored: None, unshifted: None) -> None:
    last = rows("select name, txid, line_id from journal_cursor")
    call_command("verify", new_epoch=True)
    assert one("select count(*) as n from journal_epoch") == {"n": 1}
    made = line(9)
    newest = one("select txid from journal_line where id = %s", (made,))
    assert newest and newest["txid"] > FAR
    epochs.guard()
    assert all(row["txid"] < newest["txid"] for row in last)
    assert one_round(NOW) and not one_round(NOW)
    assert seal(NOW) == 2, "the line that says so, and the new one"
    assert [row.subject_id for row in ready(START)][-1] == 9 and ready(position(ready(START)[-1])) == []


def test_a_second_restore_shifts_again(restored: None, unshifted: None, journal_database: tuple[str, str]) -> None:
    first = epochs.begin(now=NOW)
    with psycopg.connect(journal_database[1], autocommit=True) as owner:
        owner.execute(
            "create or replace function journal_shift() returns bigint language sql stable parallel safe "
            "as $$ select 0::bigint $$"
        )
    with pytest.raises(epochs.Restored):
        epochs.guard()
    assert epochs.begin(now=NOW) > first


def test_without_a_restore_no_epoch_begins(url: str) -> None:
    line(1)
    with pytest.raises(epochs.NotRestored):
        epochs.begin(now=NOW)
    with pytest.raises(psycopg.errors.ObjectNotInPrerequisiteState):
        execute("select journal_new_epoch()")


def test_a_running_transaction_is_not_taken_for_a_restore(url: str) -> None:
    """An open transaction keeps the horizon low while younger ones commit above it."""
    with psycopg.connect(url) as slow:
        slow.execute("select pg_current_xact_id()")
        line(1)
        line(2)
        epochs.guard()
        assert seal(NOW) == 0
    assert seal(NOW) == 2 and verify().faults == []
