"""Listeners: told once, in order, each at its own pace; one that falls blocks nobody and loses nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.kernel.journal import gaps, telling
from onewindow.kernel.journal.listeners import Told, listen, matcher
from onewindow.kernel.journal.pump import one_round
from onewindow.kernel.journal.tests.making import NOW, line
from onewindow.kernel.store.statements import execute, one, rows


def rounds(count: int = 3, *, after: timedelta = timedelta(0)) -> None:
    for _ in range(count):
        one_round(NOW + after)


def test_a_listener_hears_what_it_asked_for_once_and_in_order(house: None) -> None:
    heard: list[Told] = []
    listen("mine", ["*.accept", "testing.permit.issue"], heard.append)
    for subject, act in ((1, "submit"), (1, "accept"), (2, "accept"), (1, "issue"), (2, "refuse")):
        line(subject, act, facts={"n": subject})
    rounds()
    assert [(one_.subject_id, one_.act, one_.version) for one_ in heard] == [
        (1, "accept", 2),
        (2, "accept", 1),
        (1, "issue", 3),
    ]
    assert heard[0].facts == {"n": 1} and heard[0].event == "testing.permit.accept"
    assert len({one_.id for one_ in heard}) == 3


def test_one_that_falls_neither_blocks_nor_loses(house: None) -> None:
    heard: list[tuple[int, int]] = []
    other: list[int] = []
    broken = {1}

    def call(told: Told) -> None:
        if told.subject_id in broken:
            raise LookupError("with the name 李一一 in it")
        heard.append((told.subject_id, told.version))

    listen("falls", ["*"], call, tries=5)
    listen("stands", ["*"], lambda told: other.append(told.subject_id))
    for subject in (1, 2, 1, 3):
        line(subject)
    rounds()
    assert heard == [(2, 1), (3, 1)] and other == [1, 2, 1, 3]
    assert [gap.state for gap in gaps.report(NOW).listeners] == ["waiting", "waiting"]
    broken.clear()
    rounds(after=timedelta(hours=1))
    assert heard == [(2, 1), (3, 1), (1, 1), (1, 2)], "the second line of the subject waited for the first"
    assert gaps.report(NOW).whole


def test_after_enough_tries_it_is_stuck_and_in_the_report(house: None) -> None:
    calls: list[int] = []

    def call(told: Told) -> None:
        calls.append(told.version)
        if told.version == 1:
            raise ValueError("李一一 13800000001")

    listen("falls", ["*"], call, tries=3)
    line(1)
    line(1)
    for hour in range(6):
        rounds(2, after=timedelta(hours=hour))
    assert calls == [1, 1, 1, 2], "the next line goes on once the first is stuck"
    gap = gaps.report(NOW).listeners[0]
    assert (gap.whom, gap.state, gap.attempts, gap.event) == ("falls", "stuck", 3, "testing.permit.accept")
    assert "ValueError in call" in gap.words and "李" not in gap.words and "138" not in gap.words
    assert not gaps.report(NOW).whole
    assert gaps.tell_again(gap.id, NOW) and not gaps.tell_again(gap.id, NOW)
    rounds(1, after=timedelta(hours=9))
    assert calls[-1] == 1


def test_what_a_listener_writes_goes_with_its_tick(house: None) -> None:
    execute("create temporary table heard_by_test (id text)")

    def call(told: Told) -> None:
        execute("insert into heard_by_test values (%s)", (told.id,))
        if told.version == 2:
            raise RuntimeError

    listen("writes", ["*"], call)
    line(1)
    line(1)
    rounds()
    assert one("select count(*) as n from heard_by_test") == {"n": 1}, "what the fallen call wrote is undone"


def test_one_fall_among_many_undoes_only_itself(house: None) -> None:
    execute("create temporary table heard_by_test (line bigint)")
    falls = {4, 5, 17}

    def call(told: Told) -> None:
        execute("insert into heard_by_test values (%s)", (told.subject_id,))
        if told.subject_id in falls:
            execute("select 1 / 0")

    listen("writes", ["*"], call)
    for subject in range(1, 31):
        line(subject)
    rounds()
    assert sorted(row["line"] for row in rows("select line from heard_by_test")) == [
        n for n in range(1, 31) if n not in falls
    ]
    falls.clear()
    rounds(after=timedelta(hours=1))
    assert sorted(row["line"] for row in rows("select line from heard_by_test")) == list(range(1, 31))


def test_a_listener_new_to_a_running_house_does_not_relive_the_past(house: None) -> None:
    early: list[int] = []
    late: list[int] = []
    line(1)
    listen("early", ["*"], lambda told: early.append(told.subject_id))
    rounds()
    assert early == [1], "the first start of a house begins at its first line"
    listen("late", ["*"], lambda told: late.append(told.subject_id))
    rounds()
    line(2)
    rounds()
    assert (early, late) == ([1, 2], [2])


def test_readers_at_the_same_place_share_one_reading(house: None) -> None:
    for name in "abc":
        listen(name, ["*"], lambda told: None)
    line(1)
    rounds(1)
    places = {(row["txid"], row["line_id"]) for row in rows("select txid, line_id from journal_cursor")}
    assert len(places) == 1 and len(rows("select 1 from journal_cursor")) == 6


def test_waits_grow_and_stay_within_bounds() -> None:
    waits = [telling.wait(attempts).total_seconds() for attempts in range(1, 12)]
    assert 1.6 <= waits[0] <= 2.4 and all(wait <= 3600 * 1.2 for wait in waits) and waits[4] > waits[2] > waits[0]


@pytest.mark.parametrize(
    ("patterns", "event", "fits"),
    [
        (["permits.*"], "permits.residence.accept", True),
        (["*.accept"], "permits.residence.accept", True),
        (["permits.residence.accept"], "permits.residence.accepted", False),
        ([], "anything", False),
        (["*"], "x", True),
    ],
)
def test_patterns(patterns: list[str], event: str, fits: bool) -> None:
    assert matcher(patterns)(event) is fits
