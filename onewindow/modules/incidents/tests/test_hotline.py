"""What is not for the police goes to 12345 with a number; danger stays, and police matters come first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from onewindow.kernel.cases import gate
from onewindow.kernel.cases.afterwards import afterwards
from onewindow.kernel.cases.effects import Subject
from onewindow.kernel.documents.issuing import issue
from onewindow.kernel.journal.lines import COLUMNS
from onewindow.kernel.people.models import Account
from onewindow.kernel.store.statements import rows, tuples
from onewindow.kernel.testing.city import staff
from onewindow.modules.incidents import papers
from onewindow.modules.incidents.call import ORDER
from onewindow.modules.incidents.hotline import StandIn, answer
from onewindow.modules.incidents.tests.conftest import PLAIN, Call

pytestmark = pytest.mark.django_db
WHY = {"reason": "路灯坏了，归城市管理"}
CITY = {"belongs": "city", "initial": "linkage", "content": "路灯不亮"}


@pytest.mark.parametrize(
    "answers", [{**CITY, "danger": "yes"}, {**CITY, "danger": "unclear"}, {"belongs": "police"}, {"belongs": "both"}]
)
def test_danger_and_police_matters_stay(town, answers):
    call = Call(town, **answers)
    with pytest.raises(gate.NotMet):
        call.then("han", "to_12345", **WHY)
    assert call.row.state == "received"


def test_of_both_the_police_come_first_and_12345_afterwards(town):
    call = Call(town, belongs="both").fed_back(**PLAIN).then("han", "to_12345", **WHY)
    assert call.row.state == "at_12345"


def test_sent_is_not_received_and_received_has_a_number(town):
    call = Call(town, **CITY).then("han", "to_12345", **WHY)
    assert call.row.state == "at_12345" and call.row.ended_at is None
    assert call.row.due_at == call.now + timedelta(minutes=30)
    call.then("han", "receipt", receipt="CZ2026030200017")
    assert call.row.state == "handed" and call.row.answers["receipt"] == "CZ2026030200017"


def test_what_12345_sends_back_is_received_anew_with_a_new_minute(town):
    call = Call(town, **CITY).then("han", "to_12345", **WHY).then("han", "returned_12345", reason="属于公安职责")
    assert call.row.state == "received" and call.row.due_at == call.now + timedelta(minutes=1)


def test_the_stand_in_answers_in_the_demo_once_and_says_that_it_is_one(town, settings):
    settings.DEMO = True
    call = Call(town, **CITY).then("han", "to_12345", **WHY)
    for _ in range(2):
        answer(call.told("to_12345"))
    assert call.row.answers["receipt"].startswith("替身工单-") and "本地替身" in StandIn.title
    assert len(rows("select 1 as n from journal_line where subject_id = %s and act = 'receipt'", (call.id,))) == 1


def test_outside_the_demo_only_a_real_platform_answers(town, settings):
    settings.DEMO = False
    call = Call(town, **CITY).then("han", "to_12345", **WHY)
    answer(call.told("to_12345"))
    assert call.row.state == "at_12345"
    staff(town, "hotline", "hub", "tianning")
    Account.objects.filter(username="hotline").update(kind="program")
    assert call.then("hotline", "receipt", receipt="CZ-7701").row.state == "handed"


def test_what_was_sent_back_before_the_stand_in_answered_gets_no_number(town, settings):
    settings.DEMO = True
    call = Call(town, **CITY).then("han", "to_12345", **WHY)
    event = call.told("to_12345")
    call.then("han", "returned_12345", reason="属于公安职责")
    answer(replace(event, now=call.now))
    assert call.row.state == "received" and "receipt" not in call.row.answers


def test_the_order_says_what_it_is_and_not_who_called(town):
    call = Call(town, **CITY).then("han", "to_12345", **WHY)
    line = tuples(f"select {COLUMNS} from journal_line l where subject_id = %s and act = 'to_12345'", (call.id,))[0]
    after = afterwards(line.id)
    assert after is not None
    issue(after, ORDER, now=call.now)
    found = rows("select title from ow_documents_document where case_id = %s", (call.id,))
    assert [one["title"] for one in found] == ["非警务事项转办单"]
    row = call.row
    told = papers.facts(Subject(row.id, row.number, row.case_type, row.edition, row.state, row.answers, row.facts, None,
                                None, row.unit_id, row.unit_path, ""), now=call.now)  # fmt: skip
    assert ["内容", "路灯不亮"] in told["rows"] and "13912345678" not in str(told) and "501室" not in str(told)
