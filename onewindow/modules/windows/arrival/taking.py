"""Taking a number at the phone, the kiosk or the guide's desk: what was asked becomes one call of `tickets.take`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.hall.own import key_of
from onewindow.kernel.faces.signin.address import address_of
from onewindow.kernel.faces.who import actor_of
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.people.actor import NOBODY, Actor
from onewindow.kernel.people.holds import Limit, attempt
from onewindow.modules.windows.arrival.choosing import chosen
from onewindow.modules.windows.booking.arriving import check_in
from onewindow.modules.windows.line.lanes import REASONS
from onewindow.modules.windows.models import Hall, Ticket
from onewindow.modules.windows.tickets.actions import take
from onewindow.modules.windows.tickets.queries import by_token

HOUR, QUARTER = timedelta(hours=1), timedelta(minutes=15)
NUMBERS = Limit("ticket_numbers", 120, HOUR, QUARTER)
"""Numbers from one address: a hall's own kiosk gives some 30 an hour, a machine that plays gives thousands."""
CODES = Limit("booking_codes", 20, QUARTER, QUARTER)
COOKIE, KEPT = "visits", 4
"""The tickets this device took, newest first, so that a page that was closed is found again."""


class NoSuchHall(Refusal):
    """No hall in use has this code."""

    code = "no_such_hall"
    status = 404
    words = "没有这个大厅，或者它已经停用。请回到大厅列表重新选。"


class NothingChosen(Refusal):
    """A number is for something."""

    code = "nothing_chosen"
    words = "请先选要办的事，可以选几件。"


def open_hall(code: str) -> Hall:
    """A hall in use by its code."""
    hall = Hall.objects.filter(code=code[:20].replace("\x00", ""), active=True).first()
    if hall is None:
        raise NoSuchHall()
    return hall


def asked_of(form: Any) -> dict[str, Any]:
    """Items, reason and enterprise of a posted form; what is unknown is left out."""
    reason = form.get("reason", "")
    items = chosen(form.getlist("items"))
    if not items:
        raise NothingChosen()
    return {
        "items": [item.code for item in items],
        "reason": reason if reason in REASONS else "",
        "enterprise": form.get("enterprise") == "1",
    }


def take_here(request: Asked, hall: Hall, *, source: str, actor: Actor | None = None) -> Ticket:
    """A number for what the form asks; of a resident at the own phone also who it is, of nobody else anything."""
    here = actor_of(request)
    own = source == "phone" and here.id > 0 and not here.staff
    asked = asked_of(request.POST)
    if source != "guide":
        attempt(NUMBERS, address_of(request), now=request.now, address=address_of(request))
    person: Mapping[str, Any] = {"person_id": here.person_id, "actor": here} if own else {"actor": actor}
    return take(hall=hall, source=source, now=request.now, key=key_of(request), **asked, **person)


def checks_in(request: Asked, hall: Hall, *, actor: Actor | None = None) -> Ticket:
    """The ticket of a booking whose code is shown at the hall; at the kiosk codes cannot be tried one by one."""
    code = "".join(one for one in request.POST.get("code", "") if one.isascii() and one.isdecimal())[:8]
    if actor is None:
        attempt(CODES, address_of(request), now=request.now, address=address_of(request))
    return check_in(hall=hall, code=code, now=request.now, actor=actor or NOBODY)


def kept(request: Asked) -> list[Ticket]:
    """Today's tickets that this device took, newest first."""
    tokens = [one for one in request.COOKIES.get(COOKIE, "").split(".") if one][:KEPT]
    found = []
    for token in tokens:
        try:
            ticket = by_token(token)
        except Refusal:
            continue
        if ticket.day == local_date(request.now):
            found.append(ticket)
    return found


def keep(request: Asked, response: Any, ticket: Ticket) -> Any:
    """Remember the ticket on this device until the night."""
    before = [one for one in request.COOKIES.get(COOKIE, "").split(".") if one and one != ticket.token]
    told = ".".join([ticket.token, *before][:KEPT])
    response.set_cookie(COOKIE, told, max_age=16 * 3600, httponly=True, samesite="Lax", secure=request.is_secure())
    return response
