"""The hall chief's page: the week's plan, who may handle what, whose certificate runs out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.hall.own import trail
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.who import actor_of
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.modules.windows.staffing import shown
from onewindow.modules.windows.staffing.changes import CHANGES, day_of
from onewindow.modules.windows.staffing.planning import PLANNERS
from onewindow.modules.windows.staffing.queries import officers
from onewindow.modules.windows.staffing.reach import NoSuchHall, hall_for, halls_for


@staff_only
@require_safe
def staffing(request: Asked) -> HttpResponse:
    """One hall, one week."""
    actor, today = actor_of(request), local_date(request.now)
    halls = halls_for(actor, PLANNERS)
    if not halls:
        raise NoSuchHall()
    hall = hall_for(request.GET.get("hall") or halls[0].code, actor, PLANNERS)
    monday = monday_of(day_of(request.GET.get("week", "")) or today)
    people = officers(hall, max(monday, today))
    week = shown.week(hall, monday, request.now)
    context: dict[str, Any] = {
        "title": gettext("排班和授权"),
        "crumbs": trail((gettext("工作台"), "desk-home"), (gettext("排班和授权"), "")),
        "hall": hall,
        "halls": [{"name": one.name, "url": address(one.code, monday), "here": one == hall} for one in halls],
        "week": week,
        "monday": monday,
        "before": address(hall.code, monday - timedelta(days=7)),
        "after": address(hall.code, monday + timedelta(days=7)),
        "officers": people,
        "windows": hall.windows.filter(active=True).order_by("number"),
        "matrix": shown.matrix(people, today),
        "certificates": shown.certificates(people, today),
        "today": today.isoformat(),
        "change": {what: reverse("windows-staffing-change", args=[hall.code, what]) for what in CHANGES},
    }
    return render(request, "windows/staffing/page.html", context)


@staff_only
@require_POST
def change(request: Asked, code: str, what: str) -> HttpResponse:
    """One change of the plan or of leave: all of it or nothing; back to the page with a sentence either way."""
    actor = actor_of(request)
    hall = hall_for(code, actor, PLANNERS)
    if what not in CHANGES:
        raise NoSuchHall()
    try:
        with transaction.atomic():
            messages.success(request, CHANGES[what](request.POST, hall, actor, request.now))
    except BadAnswers as refusal:
        for fault in dict.fromkeys(refusal.errors.values()):
            messages.error(request, words(fault))
    except Refusal as refusal:
        if refusal.status == NoSuchHall.status:
            raise
        messages.error(request, sentence(refusal))
    monday = monday_of(day_of(request.POST.get("week", "")) or local_date(request.now))
    return HttpResponseRedirect(address(hall.code, monday))


def address(code: str, monday: date) -> str:
    """The page of a hall and a week."""
    return f"{reverse('windows-staffing')}?hall={code}&week={monday.isoformat()}"


def monday_of(day: date) -> date:
    """The first day of the week of that day."""
    return day - timedelta(days=day.weekday())
