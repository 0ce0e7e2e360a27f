"""Whatever is edited, deleted, slipped in or swapped is found, and named in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onewindow.kernel.ground.chain import link
from onewindow.kernel.journal import subjects
from onewindow.kernel.journal.actions import body_of
from onewindow.kernel.journal.seals import seal
from onewindow.kernel.journal.subjects import Subject
from onewindow.kernel.journal.tests.making import NOW, line, on
from onewindow.kernel.journal.verifying import verify
from onewindow.kernel.store.statements import execute, tuples
from onewindow.runner.pytest_postgres import DATABASES

LINES, SEALS = 24, 4
EDITS = [
    "at = at + interval '1 second'",
    "act = act || 'x'",
    "kind = 'other'",
    "event = 'x'",
    "from_state = 'x'",
    "to_state = 'x'",
    "actor_id = 8",
    "actor_id = null",
    "actor_name = '李'",
    "role = 'chief'",
    "unit_path = '0002.'",
    "facts = facts || '{\"x\": 1}'",
    "facts = '{}'",
    "facts = '[1.5]'",
    "sealed = '\\x00'",
    "previous = digest",
    "version = version + 100",
    "previous = '\\x00'",
    "subject_id = subject_id + 100",
    "about = 'other'",
    "digest = set_byte(digest, 0, 255 - get_byte(digest, 0))",
]
Mutation = tuple[str, int, int]


@pytest.fixture(scope="module")
def journal(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Four subjects, six lines each, four seals on two days: committed as the owner, on a database of its own."""
    name = f"{DATABASES.name}_sealed"
    _, owner = DATABASES.make(name)
    with django_db_blocker.unblock(), on(owner):
        for number in range(LINES):
            line(number % 4 + 1, minutes=number, facts={"number": number, "words": "受理"}, sealed=b"\x01\x02")
            if number % 6 == 5:
                seal(NOW + timedelta(hours=6 * number))
        seal(NOW + timedelta(days=30))
        assert tuples("select count(*) as n from journal_day")[0].n > 1
        yield
    DATABASES.drop(name)


@pytest.fixture
def open_journal(journal: None) -> Iterator[None]:
    """The same with its guards off, and everything undone afterwards."""
    with transaction.atomic():
        execute("alter table journal_line disable trigger user")
        yield
        transaction.set_rollback(True)


def test_a_journal_left_alone_is_whole(journal: None) -> None:
    found = verify()
    assert (found.lines, found.subjects, found.seals, found.unsealed, found.faults) == (LINES, 4, SEALS, 0, [])
    assert found.days >= 2


def test_the_database_itself_refuses(journal: None) -> None:
    for words in ("update journal_line set act = 'x'", "delete from journal_line", "truncate journal_line"):
        with pytest.raises(psycopg.errors.RestrictViolation), transaction.atomic():
            execute(words)


mutations = st.one_of(
    st.tuples(st.sampled_from(EDITS), st.integers(0, LINES - 1), st.just(0)),
    st.tuples(st.sampled_from(["delete", "slip in", "rewrite", "swap order"]), st.integers(0, LINES - 1), st.just(0)),
    st.tuples(st.just("swap versions"), st.integers(0, LINES - 1), st.integers(1, LINES - 1)),
    st.tuples(
        st.sampled_from(
            [
                "seal lines",
                "seal root",
                "seal digest",
                "seal previous",
                "seal before",
                "seal gone",
                "day root",
                "day digest",
                "day gone",
            ]
        ),
        st.integers(0, SEALS - 1),
        st.just(0),
    ),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mutations)
def test_every_tampering_is_found(journal: None, mutation: Mutation) -> None:
    with transaction.atomic():
        execute("alter table journal_line disable trigger user")
        changed = tamper(*mutation)
        assert bool(verify().faults) == changed
        transaction.set_rollback(True)


def tamper(what: str, place: int, other: int) -> bool:
    """Do it; False when it came to nothing."""
    if what.startswith(("seal ", "day ")):
        return _seal_or_day(what, place)
    row = tuples("select * from journal_line order by id offset %s limit 1", (place,))[0]
    if what == "delete":
        return bool(execute("delete from journal_line where id = %s", (row.id,)))
    if what == "slip in":
        line(50 + place)
        execute("update journal_line set txid = %s where subject_id = %s", (row.txid, 50 + place))
    elif what == "rewrite":
        _rewrite(row)
    elif what == "swap order":
        neighbour = tuples("select id, txid from journal_line where id > %s order by id limit 1", (row.id,))
        if not neighbour:
            return False
        execute(
            "update journal_line set txid = case id when %s then %s else %s end where id in (%s, %s)",
            (row.id, neighbour[0].txid, row.txid, row.id, neighbour[0].id),
        )
    elif what == "swap versions":
        return _swap(
            row, tuples("select * from journal_line order by id offset %s limit 1", ((place + other) % LINES,))[0]
        )
    else:
        return bool(execute(f"update journal_line set {what} where id = %s", (row.id,)))
    return True


def _swap(one: Any, two: Any) -> bool:
    """Two lines change places in their chains."""
    for at, as_ in ((one, None), (two, one), (one, two)):
        where = (as_.subject_id, as_.version) if as_ else (at.subject_id, at.version + 1000)
        execute("update journal_line set subject_id = %s, version = %s where id = %s", (*where, at.id))
    return True


def _rewrite(row: Any) -> None:
    """The clever one: change a line and make every digest after it right again."""
    execute("update journal_line set actor_name = '换人' where id = %s", (row.id,))
    previous = row.previous
    for one in tuples(
        "select *, facts::text as text from journal_line where about = %s and subject_id = %s "
        "and version >= %s order by version",
        (row.about, row.subject_id, row.version),
    ):
        digest = link(previous, body_of(one, json.loads(one.text)))
        execute("update journal_line set previous = %s, digest = %s where id = %s", (previous, digest, one.id))
        previous = digest


def _seal_or_day(what: str, place: int) -> bool:
    kind, change = what.split()
    table, key = ("journal_seal", "id") if kind == "seal" else ("journal_day", "day")
    rows = tuples(f"select {key} as key from {table} order by {key}")
    key_value = rows[place % len(rows)].key
    if kind == "day" and change == "gone" and place % len(rows) == len(rows) - 1:
        return False  # the last day is closed again, with the same digest
    if change == "gone":
        return bool(execute(f"delete from {table} where {key} = %s", (key_value,)))
    flip = "set_byte({0}, 3, 255 - get_byte({0}, 3))"
    sets = {
        "lines": "lines = lines + 1",
        "before": "before_txid = before_txid + 1",
        "previous": "previous = '\\x' || repeat('ab', 32)::bytea",
    }.get(change, f"{change} = {flip.format(change)}")
    return bool(execute(f"update {table} set {sets} where {key} = %s", (key_value,)))


def test_the_first_broken_line_is_named_in_words(open_journal: None) -> None:
    execute("update journal_line set actor_name = '别人' where subject_id = 3 and version = 2")
    words = verify().faults
    assert "case 3 的第 2 步“accept”" in words[0] and "内容被改动" in words[0]
    with pytest.raises(CommandError, match="日志不完整"):
        call_command("verify")


def test_from_a_day_on_older_faults_are_left_aside(open_journal: None) -> None:
    days = [row.day for row in tuples("select distinct day from journal_seal order by day")]
    execute("update journal_line set actor_name = '别人' where version = 1")
    assert verify().faults
    later = verify(days[-1])
    assert later.faults == [] and 0 < later.lines < LINES
    execute("update journal_line set actor_name = '别人' where version = 6")
    assert verify(days[-1]).faults


def test_a_tail_cut_off_before_it_was_sealed_is_found_by_the_head(open_journal: None) -> None:
    execute(
        "create temporary table matter_of_test on commit drop as "
        "select subject_id as id, digest as head from journal_line where version = 6"
    )
    subjects.know(Subject("case", "matter_of_test", head="head"))
    try:
        assert verify().faults == []
        last = line(1, "late")
        execute(
            "update matter_of_test set head = (select digest from journal_line where id = %s) where id = 1", (last,)
        )
        assert verify().faults == []
        execute("delete from journal_line where id = %s", (last,))
        assert "case 1：最后一步与办件上记的不符" in verify().faults[0]
    finally:
        subjects.KNOWN.pop("case")


def test_verify_says_that_all_is_well(journal: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify")
    said = capsys.readouterr().out
    assert f"核对 {LINES} 行（4 个事项）" in said and "日志完整" in said
