"""Taking a number at the phone, the kiosk or the guide's desk: what was asked becomes one call of `tickets.take`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.hall.own import key_of
from onewindow.kernel.faces.signin.address import address_of
from onewindow.kernel.faces.who import actor_of
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.holds import Limit, attempt
from onewindow.modules.windows.arrival.choosing import chosen
from onewindow.modules.windows.line.lanes import REASONS
from onewindow.modules.windows.models import Booking, Hall, Ticket
from onewindow.modules.windows.tickets.actions import take
from onewindow.modules.windows.tickets.queries import by_token

HOUR, QUARTER = timedelta(hours=1), timedelta(minutes=15)
NUMBERS = Limit("ticket_numbers", 120, HOUR, QUARTER)
"""Numbers from one address: a hall's own kiosk gives some 30 an hour, a machine that plays gives thousands."""
CODES = Limit("booking_codes", 20, QUARTER, QUARTER)
COOKIE, KEPT = "visits", 4
"""The tickets this device took, newest first, so that a page that was closed is found again."""


class NoSuchHallHere(Refusal):
    """No hall in use has this code."""

    code = "no_such_hall"
    status = 404
    words = "没有这个大厅，或者它已经停用。请回到大厅列表重新选。"


class NothingChosen(Refusal):
    """A number is for something."""

    code = "nothing_chosen"
    words = "请先选要办的事，可以选几件。"


class NoSuchBooking(Refusal):
    """The code is nobody's at this hall."""

    code = "no_such_booking"
    words = "没有找到这个预约码。请核对 8 位数字；找不到预约，可以现场直接取号。"


class BookedForAnotherDay(Refusal):
    """The booking is not for today; facts: `day`."""

    code = "booked_another_day"
    words = "这个预约是 {day} 的。今天要办，请现场直接取号。"


class BookingOver(Refusal):
    """The booking was given up or missed."""

    code = "booking_over"
    words = "这个预约已经取消或过时了。可以现场直接取号。"


def open_hall(code: str) -> Hall:
    """A hall in use by its code."""
    hall = Hall.objects.filter(code=code[:20].replace("\x00", ""), active=True).first()
    if hall is None:
        raise NoSuchHallHere()
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


def check_in(request: Asked, hall: Hall, *, actor: Actor | None = None) -> Ticket:
    """The ticket of a booking whose code is shown at the hall; the same one when it is shown twice."""
    code = "".join(one for one in request.POST.get("code", "") if one.isascii() and one.isdecimal())[:8]
    if actor is None:
        attempt(CODES, address_of(request), now=request.now, address=address_of(request))
    booking = Booking.objects.filter(hall=hall, code=code).first() if len(code) == 8 else None
    if booking is None:
        raise NoSuchBooking()
    must_be_for(booking, request.now)
    return take(
        hall=hall,
        items=booking.items,
        source="booking",
        now=request.now,
        actor=actor,
        person_id=booking.person_id,
        booking=booking,
    )


def must_be_for(booking: Booking, now: datetime) -> None:
    """Refuse a booking of another day, or one that is over."""
    if booking.state not in ("booked", "arrived"):
        raise BookingOver()
    if local_date(booking.starts) != local_date(now):
        raise BookedForAnotherDay(day=f"{local_date(booking.starts):%m-%d}")


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
