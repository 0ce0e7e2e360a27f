"""A ticket under its lock, and whether this officer may touch it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.items import BY_CODE
from onewindow.modules.windows.models import Hall, Seat, Ticket
from onewindow.modules.windows.staffing.queries import AT_WINDOW_ROLES, may_handle, may_of, officers, who_may
from onewindow.modules.windows.staffing.reach import NoSuchHall, works_at

STATES = {
    "waiting": "等候",
    "called": "已叫号",
    "serving": "办理中",
    "held": "暂停",
    "transferred": "转窗口",
    "done": "办完",
    "left": "已离开",
    "missed": "过号",
}


class NoSuchTicket(Refusal):
    """The ticket is not there, or in a hall this officer does not work in: the same answer for both."""

    code = "no_such_ticket"
    status = 404
    words = "没有这个号。请核对号票，或者到引导台重新取号。"


class WrongState(Refusal):
    """The ticket is past this, or not there yet; somebody else may have been quicker."""

    code = "ticket_moved"
    status = 409
    words = "{number} 现在是“{state}”，这一步不能做。请刷新页面看最新情况。"


class NotYourWindow(Refusal):
    """The ticket is at a window where this officer does not sit."""

    code = "not_your_window"
    status = 403
    words = "{number} 不在您的窗口。请由叫号的窗口来办，或者请对方转过来。"


class MayNot(Refusal):
    """No authorisation for it, or the certificate is out of force; `who` may."""

    code = "not_authorised"
    status = 403
    words = "您今天没有“{items}”的有效授权，或者数字证书不在有效期。本大厅可以办的：{who}。请换人，或者请窗口长补授权。"


def ticket_locked(ticket_id: int, *states: str) -> Ticket:
    """The row, locked until the transaction ends, in one of these states."""
    ticket = (
        Ticket.objects.select_for_update(of=("self",)).select_related("hall", "window").filter(id=ticket_id).first()
    )
    if ticket is None:
        raise NoSuchTicket()
    must_be(ticket, *states)
    return ticket


def must_be(ticket: Ticket, *states: str) -> None:
    if ticket.state not in states:
        raise WrongState(number=ticket.number, state=STATES[ticket.state])


def ticket_here(ticket_id: int, actor: Actor, *states: str) -> Ticket:
    """The same, at the window where this officer sits."""
    ticket = (
        Ticket.objects.select_for_update(of=("self",)).select_related("hall", "window").filter(id=ticket_id).first()
    )
    if ticket is None or not works_at(ticket.hall, actor, AT_WINDOW_ROLES):
        raise NoSuchTicket()
    must_be(ticket, *states)
    if ticket.window is None or not Seat.objects.filter(window=ticket.window, account_id=actor.id).exists():
        raise NotYourWindow(number=ticket.number)
    return ticket


def must_work_at(hall: Hall, actor: Actor, roles: Collection[str]) -> None:
    """404 for who does not work in the hall in one of these roles."""
    if not works_at(hall, actor, roles):
        raise NoSuchHall()


def must_have_leave(hall: Hall, actor: Actor, now: datetime, items: Collection[str] = ()) -> frozenset[str]:
    """What the officer may handle today; refused when that is none of the items, or nothing at all."""
    day = local_date(now)
    may = may_handle(actor.id, day)
    if may and (not items or may & frozenset(items)):
        return may
    names = {name for item in items for name in who_may(item, hall, day)} if items else _anybody(hall, now)
    titles = "、".join(BY_CODE[item].title for item in dict.fromkeys(items)) or "窗口业务"
    raise MayNot(items=titles, who="、".join(sorted(names - {actor.name})) or "现在没有人")


def _anybody(hall: Hall, now: datetime) -> set[str]:
    day = local_date(now)
    there = [one for one in officers(hall, day) if one.roles & AT_WINDOW_ROLES]
    may = may_of([one.id for one in there], day)
    return {one.name for one in there if may[one.id]}
