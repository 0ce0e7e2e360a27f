"""At the window: begun, paused for a paper, passed on, ended; each stay is a sitting."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.journal.models import Line
from onewindow.modules.windows.models import Authorisation, Sitting, Ticket
from onewindow.modules.windows.tickets import actions, seats
from onewindow.modules.windows.tickets.locking import MayNot, NoSuchTicket, WrongState
from onewindow.modules.windows.tickets.serving import CannotReceive
from onewindow.modules.windows.tickets.tests.day import CARD, LICENCE, HallDay


@pytest.fixture
def day(city):
    return HallDay(city)


@pytest.fixture
def serving(day):
    """The first ticket, being served at window 1."""
    day.take()
    ticket = day.call()
    day.start(ticket)
    return ticket


def by(day, name="wang", **more):
    return {"actor": day.who(name), "now": day.pass_(minutes=2), **more}


def test_a_sitting_knows_when_it_was_called_begun_and_ended(day, serving):
    sitting = Sitting.objects.get()
    assert (sitting.called_at, sitting.account_name) == (serving.called_at, "王窗口")
    assert sitting.started_at > sitting.called_at and not sitting.after_hours
    done = actions.finish(ticket_id=serving.id, outcome="on_the_spot", **by(day))
    sitting.refresh_from_db()
    assert (sitting.ended_by, sitting.ended_at, done.outcome) == ("done", done.ended_at, "on_the_spot")


def test_begun_twice_is_one_sitting_and_ended_twice_is_one_end(day, serving):
    assert actions.start(ticket_id=serving.id, **by(day)).id == Sitting.objects.get().id
    first = actions.finish(ticket_id=serving.id, **by(day))
    assert actions.finish(ticket_id=serving.id, **by(day)).ended_at == first.ended_at


def test_service_outside_the_ordinary_hours_is_marked(day):
    day.take()
    ticket = day.call()
    day.now = day.now.replace(hour=18)
    assert day.start(ticket).after_hours


def test_nothing_begins_for_which_there_is_no_leave(day):
    day.take(LICENCE)
    ticket = day.call()
    Authorisation.objects.filter(account_id=day.who("wang").id, item=LICENCE).delete()
    with pytest.raises(MayNot, match=r"驾驶证期满换证.*lin"):
        day.start(ticket)


def test_a_missing_paper_frees_the_window_and_keeps_the_place(day, serving):
    later = [day.take(), day.take()]
    held = actions.hold(ticket_id=serving.id, missing=["居民户口簿"], **by(day))
    assert (held.state, held.window, held.outcome) == ("held", None, "缺：居民户口簿")
    assert Sitting.objects.get().ended_by == "held"
    assert day.served().id == later[0].id
    actions.resume(ticket_id=held.id, **by(day, "fang"))
    assert day.call().id == held.id
    day.start(held)
    assert Sitting.objects.filter(ticket=held).count() == 2


def test_what_is_missing_is_said(day, serving):
    with pytest.raises(BadAnswers):
        actions.hold(ticket_id=serving.id, missing=["  "], **by(day))
    actions.hold(ticket_id=serving.id, missing=["居民户口簿", "住址证明"], **by(day))
    line = Line.objects.filter(subject_id=serving.id, about="visit").latest("id")
    assert line.facts == {"title": "A001 暂停，等补材料", "missing": ["居民户口簿", "住址证明"]}


def test_a_held_ticket_is_not_called_and_resumed_only_in_its_hall(day, serving):
    actions.hold(ticket_id=serving.id, missing=["居民户口簿"], **by(day))
    assert day.call() is None
    with pytest.raises(NoSuchTicket):
        actions.resume(ticket_id=serving.id, **by(day, "zhao"))
    actions.resume(ticket_id=serving.id, **by(day))
    assert actions.resume(ticket_id=serving.id, **by(day)).state == "waiting"


def test_a_ticket_passed_on_is_next_at_that_window_and_nowhere_else(day, serving):
    waiting = day.take(now=day.now - timedelta(minutes=20))
    actions.transfer(ticket_id=serving.id, to_window=day.second, reason="车驾管业务", **by(day))
    assert Sitting.objects.get().ended_by == "transferred"
    assert day.call("wang").id == waiting.id
    passed_on = day.call("lin")
    assert (passed_on.id, passed_on.window_id) == (serving.id, day.second)


def test_nothing_is_passed_on_to_where_nobody_may_take_it(day, serving):
    to_second = {"ticket_id": serving.id, "to_window": day.second, "reason": "车驾管业务"}
    Authorisation.objects.filter(account_id=day.who("lin").id, item=CARD).delete()
    with pytest.raises(CannotReceive):
        actions.transfer(**to_second, **by(day))
    seats.close(window_id=day.second, **by(day, "lin"))
    with pytest.raises(CannotReceive):
        actions.transfer(**to_second, **by(day))
    with pytest.raises(CannotReceive):
        actions.transfer(ticket_id=serving.id, to_window=day.first, reason="同一个", **by(day))
    with pytest.raises(BadAnswers):
        actions.transfer(ticket_id=serving.id, to_window=day.second, reason="", **by(day))
    assert Ticket.objects.get().state == "serving"


def test_what_was_passed_on_is_everybodys_again_when_that_window_closes(day, serving):
    actions.transfer(ticket_id=serving.id, to_window=day.second, reason="车驾管业务", **by(day))
    seats.close(window_id=day.second, **by(day, "lin"))
    assert day.call("wang").id == serving.id


def test_nothing_ends_that_did_not_begin(day):
    day.take()
    ticket = day.call()
    with pytest.raises(WrongState):
        actions.finish(ticket_id=ticket.id, **by(day))
