"""At the window: begin for the person in front of you, or go on with what they began on the phone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onewindow.kernel.cases import actions, drafts, queries
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.desk.lists import rail
from onewindow.kernel.faces.fields import drawn_all, posted
from onewindow.kernel.faces.forms import PICTURES, picture
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.papers import papers_of
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.uploads import uploaded
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.handbook.fields import Field
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.people.actions import create_person


@staff_only
@require_GET
def start(request: Asked) -> HttpResponse:
    """Choose a matter for the person at the window, or enter the number on their phone."""
    matters = [
        {"code": code, "title": words(entry.title), "law": words(entry.law.cited)}
        for code, entry in shelf().current.items()
        if entry.opened_by == "applicant" and not entry.retired_on
    ]
    return render(
        request,
        "faces/desk/start.html",
        {
            "title": gettext("窗口收件"),
            "lists": rail(request, ""),
            "search_url": reverse("desk-home"),
            "matters": matters,
            "crumbs": [
                {"title": gettext("工作台"), "url": reverse("desk-home")},
                {"title": gettext("窗口收件"), "url": ""},
            ],
            "said": request.GET,
        },
    )


@staff_only
@require_POST
def begin(request: Asked) -> HttpResponse:
    """Open a draft for a person, known by identity number; a new person is entered with their name."""
    actor, now = request.actor, request.now
    try:
        person_id = create_person(
            name=request.POST.get("name", ""),
            id_no=request.POST.get("id_no", ""),
            phone=request.POST.get("phone", ""),
            proof="window",
            actor=actor,
            now=now,
        )
        row = drafts.open_draft(
            request.POST.get("matter", ""),
            actor=actor,
            now=now,
            channel="window",
            person_id=person_id,
            answers=_known(request),
        )
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
        return HttpResponseRedirect(reverse("desk-start"))
    return HttpResponseRedirect(reverse("desk-form", args=[row.number]))


def _known(request: Asked) -> dict[str, Any]:
    """What the clerk has typed already fills the form."""
    entry = shelf().entry(request.POST.get("matter", ""))
    known = {
        "applicant.name": request.POST.get("name", ""),
        "applicant.id_no": request.POST.get("id_no", ""),
        "applicant.phone": request.POST.get("phone", ""),
    }
    return {field.code: known[field.prefill] for field in entry.fields.values() if known.get(field.prefill)}


@staff_only
@require_POST
def resume(request: Asked) -> HttpResponse:
    """Go on with a draft begun on the phone: its number and the code the person shows."""
    try:
        case_id = drafts.take_over(
            request.POST.get("number", ""), request.POST.get("code", ""), actor=request.actor, now=request.now
        )
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
        return HttpResponseRedirect(reverse("desk-start"))
    row = queries.case(case_id, actor=request.actor, now=request.now)
    return HttpResponseRedirect(reverse("desk-form", args=[row.number]))


@staff_only
@require_http_methods(["GET", "POST"])
def form(request: Asked, number: str) -> HttpResponse:
    """The whole form on one page; save keeps it, submit hands it in."""
    actor, now = request.actor, request.now
    row = queries.case_by_number(number, actor=actor, now=now)
    if request.method == "GET":
        return _page(request, row, row.answers, {}, "")
    fields = list(row.entry.fields.values())
    given = posted(fields, request.POST)
    try:
        files, papers = uploaded(request, row)
        drafts.save_draft(row.id, actor=actor, now=now, answers={**given, **files}, papers=papers)
        if "submit" not in request.POST:
            messages.success(request, gettext("已保存。"))
            return HttpResponseRedirect(reverse("desk-form", args=[number]))
        step = handing_in(row) if row.submitted_at is None else "supply"
        actions.take(step, case_id=row.id, actor=actor, now=now, case_type=row.case_type)
    except BadAnswers as refusal:
        row = queries.case_by_number(number, actor=actor, now=now)
        return _page(request, row, {**row.answers, **given}, refusal.errors, sentence(refusal), status=422)
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
        return HttpResponseRedirect(reverse("desk-form", args=[number]))
    messages.success(request, gettext("已提交：{number}").format(number=number))
    return HttpResponseRedirect(reverse("desk-case", args=[number]))


def handing_in(row: CaseRow) -> str:
    """The step that hands this matter in."""
    return next(step.code for step in row.entry.steps_from(row.entry.first.code) if not step.retired)


def _drawn(
    row: CaseRow, fields: Sequence[Field], answers: dict[str, Any], errors: dict[str, str]
) -> list[dict[str, Any]]:
    """The questions of a group, with the pictures that are there already."""
    kinds, found = {field.code: field for field in fields}, drawn_all(fields, answers, errors)
    for one in found:
        if kinds[one["code"]].kind in PICTURES:
            picture(
                one,
                kinds[one["code"]],
                row.answers.get(one["code"]),
                lambda held: reverse("file", args=[row.number, held]),
            )
    return found


def _conditions(row: CaseRow) -> dict[str, tuple[str, list[str]]]:
    """Which answer decides whether a question applies, and by which values; a tick is posted as 1."""
    asked = [field for field in row.entry.fields.values() if field.when]
    return {
        one.code: (one.when.field, sorted("1" if value is True else str(value) for value in one.when.values))
        for one in asked
        if one.when
    }


def _page(
    request: Asked, row: CaseRow, answers: dict[str, Any], errors: dict[str, str], said: str, status: int = 200
) -> HttpResponse:
    listed = [{"field": code, "id": f"f-{code}", "words": words(text)} for code, text in errors.items()]
    return render(
        request,
        "faces/desk/form.html",
        {
            "title": words(row.entry.title),
            "lists": rail(request, ""),
            "search_url": reverse("desk-home"),
            "dense": True,
            "crumbs": [
                {"title": gettext("工作台"), "url": reverse("desk-home")},
                {"title": gettext("窗口收件"), "url": reverse("desk-start")},
                {"title": row.number, "url": ""},
            ],
            "groups": [
                {"title": words(group.title), "fields": _drawn(row, group.fields, answers, errors)}
                for group in row.entry.asks
            ],
            "asked_when": json.dumps(_conditions(row)),
            "papers": papers_of(row, fields=True, errors=errors),
            "number": row.number,
            "summary": {"title": said, "errors": listed} if said else None,
        },
        status=status,
    )
