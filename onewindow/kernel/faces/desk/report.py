"""Findings that staff report themselves: hazards, disputes, calls and whatever else a chapter opens to its roles."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from onewindow.kernel.cases import drafts
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.desk.lists import rail
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.refusal import Refusal


@staff_only
@require_http_methods(["GET", "POST"])
def report(request: Asked) -> HttpResponse:
    """Choose what to report; the form is the one every matter has."""
    if request.method == "POST":
        return _begin(request)
    return render(
        request,
        "faces/desk/report.html",
        {
            "title": gettext("上报、登记"),
            "lists": rail(request, ""),
            "matters": matters(request),
            "empty": {
                "why": gettext("您的岗位没有要上报、登记的事项。"),
                "what_to_do": gettext("需要的话，请系统管理员核对您的岗位。"),
            },
            "crumbs": [
                {"title": gettext("工作台"), "url": reverse("desk-home")},
                {"title": gettext("上报、登记"), "url": ""},
            ],
        },
    )


def matters(request: Asked) -> list[dict[str, Any]]:
    """What this actor may report."""
    return [
        {"code": entry.code, "title": words(entry.title), "note": words(entry.summary)}
        for entry in drafts.reportable(request.actor)
    ]


def _begin(request: Asked) -> HttpResponse:
    try:
        row = drafts.open_draft(request.POST.get("matter", ""), actor=request.actor, now=request.now, channel="window")
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
        return HttpResponseRedirect(reverse("desk-report"))
    return HttpResponseRedirect(reverse("desk-form", args=[row.number]))
