"""My bookings: see, put into the calendar, check in, cancel."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import signed_in
from onewindow.kernel.faces.hall.own import trail
from onewindow.kernel.faces.who import actor_of
from onewindow.modules.windows.booking import actions, queries, shown
from onewindow.modules.windows.booking.arriving import check_in
from onewindow.modules.windows.booking.ics import calendar_file


@signed_in
@require_safe
def bookings(request: Asked) -> HttpResponse:
    """Open bookings first, the next one on top; those that are over below."""
    cards = [shown.booking(one, request.now) for one in queries.mine(actor_of(request))]
    why = gettext("不预约也能办：到大厅取号就行。老年人、残疾人不用预约。")
    context = {
        "title": gettext("我的预约"),
        "tab": "mine",
        "coming": [one for one in reversed(cards) if one["open"]],
        "over": [one for one in cards if not one["open"]],
        "crumbs": trail((gettext("我的"), "hall-mine"), (gettext("我的预约"), "")),
        "empty": {"why": gettext("现在没有预约"), "what_to_do": why, "icon": "calendar"},
    }
    return render(request, "windows/booking/mine.html", context)


@signed_in
@require_safe
def ics(request: Asked, booking_id: int) -> HttpResponse:
    """The booking for one's calendar."""
    booking = queries.own(booking_id, actor_of(request))
    content = calendar_file(booking, city=settings.CITY, now=request.now)
    headers = {"Content-Disposition": f'attachment; filename="booking-{booking.id}.ics"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@signed_in
@require_POST
def cancel(request: Asked, booking_id: int) -> HttpResponse:
    """Give the place back."""
    actions.cancel(booking_id=booking_id, actor=actor_of(request), now=request.now)
    messages.success(request, gettext("预约已取消。"))
    return HttpResponseRedirect(reverse("windows-bookings"))


@signed_in
@require_POST
def arrive(request: Asked, booking_id: int) -> HttpResponse:
    """Check in: the ticket of the booking."""
    actor = actor_of(request)
    booking = queries.own(booking_id, actor)
    ticket = check_in(hall=booking.hall, code=booking.code, now=request.now, actor=actor)
    return HttpResponseRedirect(reverse("windows-ticket", args=[ticket.token]))
