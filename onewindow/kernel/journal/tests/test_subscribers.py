"""Subscribers: at least once, in order for each subject, signed, within reach, nothing personal."""

from __future__ import annotations

import json
import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from onewindow.kernel.journal import deliveries, gaps, subjects
from onewindow.kernel.journal.actions import By
from onewindow.kernel.journal.envelope import signed_by
from onewindow.kernel.journal.pump import one_round
from onewindow.kernel.journal.subjects import Subject
from onewindow.kernel.journal.subscribers import NameTaken, SecretTooShort, end, subscribe
from onewindow.kernel.journal.tests.making import NOW, line
from onewindow.kernel.journal.tests.receiving import SECRET, Came, Receiver
from onewindow.kernel.store.statements import execute, one, rows


def joined(url: str, **more: Any) -> int:
    asked = {"name": "城市大脑", "secret": SECRET, "events": ["*"], "unit_path": "0001.", **more}
    return subscribe(url=url, now=NOW, by=By(1, "管理员", "administrator"), **asked)


def deliver(ident: int, after: timedelta = timedelta(0)) -> int:
    def clock() -> datetime:
        return NOW + after

    while one_round(clock()):
        pass
    return deliveries.serve(ident, clock) if ident in deliveries.with_work(clock()) else 0


@pytest.fixture
def came(house: None) -> Came:
    """One accepted case as a subscriber gets to know of it."""
    execute("create temporary table matter_of_test (id bigint, number text)")
    execute("insert into matter_of_test values (1, '3204002603021000000019')")
    subjects.know(Subject("case", "matter_of_test", number="number"))
    facts = {"reason": "李一一的电话13800000001", "kind": "a"}
    with Receiver() as receiver:
        ident = joined(receiver.url)
        line(1, "accept", kind="permit", from_state="received", to_state="accepted", facts=facts, sealed=b"xx")
        assert deliver(ident) == 1
    return receiver.came[0]


def test_an_event_carries_ids_numbers_and_states_alone(came: Came) -> None:
    event = came.event
    assert event["specversion"] == "1.0" and event["type"] == "testing.permit.accept" and event["subject"] == "case/1"
    what = {"about": "case", "id": 1, "number": "3204002603021000000019", "kind": "permit", "act": "accept"}
    assert event["data"] == {**what, "version": 1, "from": "received", "to": "accepted", "unit": "0001."}
    for word in ("李", "138", "王窗口", "reason", "facts"):
        assert word not in came.body.decode()


def test_an_event_is_signed_over_id_time_and_body(came: Came) -> None:
    ident, at, signature = (came.headers[f"webhook-{name}"] for name in ("id", "timestamp", "signature"))
    secrets = (SECRET.encode(),)
    assert ident == came.event["id"] and signed_by(ident, at, came.body, signature, secrets)
    assert not signed_by(ident, at, came.body + b" ", signature, secrets)
    assert not signed_by(ident, f"{at}0", came.body, signature, secrets)
    assert not signed_by(f"{ident}0", at, came.body, signature, secrets)


def test_reach_and_patterns_bound_what_is_told(house: None) -> None:
    with Receiver() as receiver:
        ident = joined(receiver.url, unit_path="0001.0002.", events=["*.accept"])
        for subject, unit, act in (
            (1, "0001.0002.0003.", "accept"),
            (2, "0001.0004.", "accept"),
            (3, "", "accept"),
            (4, "0001.0002.", "refuse"),
            (5, "0001.00021.", "accept"),
        ):
            line(subject, act, unit_path=unit)
        line(6, "accept", unit_path="0001.0002.", minutes=-60)
        assert deliver(ident) == 1
    assert receiver.good == [("case/1", 1)]


def test_one_that_was_down_gets_all_in_order_for_each_subject(house: None) -> None:
    with Receiver() as receiver:
        url, port = receiver.url, receiver.port
    ident = joined(url)
    for number in range(30):
        line(number % 3 + 1)
    assert deliver(ident) == 0
    assert one("select failures, rests_until > %s as rests from journal_subscriber", (NOW,)) == {
        "failures": 1,
        "rests": True,
    }
    assert one("select max(attempts) as n from journal_delivery") == {"n": 0}, "nobody there is not the event's fault"
    assert deliver(ident) == 0 and deliveries.with_work(NOW) == []
    with Receiver(port=port) as receiver:
        assert deliver(ident, timedelta(hours=1)) == 30
    assert sorted(receiver.good) == sorted((f"case/{s}", v) for s in (1, 2, 3) for v in range(1, 11))
    for subject in (1, 2, 3):
        assert [v for s, v in receiver.good if s == f"case/{subject}"] == list(range(1, 11))
    assert gaps.report(NOW).whole


def test_a_refused_event_holds_back_its_own_subject_only(house: None) -> None:
    broken = True

    def answer(came: Came) -> tuple[int, dict[str, str]]:
        return (500, {}) if broken and came.event["subject"] == "case/1" else (200, {})

    with Receiver(answer) as receiver:
        ident = joined(receiver.url)
        for subject in (1, 2, 1, 2):
            line(subject)
        assert deliver(ident) == 2
        assert receiver.good == [("case/1", 1), ("case/2", 1), ("case/2", 2)]
        broken = False
        assert deliver(ident, timedelta(hours=1)) == 2
    assert receiver.good[-2:] == [("case/1", 1), ("case/1", 2)]
    assert receiver.came[0].headers["webhook-id"] == receiver.came[3].headers["webhook-id"]


def test_one_that_refuses_everything_is_left_alone_for_a_while(house: None) -> None:
    with Receiver(lambda came: (500, {})) as receiver:
        ident = joined(receiver.url)
        for subject in range(1, 40):
            line(subject)
        assert deliver(ident) == 0 and len(receiver.came) == deliveries.IN_A_ROW
        assert deliveries.with_work(NOW) == []
        deliver(ident, timedelta(minutes=1))
        assert len(receiver.came) == deliveries.IN_A_ROW + 1
        receiver.answer = lambda came: (200, {})
        assert deliver(ident, timedelta(hours=1)) == 39


def test_given_up_after_enough_tries_and_reported(house: None) -> None:
    with Receiver(lambda came: (400, {}) if came.event["data"]["version"] == 1 else (200, {})) as receiver:
        ident = joined(receiver.url)
        line(1)
        line(1)
        for hour in range(deliveries.MOST_TRIES + 1):
            deliver(ident, timedelta(hours=2 * hour))
        assert len(receiver.came) == deliveries.MOST_TRIES + 1 and receiver.good[-1] == ("case/1", 2)
        report = gaps.report(NOW)
        assert not report.whole and report.subscribers[0]["given_up"] == 1
        gap = gaps.of_subscriber(ident)[0]
        assert (gap.subject, gap.state, gap.attempts, gap.words) == ("case/1", "given_up", deliveries.MOST_TRIES, "400")
        assert deliveries.again(gap.id, NOW + timedelta(days=9)) and not deliveries.again(gap.id, NOW)
        deliver(ident, timedelta(days=9))
        assert receiver.good[-1] == ("case/1", 1)


def test_the_report_is_read_aloud(house: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("gaps")
    assert "没有缺口" in capsys.readouterr().out
    with Receiver(lambda came: (410, {})) as receiver:
        deliver(_one_line(joined(receiver.url)))
    with pytest.raises(CommandError, match="有缺口"):
        call_command("gaps")
    said = capsys.readouterr().out
    assert "订阅方 城市大脑：等待 0 条，放弃 1 条，已停用" in said and "testing.permit.accept case/1" in said


def _one_line(ident: int) -> int:
    line(1)
    return ident


def test_retry_after_is_kept_and_gone_means_gone(house: None) -> None:
    with Receiver(lambda came: (503, {"Retry-After": "120"})) as receiver:
        ident = joined(receiver.url)
        line(1)
        deliver(ident)
        row = one("select rests_until from journal_subscriber")
        assert row and row["rests_until"] == NOW + timedelta(seconds=120)
        receiver.answer = lambda came: (410, {})
        deliver(ident, timedelta(hours=1))
    assert one("select active from journal_subscriber") == {"active": False}
    assert rows("select state from journal_delivery") == [{"state": "given_up"}]


def test_redirects_are_not_followed(house: None) -> None:
    with Receiver() as other, Receiver(lambda came: (302, {"Location": other.url})) as receiver:
        ident = joined(receiver.url)
        line(1)
        assert deliver(ident) == 0 and len(receiver.came) == 1 and other.came == []


def test_queueing_twice_delivers_once(house: None) -> None:
    with Receiver() as receiver:
        ident = joined(receiver.url)
        line(1)
        deliver(ident)
        execute("delete from journal_cursor where name = 'webhooks'")
        execute("delete from journal_cursor where name = 'front'")
        deliver(ident)
    assert receiver.good == [("case/1", 1)]


def test_who_subscribes_and_who_ends_is_in_the_journal(house: None) -> None:
    ident = joined("https://example.org/hook")
    with pytest.raises(NameTaken):
        joined("https://example.org/other")
    with pytest.raises(SecretTooShort):
        joined("https://example.org/hook", name="另一家", secret="short")
    end(ident, reason="合同到期", now=NOW, by=By(1, "管理员", "administrator"))
    acts = rows("select act, facts::text as facts from journal_line where about = 'subscriber' order by version")
    assert [row["act"] for row in acts] == ["subscribe", "end"] and SECRET not in json.dumps(acts)
    assert SECRET.encode() not in bytes((one("select secret from journal_subscriber") or {})["secret"])


def test_without_leave_nothing_is_sent_inside(house: None, settings: Any) -> None:
    settings.WEBHOOK_NETWORKS = []
    with Receiver() as receiver:
        ident = joined(receiver.url)
        line(1)
        deliver(ident)
    assert receiver.came == []
    assert one("select answer from journal_delivery") == {"answer": "private_address"}


def test_a_slow_subscriber_does_not_hold_up_the_next(house: None) -> None:
    hold = threading.Event()
    with Receiver(lambda came: (hold.wait(5), (200, {}))[1]) as slow, Receiver() as quick:
        first, second = joined(slow.url), joined(quick.url, name="另一家")
        line(1)
        while one_round(NOW):
            pass
        worker = threading.Thread(target=deliveries.serve, args=(first, lambda: NOW))
        worker.start()
        assert deliveries.serve(second, lambda: NOW) == 1
        hold.set()
        worker.join()
    assert len(slow.came) == len(quick.came) == 1
