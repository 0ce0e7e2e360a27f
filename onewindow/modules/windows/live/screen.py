"""The hall's screen: numbers and windows in large type, never a name; anybody may look."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import public
from onewindow.kernel.faces.words import words
from onewindow.modules.windows.live.kinds import KINDS
from onewindow.modules.windows.live.upcoming import upcoming
from onewindow.modules.windows.models import Hall
from onewindow.modules.windows.staffing.reach import NoSuchHall
from onewindow.modules.windows.tickets.queries import AtWindow, at_windows, how_many_wait

SHOWN, FRESH, LINGERS = 6, timedelta(seconds=30), timedelta(seconds=60)
"""How many wait on the screen; how long a call is marked, and stays after the person sat down."""
AWAY = {"lunch": "午休", "meeting": "暂停", "system": "系统故障", "other": "暂停"}


@public
@never_cache
@require_safe
def page(request: Asked, code: str) -> HttpResponse:
    """The whole screen, or its board alone for the script that follows the hall."""
    hall = Hall.objects.filter(code=code[:20].replace("\x00", ""), active=True).first()
    if hall is None:
        raise NoSuchHall()
    context = board(hall, request)
    if request.headers.get("X-Part") == "board":
        return render(request, "windows/live/screen_board.html", context)
    return render(request, "windows/live/screen.html", context)


def board(hall: Hall, request: Asked) -> dict[str, Any]:
    """Called now by window, every window, the next few, how many wait."""
    windows = at_windows(hall)
    waiting = how_many_wait(hall, request.now)
    return {
        "title": gettext("叫号 · {hall}").format(hall=hall.name),
        "hall": {"title": hall.name},
        "live_url": f"/live/hall/{hall.code}",
        "calling": calling(windows, request),
        "windows": [drawn(one) for one in windows],
        "next": upcoming(hall, now=request.now, most=SHOWN),
        "nobody": nobody(waiting, windows),
        "waiting_words": gettext("共 {n} 人在等").format(n=waiting) if waiting else "",
    }


def nobody(waiting: int, windows: list[AtWindow]) -> str:
    """Why no number comes next: nobody waits, no window is open, or none that is open may call who waits."""
    if not waiting:
        return gettext("没有人在等")
    if all(one.state == "closed" for one in windows):
        return gettext("现在没有窗口开着")
    return gettext("在等的事，开着的窗口现在办不了，请问引导台")


def calling(windows: list[AtWindow], request: Asked) -> list[dict[str, Any]]:
    """Numbers on their way to a window, the latest first; one that has just sat down stays for a moment."""
    found = []
    for one in windows:
        ticket = one.ticket
        if ticket is None or ticket.called_at is None:
            continue
        since = request.now - ticket.called_at
        if ticket.state == "called" or since < LINGERS:
            spelled = " ".join(ticket.number)
            found.append(
                {
                    "number": ticket.number,
                    "window": one.number,
                    "key": f"{ticket.number}-{one.number}-{ticket.calls}",
                    "say": gettext("请 {number} 号，到 {window} 号窗口").format(number=spelled, window=one.number),
                    "fresh": ticket.state == "called" and since < FRESH,
                    "at": ticket.called_at,
                }
            )
    return sorted(found, key=lambda one: one["at"], reverse=True)


def drawn(one: AtWindow) -> dict[str, Any]:
    """One window in a word: the number it serves, free, away, closed."""
    if one.ticket is not None:
        said, state = one.ticket.number, "busy"
    elif one.state == "open":
        said, state = gettext("空闲"), "open"
    elif one.state == "away":
        said, state = words(AWAY.get(one.why, "暂停")), "away"
    else:
        said, state = gettext("没有开"), "closed"
    return {
        "number": one.number,
        "kind": "" if one.kind == "combined" else words(one.name or KINDS.get(one.kind, "")),
        "words": said,
        "state": state,
    }
