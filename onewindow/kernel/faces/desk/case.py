"""A case at the desk: who, what, papers, clock, timeline, and the steps one may take now."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from onewindow.kernel.cases import queries, sight
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.desk import papers
from onewindow.kernel.faces.desk.lists import rail
from onewindow.kernel.faces.desk.scans import scans
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.papers import papers_of
from onewindow.kernel.faces.shown import case_title, clock, due_chip, state_words, when
from onewindow.kernel.faces.words import words
from onewindow.kernel.handbook.fields import Field
from onewindow.kernel.handbook.steps import Step
from onewindow.kernel.people.places import place_words
from onewindow.kernel.people.units import unit_named

LATER = frozenset(
    {"delegate", "hand_over", "countersign", "countersigned", "urge", "extend", "move_edition", "note", "withdraw"}
)
TONES = {"good": "main", "grave": "grave"}
PURPOSES = (
    ("check_identity", "核对申请人身份"),
    ("contact", "联系申请人"),
    ("check_paper", "核对材料与填写是否一致"),
    ("deliver", "制证或送达"),
)


@staff_only
@require_GET
def case(request: Asked, number: str) -> HttpResponse:
    """One case, whole."""
    row = queries.case_by_number(number, actor=request.actor, now=request.now)
    return draw(request, row)


def draw(request: Asked, row: CaseRow, *, shown: dict[str, str] | None = None) -> HttpResponse:
    """The page of a case; `shown` are values unmasked just now."""
    actor, now = request.actor, request.now
    here = queries.steps(row, actor)
    return render(
        request,
        "faces/desk/case.html",
        {
            "title": case_title(row.title),
            "lists": rail(request, ""),
            "search_url": reverse("desk-home"),
            "version": row.version,
            "crumbs": [{"title": gettext("工作台"), "url": reverse("desk-home")}, {"title": row.number, "url": ""}],
            "number": row.number,
            "state": state_words(row.entry, row.state),
            "due": due_chip(row.due_at, row.warn_at, now, ended=bool(row.ended_at), waits_on=row.waits_on),
            "unit": unit_named(row.unit_id),
            "edition": row.edition,
            "retired": row.edition != _current(row),
            "groups": groups(row, request, shown or {}),
            "papers": papers_of(row),
            "scans": scans(row),
            "clocks": clock(row, now),
            "timeline": timeline(row),
            "documents": papers.of_case(row, request),
            "steps": [step_button(row, step) for step in here if step.code not in LATER],
            "acts": [act_link(row, step) for step in here if step.code in LATER],
            "next": {"title": gettext("下一件"), "url": reverse("desk-next")},
            "facts": facts(row),
        },
    )


def _current(row: CaseRow) -> str:
    return sight.current_edition(row)


def act_link(row: CaseRow, step: Step) -> dict[str, Any]:
    """A rarer act as a link to its page, with what it does."""
    return {
        "title": words(step.title),
        "note": words(step.help),
        "url": reverse("desk-step", args=[row.number, step.code]),
    }


def step_button(row: CaseRow, step: Step) -> dict[str, Any]:
    """A step as a button: at once when nothing is asked, else its own page; handing in is the form's own button."""
    handed_in = row.submitted_at is not None
    return {
        "code": step.code,
        "title": words(step.title),
        "key": step.key,
        "tone": TONES.get(step.tone, ""),
        "url": reverse("desk-step", args=[row.number, step.code])
        if handed_in
        else reverse("desk-form", args=[row.number]),
        "needs_page": bool(step.asks) or step.grave or not handed_in,
    }


def groups(row: CaseRow, request: Asked, shown: dict[str, str]) -> list[dict[str, Any]]:
    """The answers by group; a sealed one is masked, with the form that asks why one wants to see it."""
    actor = request.actor
    answers = sight.shown_answers(row, actor)
    may = sight.may_unseal(row, actor)
    found = []
    for group in row.entry.asks:
        pairs = [pair(row, field, answers[field.code], shown, may) for field in group.fields if field.code in answers]
        if pairs:
            found.append({"title": words(group.title), "pairs": pairs})
    kept = [pair(row, one, answers[code], shown, may) for code, one in row.entry.kept.items() if code in answers]
    return [*found, {"title": gettext("办理中记下的"), "pairs": kept}] if kept else found


def pair(row: CaseRow, field: Field, value: Any, shown: dict[str, str], may: bool) -> dict[str, Any]:
    """One answer: its title and its value in words."""
    told: dict[str, Any] = {
        "title": words(field.title),
        "value": in_words(field, value),
        "note": row.marks.get(field.code, ""),
    }
    if field.sealed or field.kind == "name":
        told["masked"] = {
            "value": value,
            "title": words(field.title),
            "field": field.code,
            "id": field.code,
            "url": reverse("desk-unmask", args=[row.number]) if may else "",
            "purposes": [{"code": code, "title": words(title)} for code, title in PURPOSES],
            "shown": shown.get(field.code, ""),
            "open": False,
        }
    return told


def in_words(field: Field, value: Any) -> str:
    """An answer as a person reads it."""
    titles = {one.code: words(one.title) for one in field.choices}
    if field.kind in ("photo", "file"):
        return gettext("已上传")
    if field.kind == "place":
        return place_words(str(value))
    if field.kind == "tick":
        return gettext("已勾选")
    if isinstance(value, list):
        return "、".join(titles.get(str(one), str(one)) for one in value)
    return titles.get(str(value), str(value))


def facts(row: CaseRow) -> list[dict[str, str]]:
    """What was decided: numbers, validity, grounds."""
    return [
        {"title": words(key), "value": str(value)}
        for key, value in row.facts.items()
        if isinstance(value, (str, int)) and not isinstance(value, bool)
    ]


def timeline(row: CaseRow) -> list[dict[str, Any]]:
    """Who did what, newest first."""
    found = []
    for line in reversed(queries.timeline(row)):
        step = row.entry.step.get(line["act"]) if line["about"] == "case" else None
        title = words(step.title) if step else words(beside(line) or line["act"])
        found.append(
            {
                "at": line["at"].isoformat(),
                "words_at": when(line["at"]),
                "title": title,
                "who": line["actor_name"],
                "note": note_of(line["facts"]),
                "tone": step.tone if step else "",
            }
        )
    return found


OPENING = {
    "open": "开始填写",
    "take_over": "窗口接续填写",
    "discard": "放弃草稿",
    "let_go": "承办人离岗，回到本单位",
    "bring_in": "历史办件转入",
}


def beside(line: dict[str, Any]) -> str:
    """What a line says that is no step of the case."""
    if line["about"] == "visit":
        return str(queries.loaded(line["facts"]).get("title", ""))
    return OPENING.get(line["act"], "")


def note_of(facts_text: str) -> str:
    """The reason or note that a line carries."""
    said = queries.loaded(facts_text)
    return str(said.get("reason") or said.get("note") or said.get("opinion") or "")


@staff_only
@require_POST
def unmask(request: Asked, number: str) -> HttpResponse:
    """Show one sealed value once, after its purpose is written in the ledger."""
    actor, now = request.actor, request.now
    row = queries.case_by_number(number, actor=actor, now=now)
    purpose = dict(PURPOSES).get(request.POST.get("purpose", ""), "")
    field = request.POST.get("field", "")
    value = sight.unmask(row.id, field, actor=actor, now=now, purpose=f"{purpose}（{row.number}）" if purpose else "")
    return draw(request, row, shown={field: value})


@staff_only
@require_GET
def next_case(request: Asked) -> HttpResponse:
    """The most urgent case waiting for us."""
    page = queries.page(actor=request.actor, now=request.now, bucket="todo", limit=1)
    if not page.rows:
        messages.success(request, gettext("待办已经办完。"))
        return HttpResponseRedirect(reverse("desk-home"))
    return HttpResponseRedirect(reverse("desk-case", args=[page.rows[0]["number"]]))
