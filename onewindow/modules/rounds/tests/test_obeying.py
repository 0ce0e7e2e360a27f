"""Commands of a phone: done once, never dropped, told when they came too late."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from onewindow.kernel.cases.tests.test_loop import MENDED, REASON, Loop, acts_of
from onewindow.kernel.testing.city import MONDAY
from onewindow.modules.rounds import obeying
from onewindow.modules.rounds.models import Command
from onewindow.modules.rounds.obeying import Order

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=1)


def order(loop: Loop, step: str, **more) -> Order:
    return Order(more.pop("id", uuid4()), loop.id, step, LATER - timedelta(hours=2), **more)


def obey(beat, *orders: Order, name: str = "wu"):
    return obeying.obey(orders, actor=beat.actor(name), now=LATER)


def test_several_duties_at_one_stop_are_closed_each_with_a_line_of_its_own(beat):
    loops = [Loop(beat, item=f"第{nth}处") for nth in range(3)]
    told = obey(beat, *(order(loop, "push") for loop in loops))
    assert [one.result for one in told] == ["done"] * 3
    assert all(acts_of(loop)[-1] == "push" for loop in loops)


def test_the_same_command_sent_again_is_answered_and_not_done_again(beat):
    loop = Loop(beat)
    sent = order(loop, "push")
    assert obey(beat, sent) == obey(beat, sent) == obey(beat, sent)
    assert acts_of(loop).count("push") == 1 and Command.objects.count() == 1


def test_a_command_that_comes_too_late_is_kept_told_and_can_be_settled(beat):
    loop = Loop(beat)
    late = order(loop, "push", version=loop.row.version)
    loop.then("gong", "push")
    told = obey(beat, late)[0]
    assert told.result == "conflict" and "龚" in told.words or "gong" in told.words
    assert [one.id for one in obeying.conflicts(beat.actor("wu"))] == [late.id]
    assert obeying.conflicts(beat.actor("gong")) == []
    obeying.settle(late.id, actor=beat.actor("gong"), now=LATER)
    assert obeying.conflicts(beat.actor("wu"))
    obeying.settle(late.id, actor=beat.actor("wu"), now=LATER)
    assert obeying.conflicts(beat.actor("wu")) == [] and Command.objects.get().result == "settled"


def test_what_the_officer_wrote_is_not_lost_in_a_conflict_and_is_sealed(beat):
    loop = Loop(beat).then("hub", "push").then("jie", "sign").then("jie", "rectify", MENDED)
    late = order(loop, "send_back", given=REASON)
    loop.then("gong", "pass")
    obey(beat, late)
    kept = Command.objects.get()
    assert obeying.given_of(kept) == REASON and REASON["reason"].encode() not in bytes(kept.sealed)


def test_a_wrong_answer_is_told_by_field_and_may_be_sent_again_under_the_same_number(beat):
    loop = Loop(beat)
    loop.then("hub", "push").then("jie", "sign").then("jie", "rectify", MENDED)
    wrong = order(loop, "send_back")
    assert "reason" in obey(beat, wrong)[0].errors
    right = order(loop, "send_back", id=wrong.id, given=REASON)
    assert obey(beat, right)[0].result == "done"


def test_one_that_fails_does_not_stop_the_next(beat):
    first, second = Loop(beat), Loop(beat, item="堵塞通道")
    told = obey(beat, order(first, "pass"), order(second, "push"))
    assert [one.result for one in told] == ["conflict", "done"]


def test_a_number_used_by_somebody_else_or_for_something_else_is_refused(beat):
    loop = Loop(beat)
    sent = order(loop, "push")
    obey(beat, sent)
    for again, name in ((sent, "gong"), (order(loop, "dismiss", id=sent.id, given=REASON), "wu")):
        with pytest.raises(obeying.NotYourCommand):
            obey(beat, again, name=name)


def test_a_crash_between_step_and_receipt_leaves_neither(beat, monkeypatch):
    loop = Loop(beat)
    sent = order(loop, "push")
    kept = obeying._keep
    monkeypatch.setattr(obeying, "_keep", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        obey(beat, sent)
    assert loop.row.state == "found" and Command.objects.count() == 0
    monkeypatch.setattr(obeying, "_keep", kept)
    assert obey(beat, sent)[0].result == "done" and acts_of(loop).count("push") == 1
