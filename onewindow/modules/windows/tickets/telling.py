"""Telling those who wait elsewhere: it is your turn, or it is soon."""

from __future__ import annotations

from datetime import datetime

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.notices.saying import say
from onewindow.kernel.store.statements import tuples
from onewindow.modules.windows.models import Hall, Ticket, Window

SOON = 3
NEAR = """
update ow_windows_ticket t set estimate = estimate || '{"told_soon": true}' from (
  select id from (
    select id, person_id, estimate from ow_windows_ticket
    where hall_id = %s and day = %s and state in ('waiting', 'transferred') order by rank, id limit %s) near
  where person_id is not null and not estimate ? 'told_soon') near
where t.id = near.id and not t.estimate ? 'told_soon' returning t.id, t.number, t.token, t.person_id
"""


def address_of(token: str) -> str:
    """The page of a ticket, which needs no sign-in."""
    return f"/halls/ticket/{token}/"


def tell_called(ticket: Ticket, window: Window, now: datetime) -> None:
    """To the window now; each call is told once."""
    if ticket.person_id is None:
        return
    say(
        f"ticket:{ticket.id}:called:{ticket.version}",
        person_id=ticket.person_id,
        title=f"{ticket.number} 到号了",
        words=f"{ticket.number} 号，请到{window.hall.name} {window.number} 号窗口。",
        link=address_of(ticket.token),
        urgent=True,
        now=now,
    )


def tell_soon(hall: Hall, now: datetime) -> None:
    """The longest waits of the line are told once to come back; a little early is better than too late."""
    for row in tuples(NEAR, (hall.id, local_date(now), SOON)):
        say(
            f"ticket:{row.id}:soon",
            person_id=row.person_id,
            title=f"{row.number} 快到了",
            words=f"{row.number} 号快到了，请回到{hall.name}等候叫号。",
            link=address_of(row.token),
            urgent=True,
            now=now,
        )
