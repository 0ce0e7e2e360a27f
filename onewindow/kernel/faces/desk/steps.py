"""Taking a step from the desk: one key when nothing is asked, a short page when something is."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from onewindow.kernel.cases import actions, gate, queries
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.desk.lists import rail
from onewindow.kernel.faces.fields import Options, drawn_all, posted
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.shown import case_title
from onewindow.kernel.faces.uploads import uploaded
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.handbook.steps import Step
from onewindow.kernel.people.units import officers_of, working_units


@staff_only
@require_http_methods(["GET", "POST"])
def step(request: Asked, number: str, code: str) -> HttpResponse:
    """Ask what the step asks, then take it."""
    actor, now = request.actor, request.now
    row = queries.case_by_number(number, actor=actor, now=now)
    taking = gate.step_of(row.entry, code)
    if request.method == "GET":
        return _page(request, row, taking, {}, {}, "")
    given = posted(taking.asks, request.POST)
    version = request.POST.get("version", "")
    try:
        if request.FILES:
            given |= uploaded(request, row, taking.asks)[0]
        taken = actions.take(
            code,
            case_id=row.id,
            actor=actor,
            now=now,
            given=given,
            case_type=row.case_type,
            version=int(version) if version.isdigit() else None,
        )
    except BadAnswers as refusal:
        return _page(request, row, taking, given, refusal.errors, sentence(refusal), status=422)
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
        return HttpResponseRedirect(reverse("desk-case", args=[number]))
    state = row.entry.state.get(taken.state)
    messages.success(
        request,
        gettext("已{step}：{number}，现在是“{state}”。").format(
            step=words(taking.title), number=number, state=words(state.title) if state else ""
        ),
    )
    return HttpResponseRedirect(reverse("desk-case", args=[number]))


def _page(
    request: Asked,
    row: CaseRow,
    taking: Step,
    given: dict[str, Any],
    errors: dict[str, str],
    said: str,
    status: int = 200,
) -> HttpResponse:
    elsewhere = {code: words_ for code, words_ in errors.items() if code not in {f.code for f in taking.asks}}
    listed = [{"field": code, "id": f"f-{code}", "words": words(text)} for code, text in errors.items()]
    return render(
        request,
        "faces/desk/step.html",
        {
            "title": words(taking.title),
            "lists": rail(request, ""),
            "search_url": reverse("desk-home"),
            "crumbs": [
                {"title": gettext("工作台"), "url": reverse("desk-home")},
                {"title": row.number, "url": reverse("desk-case", args=[row.number])},
                {"title": words(taking.title), "url": ""},
            ],
            "case_title": case_title(row.title),
            "help": words(taking.help),
            "law": words(taking.law.cited) if taking.law else "",
            "fields": drawn_all(taking.asks, given, errors, _options(row, taking, local_date(request.now))),
            "dense": True,
            "summary": {"title": said, "errors": listed} if said else None,
            "elsewhere": elsewhere,
            "version": row.version,
            "grave": taking.grave,
            "back": reverse("desk-case", args=[row.number]),
            "tone": "grave" if taking.grave else "main",
            "step_title": words(taking.title),
        },
        status=status,
    )


def _options(row: CaseRow, taking: Step, day: date) -> dict[str, Options]:
    """Choices known only now: units, officers, the fields and papers of this case."""
    found: dict[str, Options] = {}
    for field in taking.asks:
        if field.register == "people.unit":
            found[field.code] = [(unit.code, unit.name) for unit in working_units() if unit.path != row.unit_path]
        elif field.register == "people.officer":
            found[field.code] = [(one["badge"], one["name"]) for one in officers_of(row.unit_path, day=day)]
        elif field.register == "handbook.matter":
            found[field.code] = [
                (code, words(entry.title)) for code, entry in shelf().current.items() if entry.opened_by == "applicant"
            ]
        elif field.register == "case.fields":
            asked = [(one.code, words(one.title)) for one in row.entry.fields.values() if one.asked(row.answers)]
            papers = [
                (f"paper_{paper.code}", words(paper.title))
                for paper in row.entry.papers
                if paper.when is None or paper.when.holds(row.answers)
            ]
            found[field.code] = asked + papers
    return found
