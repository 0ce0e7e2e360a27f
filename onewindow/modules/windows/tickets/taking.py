"""A number is taken, or given back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from django.db import IntegrityError, transaction

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.masks import mask_name
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.persons import masked, oneself
from onewindow.kernel.store.statements import one
from onewindow.modules.windows.items import BY_CODE
from onewindow.modules.windows.line.dispatch import Waiting
from onewindow.modules.windows.line.lanes import LANES, REASONS, lane_for
from onewindow.modules.windows.models import Booking, Companion, Hall, Ticket
from onewindow.modules.windows.staffing.hours import open_spans
from onewindow.modules.windows.tickets.foresight import foresee
from onewindow.modules.windows.tickets.lines import note
from onewindow.modules.windows.tickets.locking import NoSuchTicket, must_be
from onewindow.modules.windows.tickets.waiting import minutes
from onewindow.modules.windows.values import values

SOURCES = frozenset({"phone", "kiosk", "guide", "booking"})
BEFORE = timedelta(minutes=30)
"""People queue before the door opens: numbers are given from then."""
NUMBER = """
insert into ow_windows_hallday (hall_id, day, taken) values (%s, %s, 1)
on conflict (hall_id, day) do update set taken = ow_windows_hallday.taken + 1 returning taken
"""


class HallClosed(Refusal):
    """No numbers outside the hours; staff of the hall may give one."""

    code = "hall_closed"
    status = 409
    words = "{hall}现在不在办理时间，暂不取号。今天的时间：{hours}。可以先网上预约。"


class BookingOver(Refusal):
    """Cancelled or missed: no place is held any more."""

    code = "booking_over"
    status = 409
    words = "这个预约已经取消或者过期。请直接取普通号，老年人、残疾人等可以取优先号。"


class WaitsAlready(Refusal):
    """One number a person from the phone, so that nobody holds several places."""

    code = "waits_already"
    status = 409
    words = "您今天在这里已有 {number} 号，还没有办完。要加事项，请到窗口或引导台说一声；不要这个号，先点“不等了”。"


@dataclass(frozen=True, slots=True)
class Along:
    """Somebody for whom the visit is as well; `relation` as in models.Companion."""

    person_id: int
    relation: str
    paper_file: str = ""


def take(
    *,
    hall: Hall,
    items: Sequence[str],
    source: str,
    now: datetime,
    actor: Actor | None = None,
    reason: str = "",
    person_id: int | None = None,
    companions: Sequence[Along] = (),
    enterprise: bool = False,
    age: int | None = None,
    booking: Booking | None = None,
    key: str | None = None,
) -> Ticket:
    """A ticket in the lane that fits; the same one when `key` or the booking was used before.

    `source`: phone | kiosk | guide | booking.  `reason`: a code of line.lanes.REASONS.
    """
    _must_be_known(items, source, reason)
    if before := _before(key, booking):
        return before
    if source != "guide" and booking is None:  # a booked place is within the hours anyway
        _must_be_open(hall, now)
    kept = booking is not None and now <= booking.ends + timedelta(minutes=values(now)["book.grace_minutes"])
    lane = lane_for(
        items=tuple(items),
        reason=reason,
        booked=kept,
        enterprise=enterprise,
        age=age,
        elder_from=values(now)["senior.priority_age"],
    )
    rank = booking.starts if booking and kept and lane == "booked" else now
    told = foresee(hall, now, extra=Waiting(0, lane, rank.timestamp(), frozenset(items), minutes=minutes(items))).get(0)
    ticket = Ticket(
        hall=hall,
        day=local_date(now),
        token=token_urlsafe(16),
        lane=lane,
        reason=reason,
        items=list(items),
        person_id=person_id,
        called_as=_called_as(person_id, actor, now),
        booking=booking,
        source=source,
        rank=rank,
        taken_at=now,
        estimate=asdict(told) if told else {},
        key=key,
    )
    try:
        with transaction.atomic():
            _write(ticket, companions, actor, now)
    except IntegrityError:  # the same key, or the same booking, at the same moment
        if before := _before(key, booking):
            return before
        raise
    return ticket


def _write(ticket: Ticket, companions: Sequence[Along], actor: Actor | None, now: datetime) -> None:
    """The number last, so that its row is held only while the ticket is written."""
    if ticket.booking:
        _check_in(ticket.booking, now)
    row = one(NUMBER, (ticket.hall_id, ticket.day))
    assert row is not None
    if ticket.source == "phone" and ticket.person_id:
        _must_not_wait(ticket)
    ticket.number = f"{ticket.hall.prefix}{row['taken']:03d}"
    ticket.save(force_insert=True)
    Companion.objects.bulk_create([Companion(ticket=ticket, **asdict(along)) for along in companions])
    title = f"取号 {ticket.number}（{LANES[ticket.lane]}）"
    note(ticket, "take", title, actor=actor, now=now, lane=ticket.lane, source=ticket.source)


def leave(*, token: str, now: datetime, actor: Actor | None = None) -> Ticket:
    """The one who waits goes home; nobody is called for nothing."""
    with transaction.atomic():
        ticket = Ticket.objects.select_for_update(of=("self",)).select_related("hall").filter(token=token).first()
        if ticket is None:
            raise NoSuchTicket()
        if ticket.state == "left":
            return ticket
        must_be(ticket, "waiting", "transferred", "held", "called")
        ticket.state, ticket.ended_at, ticket.outcome = "left", now, "left"
        ticket.only_window, ticket.version = False, ticket.version + 1
        ticket.save()
        note(ticket, "leave", f"{ticket.number} 不等了", actor=actor, now=now)
    return ticket


def _before(key: str | None, booking: Booking | None) -> Ticket | None:
    found = Ticket.objects.select_related("hall").filter(key=key).first() if key else None
    if found is None and booking is not None:
        found = Ticket.objects.select_related("hall").filter(booking=booking).first()
    return found


def _must_be_known(items: Sequence[str], source: str, reason: str) -> None:
    wrong: dict[str, str] = {}
    if not items or any(item not in BY_CODE for item in items):
        wrong["items"] = "请从本大厅能办的事项里选一项或几项"
    if reason and reason not in REASONS:
        wrong["reason"] = "请选一个优先的理由：" + "、".join(REASONS.values())
    if source not in SOURCES:
        wrong["source"] = "取号的来源不对"
    if wrong:
        raise BadAnswers(wrong)


def _must_be_open(hall: Hall, now: datetime) -> None:
    """A hall without hours is always open."""
    if not hall.active:
        raise HallClosed(hall=hall.name, hours="停用")
    if not hall.opens and not hall.after_hours:
        return
    spans = open_spans(hall, local_date(now))
    if not any(start - BEFORE <= now < end for start, end in spans):
        hours = "、".join(f"{start:%H:%M}—{end:%H:%M}" for start, end in spans) or "休息"
        raise HallClosed(hall=hall.name, hours=hours)


def _must_not_wait(ticket: Ticket) -> None:
    waits = Ticket.objects.filter(
        hall=ticket.hall, day=ticket.day, person_id=ticket.person_id, ended_at__isnull=True
    ).first()
    if waits is not None:
        raise WaitsAlready(number=waits.number)


def _check_in(booking: Booking, now: datetime) -> None:
    held = Booking.objects.select_for_update().get(id=booking.id)
    if held.state != "booked":
        raise BookingOver()
    held.state, held.ended_at = "arrived", now
    held.save(update_fields=["state", "ended_at"])
    booking.state, booking.ended_at = held.state, held.ended_at


def _called_as(person_id: int | None, actor: Actor | None, now: datetime) -> str:
    """Masked, for the clerk who calls; the screen shows the number alone."""
    if person_id is None or actor is None:
        return ""
    if actor.person_id == person_id:
        person: Any = oneself(actor)
    else:
        person = masked([person_id], actor=actor, now=now, purpose="取号").get(person_id) if actor.staff else None
    return mask_name(person.name) if person else ""
