"""Numbers are called to windows: each to one, in the order of line.dispatch."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.line.dispatch import Counter, choose
from onewindow.modules.windows.models import HallCalls, Seat, Ticket, Window
from onewindow.modules.windows.models.visits import AT_WINDOW
from onewindow.modules.windows.tickets.lines import note
from onewindow.modules.windows.tickets.locking import must_have_leave, must_work_at, ticket_here
from onewindow.modules.windows.tickets.seats import AT_WINDOW_ROLES, NotSitting
from onewindow.modules.windows.tickets.telling import tell_called, tell_soon
from onewindow.modules.windows.tickets.waiting import heads, manned, rules
from onewindow.modules.windows.values import values


class StillHere(Refusal):
    """One at a time: the window has a ticket already."""

    code = "window_busy"
    status = 409
    words = "{number} 还在您的窗口。请先办完、暂停、转走或记过号，再叫下一位。"


class TooSoon(Refusal):
    """People need time to get up and walk."""

    code = "called_too_soon"
    status = 409
    words = "刚叫过 {number}。请再等 {seconds} 秒，让人走过来。"


class CalledEnough(Refusal):
    """Called as often as the rules allow."""

    code = "called_enough"
    status = 409
    words = "{number} 已经叫了 {times} 次。没有人来就记过号；本人来了，会在几个号以后重新叫到。"


def call_next(*, window_id: int, actor: Actor, now: datetime) -> Ticket | None:
    """The next ticket of this window, called; None when nobody waits whom this officer may serve."""
    day = local_date(now)
    with transaction.atomic():
        seat = _seat(window_id, actor)
        window = seat.window
        may = must_have_leave(window.hall, actor, now)
        here = Counter(window.id, window.kind, may)
        others = [one for one in manned(window.hall_id, day, "open", "away") if one.window != window.id]
        called = _call(window, here, others, actor, day, now)
    if called is not None:
        tell_called(called, window, now)
        tell_soon(window.hall, now)
    return called


def _seat(window_id: int, actor: Actor) -> Seat:
    """The seat of this officer at this window, locked: two clicks are one after the other."""
    window = Window.objects.select_related("hall").filter(id=window_id).first()
    if window is None:
        raise NotSitting()
    must_work_at(window.hall, actor, AT_WINDOW_ROLES)
    seat = Seat.objects.select_for_update().filter(window_id=window_id, account_id=actor.id, state="open").first()
    if seat is None:
        raise NotSitting()
    there = Ticket.objects.filter(window_id=window_id, state__in=AT_WINDOW).first()
    if there is not None:
        raise StillHere(number=there.number)
    seat.window = window
    return seat


def _call(
    window: Window, here: Counter, others: list[Counter], actor: Actor, day: date, now: datetime
) -> Ticket | None:
    """Choose and call under the lock of the hall's calls; one who leaves at that moment is passed over."""
    said = rules(now)
    count = _calls_locked(window.hall_id, day)
    while chosen := choose(heads(window.hall_id, day, now, count.calls), here, count.called, count.calls, said, others):
        moved = Ticket.objects.filter(id=chosen.id, state__in=["waiting", "transferred"]).update(
            state="called",
            window=window,
            only_window=False,
            account_id=actor.id,
            calls=1,
            first_called_at=Coalesce("first_called_at", now),
            called_at=now,
            version=F("version") + 1,
        )
        if moved:
            break
    else:
        return None
    count.calls += 1
    if chosen.only_window is None:  # one who was passed on had a call already
        count.lanes[str(window.id)] = [*count.called.get(window.id, ()), chosen.lane][-said.of :]
    count.save(update_fields=["calls", "lanes"])
    ticket = Ticket.objects.get(id=chosen.id)
    ticket.hall, ticket.window = window.hall, window
    note(
        ticket, "call", f"叫号 {ticket.number}，请到 {window.number} 号窗口", actor=actor, now=now, window=window.number
    )
    return ticket


def _calls_locked(hall_id: int, day: date) -> HallCalls:
    held = HallCalls.objects.select_for_update().filter(hall_id=hall_id, day=day)
    found = held.first()
    if found is None:
        HallCalls.objects.bulk_create([HallCalls(hall_id=hall_id, day=day)], ignore_conflicts=True)
        found = held.get()
    return found


def recall(*, ticket_id: int, actor: Actor, now: datetime) -> Ticket:
    """Call once more; refused too soon and too often (queue.recall_seconds, queue.recall)."""
    told = values(now)
    with transaction.atomic():
        ticket = ticket_here(ticket_id, actor, "called")
        if ticket.calls >= told["queue.recall"]:
            raise CalledEnough(number=ticket.number, times=ticket.calls)
        _must_have_waited(ticket, told["queue.recall_seconds"], now)
        ticket.calls, ticket.called_at, ticket.version = ticket.calls + 1, now, ticket.version + 1
        ticket.save(update_fields=["calls", "called_at", "version"])
        assert ticket.window is not None
        title = f"第 {ticket.calls} 次叫号 {ticket.number}，请到 {ticket.window.number} 号窗口"
        note(ticket, "recall", title, actor=actor, now=now, window=ticket.window.number)
    tell_called(ticket, ticket.window, now)
    return ticket


def miss(*, ticket_id: int, actor: Actor, now: datetime) -> Ticket:
    """Nobody came: back in the line once, after queue.return_after more calls; the second time it is over."""
    told = values(now)
    with transaction.atomic():
        ticket = ticket_here(ticket_id, actor, "called")
        _must_have_waited(ticket, told["queue.recall_seconds"], now)
        again = not ticket.returned
        if again:
            ticket.state, ticket.returned, ticket.calls = "waiting", True, 0
            ticket.not_before_call = _calls_of(ticket) + told["queue.return_after"]
            ticket.window, ticket.account_id = None, None
        else:
            ticket.state, ticket.ended_at, ticket.outcome = "missed", now, "missed"
        ticket.version += 1
        ticket.save()
        after = f"，隔 {told['queue.return_after']} 个号再叫一次" if again else "，本号作废，可以重新取号"
        note(ticket, "miss", f"{ticket.number} 过号{after}", actor=actor, now=now)
    return ticket


def _calls_of(ticket: Ticket) -> int:
    found = HallCalls.objects.filter(hall_id=ticket.hall_id, day=ticket.day).values_list("calls", flat=True).first()
    return found or 0


def _must_have_waited(ticket: Ticket, seconds: int, now: datetime) -> None:
    assert ticket.called_at is not None
    left = ticket.called_at + timedelta(seconds=seconds) - now
    if left > timedelta(0):
        raise TooSoon(number=ticket.number, seconds=int(left.total_seconds()) + 1)
