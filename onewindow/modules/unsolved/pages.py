"""The page of kinds and defects: what comes too often this month, and how many days a rule took to change."""

from __future__ import annotations

from datetime import datetime
from statistics import median
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import public, staff_only
from onewindow.kernel.faces.hall.own import trail
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.parameters.queries import in_force
from onewindow.modules.unsolved import queries
from onewindow.modules.unsolved.defect import DEFECT
from onewindow.modules.unsolved.definition import HEADS, MODULE
from onewindow.modules.unsolved.report import CATEGORY, MATTER, REPORT
from onewindow.modules.unsolved.source import month_of


class NotYourPage(Refusal):
    """Kinds and defects are for those who answer for the rules."""

    code = "not_your_defects"
    status = 403
    words = "这一页由窗口长、审批、所队长和督察看。要反映事情办不成，请从办事大厅进。"


@public
@require_safe
def phone(request: Asked) -> HttpResponse:
    """The way in from the hall: the guide of the matter, with its button."""
    return HttpResponseRedirect(reverse("hall-guide", args=[REPORT.code]))


@staff_only
@require_safe
def home(request: Asked) -> HttpResponse:
    """Kinds of this month against the number that makes a defect; defects with their days."""
    if not any(request.actor.holds(role) for role in HEADS):
        raise NotYourPage()
    since, until = month_of(request.now)
    most = in_force(MODULE.policy, local_date(request.now))["same_kind_a_month"]
    found = queries.defects(actor=request.actor)
    took = [one.days for one in found if one.days is not None and one.state == "changed"]
    context = {
        "title": gettext("办不成事和规则缺陷"),
        "crumbs": trail((gettext("工作台"), "desk-home"), (gettext("办不成事和规则缺陷"), "")),
        "month": f"{since:%Y-%m}",
        "most": most,
        "kinds": [
            {"title": kind_told(one["category"], one["matter"]), "n": one["n"], "over": one["n"] >= most}
            for one in queries.kinds(since, until, actor=request.actor)
        ],
        "defects": [_defect(one, request.now) for one in found],
        "changed": len(took),
        "proposed": len(found),
        "median": f"{median(took):.0f}" if took else "—",
        "longest": max(took, default=None),
        "loop": reverse("desk-loop", args=[REPORT.code]),
        "todo": f"{reverse('desk-home')}?list=todo&type={REPORT.code}",
        "empty": {"why": gettext("这个月还没有反映。"), "what_to_do": ""},
        "none": {"why": gettext("还没有提出过规则缺陷。"), "what_to_do": ""},
    }
    return render(request, "unsolved/home.html", context)


def kind_told(category: str, matter: str) -> str:
    """A kind in the reader's words."""
    named = {one.code: words(one.title) for one in (*CATEGORY.choices, *MATTER.choices)}
    entry = shelf().current.get(matter)
    return f"{words(entry.title) if entry else named.get(matter, matter)} · {named.get(category, category)}"


def _defect(one: queries.Defect, now: datetime) -> dict[str, Any]:
    state = DEFECT.state[one.state]
    waits = (local_date(now) - local_date(one.proposed_at)).days
    return {
        "number": one.number,
        "url": reverse("desk-case", args=[one.number]),
        "title": kind_told(*one.kind.split(":", 1)) if ":" in one.kind else one.kind,
        "month": one.month,
        "count": one.count,
        "state": words(state.title),
        "days": one.days if one.days is not None else waits,
        "running": one.days is None,
        "changed": one.changed,
    }
