"""Who sits at a window: sit, away, back, close.  Nobody at two windows, no window with two."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.models import Seat, Ticket, Window
from onewindow.modules.windows.models.visits import AT_WINDOW
from onewindow.modules.windows.staffing.queries import AT_WINDOW_ROLES
from onewindow.modules.windows.staffing.reach import NoSuchHall, works_at
from onewindow.modules.windows.tickets.lines import note, note_seat
from onewindow.modules.windows.tickets.locking import must_have_leave

WHY = {"lunch": "午休", "meeting": "开会", "system": "系统故障", "other": "有事离开"}
"""Why an officer is away, as the chief's view shows it."""


class NotSitting(Refusal):
    """The officer does not sit at this window, or is away from it."""

    code = "not_sitting"
    status = 409
    words = "您现在没有在这个窗口上岗。请先在窗口页点“上岗”或“回来”。"


class Taken(Refusal):
    """Somebody else sits there."""

    code = "window_taken"
    status = 409
    words = "{number} 号窗口已由{name}上岗。请选别的窗口，或者请对方先离岗。"


class SitsElsewhere(Refusal):
    """One officer, one window."""

    code = "sits_elsewhere"
    status = 409
    words = "您已在 {number} 号窗口上岗。请先在那里离岗。"


class NotEmpty(Refusal):
    """Somebody is being served there."""

    code = "window_not_empty"
    status = 409
    words = "{number} 还在窗口。请先办完、暂停、转走或记过号，再离岗。"


def sit(*, window_id: int, actor: Actor, now: datetime) -> Seat:
    """Open the window; refused without any authorisation or certificate in force, saying who has one."""
    window = _window(window_id, actor)
    if not window.active:
        raise NotSitting()
    must_have_leave(window.hall, actor, now)
    try:
        with transaction.atomic():
            seat = _seat(window)
            if seat.state == "open" and seat.account_id == actor.id:
                return seat
            if seat.account_id not in (None, actor.id):
                raise Taken(number=window.number, name=seat.account_name)
            return _set(seat, window, "open", actor, now, title=f"{window.number} 号窗口开始办理")
    except IntegrityError as twice:  # the other window was quicker
        raise _elsewhere(actor) from twice


def away(*, window_id: int, why: str, actor: Actor, now: datetime) -> Seat:
    """Not calling for a while; `why` is a code of WHY."""
    if why not in WHY:
        raise BadAnswers({"why": "请选一个原因：" + "、".join(WHY.values())})
    window = _window(window_id, actor)
    with transaction.atomic():
        seat = _own(window, actor)
        _must_be_empty(window)
        return _set(seat, window, "away", actor, now, why=why, title=f"{window.number} 号窗口暂停：{WHY[why]}")


def back(*, window_id: int, actor: Actor, now: datetime) -> Seat:
    """Calling again."""
    window = _window(window_id, actor)
    must_have_leave(window.hall, actor, now)
    with transaction.atomic():
        return _set(_own(window, actor), window, "open", actor, now, title=f"{window.number} 号窗口恢复办理")


def close(*, window_id: int, actor: Actor, now: datetime) -> Seat:
    """The officer goes; tickets passed to this very window go back to everybody.  Also by the hall's chief."""
    window = _window(window_id, actor)
    with transaction.atomic():
        seat = _seat(window) if works_at(window.hall, actor, {"hall_chief"}) else _own(window, actor)
        _must_be_empty(window)
        _set(seat, window, "closed", actor, now, title=f"{window.number} 号窗口停止办理")
        passed_on = Ticket.objects.select_for_update().filter(window=window, only_window=True, state="transferred")
        for ticket in passed_on.order_by("id"):
            ticket.only_window, ticket.window, ticket.version = False, None, ticket.version + 1
            ticket.save(update_fields=["only_window", "window", "version"])
            ticket.hall = window.hall
            note(
                ticket,
                "release",
                f"{window.number} 号窗口停止办理，{ticket.number} 改由任一窗口叫号",
                actor=actor,
                now=now,
            )
    return seat


def _window(window_id: int, actor: Actor) -> Window:
    window = Window.objects.select_related("hall").filter(id=window_id).first()
    if window is None or not works_at(window.hall, actor, AT_WINDOW_ROLES):
        raise NoSuchHall()
    return window


def _seat(window: Window) -> Seat:
    """The row of the window, locked; made when it never had one."""
    Seat.objects.bulk_create([Seat(window=window)], ignore_conflicts=True)
    return Seat.objects.select_for_update().get(window=window)


def _own(window: Window, actor: Actor) -> Seat:
    seat = _seat(window)
    if seat.account_id != actor.id:
        raise NotSitting()
    return seat


def _must_be_empty(window: Window) -> None:
    there = Ticket.objects.filter(window=window, state__in=AT_WINDOW).first()
    if there is not None:
        raise NotEmpty(number=there.number)


def _elsewhere(actor: Actor) -> SitsElsewhere:
    seat = Seat.objects.select_related("window").filter(account_id=actor.id).first()
    return SitsElsewhere(number=seat.window.number if seat else "另一")


def _set(seat: Seat, window: Window, state: str, actor: Actor, now: datetime, *, title: str, why: str = "") -> Seat:
    """`since` is the moment of this state."""
    seat.state, seat.why, seat.since = state, why, now
    here = state != "closed"
    seat.account_id, seat.account_name = (actor.id, actor.name) if here else (None, "")
    seat.save()
    note_seat(window, f"seat_{state}", title, actor=actor, now=now, why=why)
    return seat
