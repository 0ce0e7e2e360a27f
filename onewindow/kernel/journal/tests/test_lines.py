"""The order of the journal: nothing skipped, nothing before its predecessor."""

from __future__ import annotations

from collections import namedtuple
from random import Random

import psycopg
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.journal import lines, seals
from onewindow.kernel.journal.lines import START, in_order, position, ready
from onewindow.kernel.journal.tests.making import NOW, raw_line
from onewindow.kernel.store.statements import tuples

Row = namedtuple("Row", "id txid about subject_id version")


def test_a_transaction_that_commits_late_is_not_skipped(url: str) -> None:
    with psycopg.connect(url) as slow, psycopg.connect(url, autocommit=True) as quick:
        raw_line(slow, 1, 1)
        raw_line(quick, 2, 1)
        assert ready(START) == [], "the later transaction is finished, the earlier is not"
        assert seals.seal(NOW) == 0
        slow.commit()
    found = ready(START)
    assert [one.subject_id for one in found] == [1, 2]
    assert ready(position(found[-1])) == []
    assert seals.seal(NOW) == 2


def test_a_transaction_that_rolls_back_holds_nothing_up_for_good(url: str) -> None:
    with psycopg.connect(url) as slow, psycopg.connect(url, autocommit=True) as quick:
        raw_line(slow, 1, 1)
        raw_line(quick, 2, 1)
        slow.rollback()
    assert [one.subject_id for one in ready(START)] == [2]


def test_a_line_waits_for_a_predecessor_in_a_younger_transaction(url: str) -> None:
    """The old transaction takes subject 9 last, after a younger one: its line must come second."""
    with psycopg.connect(url) as old, psycopg.connect(url) as between, psycopg.connect(url) as young:
        raw_line(old, 1, 1)
        raw_line(between, 2, 1)
        first = raw_line(young, 9, 1)
        young.commit()
        raw_line(old, 9, 2, first)
        old.commit()
        found = ready(START)
        assert [(one.subject_id, one.version) for one in found] == [(1, 1)], "9.2 is readable, 9.1 is not yet"
        place = position(found[-1])
        between.commit()
    told = [(one.subject_id, one.version) for one, _ in in_order(ready(place))]
    assert sorted(told) == [(2, 1), (9, 1), (9, 2)]
    assert told.index((9, 1)) < told.index((9, 2))


def test_a_small_batch_grows_until_the_predecessor_is_in_it(url: str) -> None:
    with psycopg.connect(url) as old, psycopg.connect(url) as young:
        raw_line(old, 1, 1)
        first = raw_line(young, 9, 1)
        young.commit()
        raw_line(old, 9, 2, first)
        for subject in range(100, 120):
            raw_line(old, subject, 1)
        old.commit()
    place, told = START, []
    while batch := ready(place, limit=2):
        told += [(one.subject_id, one.version) for one, _ in in_order(batch)]
        place = position(batch[-1])
    assert len(told) == len(set(told)) == 23
    assert told.index((9, 1)) < told.index((9, 2))


def test_many_writers_at_once_lose_no_line(url: str) -> None:
    """Open, write and commit at random; whatever is committed is read exactly once, in order."""
    draw, told, place = Random(7), [], START
    with psycopg.connect(url) as a, psycopg.connect(url) as b, psycopg.connect(url) as c:
        clients, written, subject = [a, b, c], [], 0
        for _ in range(300):
            client = draw.choice(clients)
            if draw.random() < 0.5:
                subject += 1
                raw_line(client, subject, 1)
                written.append(subject)
            else:
                client.commit()
            if draw.random() < 0.3 and (batch := ready(place, limit=draw.choice((1, 3, 500)))):
                told += [one.subject_id for one in batch]
                place = position(batch[-1])
        for client in clients:
            client.commit()
    while batch := ready(place):
        told += [one.subject_id for one in batch]
        place = position(batch[-1])
    assert sorted(told) == written


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 9)), max_size=30), st.randoms())
def test_in_order_keeps_versions_and_ticks_off_only_what_is_done(drawn: list[tuple[int, int]], draw: Random) -> None:
    """Lines of three subjects spread over transactions at random."""
    versions: dict[int, int] = {}
    rows = []
    for subject, txid in drawn:
        versions[subject] = versions.get(subject, 0) + 1
        rows.append(Row(len(rows) + 1, txid, "case", subject, versions[subject]))
    batch = sorted(rows, key=position)
    told: list[Row] = []
    for line, done in in_order(batch):
        told.append(line)
        if done is not None:
            assert all(one in told for one in batch if position(one) <= done)
    assert sorted(told) == sorted(batch)
    for subject in versions:
        assert [one.version for one in told if one.subject_id == subject] == sorted(range(1, versions[subject] + 1))
    if batch:
        assert done == position(batch[-1])


def test_names_of_events_are_stable(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as client:
        raw_line(client, 5, 1)
    line = ready(START)[0]
    assert lines.event_of(line) == "testing.permit.accept"
    assert lines.subject_of(line) == "case/5"
    digest = tuples("select encode(digest, 'hex') as hex from journal_line")[0].hex
    assert lines.event_id(line) == f"{line.id}-{digest[:16]}"
