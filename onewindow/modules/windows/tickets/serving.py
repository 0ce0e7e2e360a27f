"""At the window: begin, pause for a paper, pass on, end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.models import Hall, Seat, Sitting, Ticket
from onewindow.modules.windows.staffing.hours import is_regular
from onewindow.modules.windows.staffing.queries import may_handle
from onewindow.modules.windows.staffing.reach import works_at
from onewindow.modules.windows.tickets.lines import note
from onewindow.modules.windows.tickets.locking import NoSuchTicket, must_have_leave, ticket_here, ticket_locked

IN_HALL = frozenset({"clerk", "guide", "hall_chief"})


class CannotReceive(Refusal):
    """That window cannot take it over."""

    code = "cannot_receive"
    status = 409
    words = "{number} 号窗口现在不能接：没有人在岗，或者在岗的人没有这些事项的授权。请选别的窗口。"


def start(*, ticket_id: int, actor: Actor, now: datetime) -> Sitting:
    """The one called has come; the sitting begins.  Asked again, it is the same sitting."""
    with transaction.atomic():
        ticket = ticket_here(ticket_id, actor, "called", "serving")
        if ticket.state == "serving":
            return Sitting.objects.get(ticket=ticket, ended_at=None)
        must_have_leave(ticket.hall, actor, now, ticket.items)
        assert ticket.window is not None and ticket.called_at is not None  # a called ticket has both
        sitting = Sitting.objects.create(
            ticket=ticket,
            window=ticket.window,
            account_id=actor.id,
            account_name=actor.name,
            called_at=ticket.called_at,
            started_at=now,
            after_hours=_after_hours(ticket.hall, now),
        )
        ticket.state, ticket.served_at, ticket.account_id = "serving", now, actor.id
        ticket.version += 1
        ticket.save(update_fields=["state", "served_at", "account_id", "version"])
        number = ticket.window.number
        note(ticket, "start", f"{ticket.number} 在 {number} 号窗口开始办理", actor=actor, now=now, window=number)
    return sitting


def hold(*, ticket_id: int, missing: Sequence[str], actor: Actor, now: datetime) -> Ticket:
    """A paper is missing: the window is free for others, the ticket waits to be resumed.

    `missing` are titles of papers; while it is held, `outcome` says them.
    """
    titles = [one.strip() for one in missing if one.strip()]
    if not titles:
        raise BadAnswers({"missing": "请写明缺哪些材料，一次说全"})
    with transaction.atomic():
        ticket = ticket_here(ticket_id, actor, "serving")
        _end_sitting(ticket, "held", now)
        said = "缺：" + "、".join(titles)
        _move(ticket, "held", window=None, outcome=said)
        note(ticket, "hold", f"{ticket.number} 暂停，等补材料", actor=actor, now=now, missing=titles)
    return ticket


def resume(*, ticket_id: int, actor: Actor, now: datetime) -> Ticket:
    """The paper is there: back in the line at the old place.  By a clerk, the guide or the hall's chief."""
    with transaction.atomic():
        ticket = ticket_locked(ticket_id, "held", "waiting")
        if not works_at(ticket.hall, actor, IN_HALL):
            raise NoSuchTicket()
        if ticket.state == "waiting":
            return ticket
        _move(ticket, "waiting", window=None, outcome="")
        note(ticket, "resume", f"{ticket.number} 材料带齐，继续等候", actor=actor, now=now)
    return ticket


def transfer(*, ticket_id: int, to_window: int, reason: str, actor: Actor, now: datetime) -> Ticket:
    """To that very window, before everybody else there; `to_window` is an id.

    Refused when nobody there may do any of it: such a ticket would wait for ever.
    """
    if not reason.strip():
        raise BadAnswers({"reason": "请写明为什么转窗口"})
    with transaction.atomic():
        ticket = ticket_here(ticket_id, actor, "called", "serving")
        there = (
            Seat.objects.select_for_update(of=("self",))
            .select_related("window")
            .filter(window_id=to_window, window__hall_id=ticket.hall_id)
            .exclude(window_id=ticket.window_id or 0)
            .first()
        )
        may = may_handle(there.account_id, local_date(now)) if there and there.account_id else frozenset()
        if there is None or there.state == "closed" or not may & frozenset(ticket.items):
            raise CannotReceive(number=there.window.number if there else "所选")
        if ticket.state == "serving":
            _end_sitting(ticket, "transferred", now)
        ticket.window, ticket.only_window = there.window, True
        _move(ticket, "transferred", window=there.window_id, outcome="")
        title = f"{ticket.number} 转到 {there.window.number} 号窗口：{reason.strip()}"
        note(ticket, "transfer", title, actor=actor, now=now, window=there.window.number)
    return ticket


def finish(*, ticket_id: int, actor: Actor, now: datetime, outcome: str = "done") -> Ticket:
    """The visit is over at the window."""
    with transaction.atomic():
        ticket = ticket_here(ticket_id, actor, "serving", "done")
        if ticket.state == "done":
            return ticket
        _end_sitting(ticket, "done", now)
        ticket.ended_at = now
        _move(ticket, "done", window=ticket.window_id, outcome=outcome)
        note(ticket, "finish", f"{ticket.number} 办完离开窗口", actor=actor, now=now, outcome=outcome)
    return ticket


def _move(ticket: Ticket, state: str, *, window: int | None, outcome: str) -> None:
    ticket.state, ticket.outcome, ticket.version = state, outcome, ticket.version + 1
    ticket.window_id = window
    if state in ("held", "waiting", "transferred"):
        ticket.account_id, ticket.calls = None, 0
    ticket.save()


def _end_sitting(ticket: Ticket, how: str, now: datetime) -> None:
    Sitting.objects.filter(ticket=ticket, ended_at=None).update(ended_at=now, ended_by=how)


def _after_hours(hall: Hall, now: datetime) -> bool:
    """Delayed or weekend service; a hall without hours has none."""
    return bool(hall.opens) and not is_regular(hall, now, now)
