"""Calls about one event are merged with a reason; either number finds the other, and nothing goes round in a ring."""

from __future__ import annotations

import pytest

from onewindow.kernel.cases import gate
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.store.statements import rows
from onewindow.modules.incidents.tests.conftest import REASON, Call

pytestmark = pytest.mark.django_db


def test_both_numbers_are_kept_and_the_reason_is_in_the_journal(town):
    main, second, third = Call(town), Call(town), Call(town)
    second.then("han", "merge", into=main.number, **REASON)
    third.then("han", "merge", into=main.number.lower(), **REASON)
    assert second.row.state == "merged" and second.row.facts["merged_into"] == [main.number]
    assert main.row.facts["merged"] == [second.number, third.number] and main.row.state == "received"
    kept = rows("select facts::text as facts from journal_line where subject_id = %s and act = 'merge'", (second.id,))
    assert REASON["reason"] in kept[0]["facts"]


def test_two_hundred_calls_about_one_fire_are_one(town):
    main = Call(town)
    for _ in range(20):
        Call(town).then("han", "merge", into=main.number, **REASON)
    assert len(main.row.facts["merged"]) == 20


def test_what_is_merged_itself_takes_nothing_in(town):
    main, second = Call(town), Call(town)
    second.then("han", "merge", into=main.number, **REASON)
    with pytest.raises(BadAnswers):
        main.then("han", "merge", into=second.number, **REASON)
    assert main.row.state == "received" and "merged" not in second.row.facts


@pytest.mark.parametrize("number", ["itself", "320400202603020000019", "没有"])
def test_into_itself_or_into_nothing_is_refused(town, number):
    call = Call(town)
    with pytest.raises(BadAnswers) as wrong:
        call.then("han", "merge", into=call.number if number == "itself" else number, **REASON)
    assert "into" in wrong.value.errors and call.row.state == "received"


def test_a_call_may_be_merged_into_one_that_has_ended(town):
    main, late = Call(town).closed(), Call(town)
    late.then("han", "merge", into=main.number, **REASON)
    assert main.row.state == "closed" and main.row.facts["merged"] == [late.number]


def test_without_a_reason_or_by_the_station_nothing_is_merged(town):
    main, second = Call(town), Call(town)
    with pytest.raises(BadAnswers):
        second.then("han", "merge", into=main.number)
    with pytest.raises(gate.NotYours):
        second.then("wu", "merge", into=main.number, **REASON)
