"""The guide for hall managers: the first day, every day, when something fails, and what is set in this hall."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_safe

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.context import ways
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.managing import told
from onewindow.modules.windows.models import Hall
from onewindow.modules.windows.staffing.queries import officers
from onewindow.modules.windows.staffing.reach import NoSuchHall, hall_for, halls_for
from onewindow.modules.windows.values import values

ROLES = frozenset({"hall_chief", "chief"})
PUBLIC = (
    ("windows-hall", gettext_noop("手机取号和预约")),
    ("windows-kiosk", gettext_noop("自助取号机")),
    ("windows-screen", gettext_noop("叫号大屏")),
)
"""Addresses that no one signs in to."""


@staff_only
@require_safe
def page(request: Asked) -> HttpResponse:
    """The guide for one hall: the one asked for, else the first within reach."""
    if not any(request.actor.holds(role) for role in ROLES):
        raise NoSuchHall()
    own = halls_for(request.actor, ROLES)
    code = request.GET.get("hall", "")[:20].replace("\x00", "")
    hall = hall_for(code, request.actor, ROLES) if code else own[0] if own else None
    context: dict[str, Any] = {"title": gettext("大厅怎么管"), "doors": doors(request.actor)}
    if hall is None:
        context["empty"] = {"why": gettext("您管的单位还没有大厅"), "icon": "building"}
    else:
        context |= of_hall(hall, request)
        here = reverse("windows-managers")
        context["halls"] = [
            {"title": one.name, "url": f"{here}?hall={one.code}", "current": one.id == hall.id} for one in own
        ]
    return render(request, "windows/managing/page.html", context)


def doors(actor: Actor) -> dict[str, dict[str, str]]:
    """The room's pages that this actor may open, by the word after `windows-`; others are named without a link."""
    return {
        way.address.removeprefix("windows-"): {"title": words(way.title), "url": reverse(way.address)}
        for way in ways(actor, "desk")
        if way.address.startswith("windows-")
    }


def of_hall(hall: Hall, request: Asked) -> dict[str, Any]:
    """Everything that is drawn from this hall and from the declarations."""
    today = local_date(request.now)
    people, now = officers(hall, today), values(request.now)
    items = told.items(people, today)
    return {
        "hall": hall,
        "opens": told.hours(hall.opens),
        "after_hours": told.hours(hall.after_hours),
        "windows": told.windows(hall),
        "state": told.state(hall, people, items, today),
        "items": items,
        "rules": told.rules(now),
        "devices": told.devices(),
        "set_parcel_remind": now["parcel.remind_days"],
        "set_parcel_unclaimed": now["parcel.unclaimed_days"],
        "set_recall": now["queue.recall"],
        "set_return": now["queue.return_after"],
        "public": [
            {"title": gettext(title), "url": request.build_absolute_uri(reverse(name, args=[hall.code]))}
            for name, title in PUBLIC
        ],
    }
