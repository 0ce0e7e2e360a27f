"""Who has a visit in hand: the officer of its open sitting, and whether the law lets them do this item."""

from __future__ import annotations

from datetime import datetime

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.journal.actions import Entry, write
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.items import Item
from onewindow.modules.windows.models import Matter, Sitting, Ticket
from onewindow.modules.windows.staffing.queries import certificate_of, may_handle, who_may
from onewindow.modules.windows.staffing.reach import works_at

ROLES = ("clerk", "hall_chief")
"""Who sits at a window."""


class NotInHand(Refusal):
    """No such visit, or another window has it: the same answer for both."""

    code = "visit_not_in_hand"
    status = 404
    words = "没有这张票，或者它现在不在您的窗口办理。请先叫号、开始办理，或者请办理它的窗口转给您。"


class NotAuthorised(Refusal):
    """The officer's leave for this item, or the certificate, is not in force today.  Facts: `item`, `why`, `who`."""

    code = "item_not_authorised"
    status = 403
    words = "您今天不能办“{item}”：{why}。{who}"


def in_hand(ticket_id: int, actor: Actor) -> Sitting:
    """The open sitting of this visit at this officer's window, the ticket locked: call it where you write."""
    Ticket.objects.select_for_update().filter(id=ticket_id).first()  # tickets first, as tickets.locking does
    found = (
        Sitting.objects.select_related("ticket__hall", "window")
        .filter(ticket_id=ticket_id, account_id=actor.id, ended_at=None)
        .first()
    )
    if found is None or not works_at(found.ticket.hall, actor, ROLES):
        raise NotInHand()
    return found


def matter_in_hand(matter_id: int, actor: Actor) -> tuple[Matter, Sitting]:
    """One matter of the visit in hand, with the sitting that touches it now."""
    matter = Matter.objects.filter(id=matter_id).first()
    if matter is None:
        raise NotInHand()
    sitting = in_hand(matter.ticket_id, actor)
    return Matter.objects.select_for_update().get(id=matter_id), sitting


def must_be_authorised(item: Item, sitting: Sitting, *, now: datetime) -> None:
    """Refuse, and say who in the hall may, when leave or certificate of the one at the window is not in force."""
    day, account = local_date(now), sitting.account_id
    if item.code in may_handle(account, day):
        return
    why = "这项授权没有给您，或者已经到期" if certificate_of(account, day) else "您的数字证书不在有效期内"
    names = [one for one in who_may(item.code, sitting.ticket.hall, day) if one != sitting.account_name]
    who = f"现在可以办的有：{'、'.join(names)}。" if names else "本大厅今天没有人可以办，请找窗口长。"
    raise NotAuthorised(item=item.title, why=why, who=who)


def purpose(ticket: Ticket) -> str:
    """The purpose under which a person of this visit is looked at; the person reads it."""
    return f"办理排队票 {ticket.number}"


def noted(ticket: Ticket, act: str, *, actor: Actor, now: datetime, **facts: object) -> None:
    """One line in the journal of the visit; without a title, so that nobody's timeline names another's matter."""
    write(
        Entry(
            at=now,
            about="visit",
            subject_id=ticket.id,
            act=act,
            kind="windows",
            unit_path=ticket.hall.unit_path,
            actor_id=actor.id,
            actor_name=actor.name,
            role="clerk",
            facts=dict(facts),
        )
    )
