"""Checking one's answers, and handing in."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from onewindow.kernel.cases import actions
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.forms import PICTURES, Leaf, faults, leaves, said
from onewindow.kernel.faces.gates import signed_in
from onewindow.kernel.faces.hall.form import path, progress
from onewindow.kernel.faces.hall.own import form_open, key_of, own_case_by_id, pruned, reader, whole
from onewindow.kernel.faces.hall.papers import drawn
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.shown import case_title
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import BadAnswers, Refusal


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Asked, case_id: int) -> HttpResponse:
    """Everything at a glance, each with a way to change it; then the button."""
    row = pruned(own_case_by_id(request, case_id))
    step = form_open(row)
    if not step:
        return HttpResponseRedirect(reverse("hall-case", args=[row.number]))
    if request.method != "POST":
        return show(request, row, step)
    actor, now = reader(request)
    try:
        actions.take(
            step,
            case_id=row.id,
            actor=actor,
            now=now,
            case_type=row.case_type,
            version=whole(request.POST.get("version", "")),
            key=key_of(request),
        )
    except BadAnswers as refusal:
        return show(request, row, step, lacking=refusal.errors, status=refusal.status)
    except Refusal as refusal:
        return show(request, row, step, refused=refusal, status=refusal.status)
    messages.success(request, gettext("已提交，我们收到了。下面是办理进度，有变化会通知您。"))
    return HttpResponseRedirect(reverse("hall-case", args=[row.number]))


def show(
    request: Asked,
    row: CaseRow,
    step: str,
    *,
    lacking: dict[str, str] | None = None,
    refused: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw the page; what is still missing is told here as well, with the page where it is put right."""
    today = local_date(reader(request)[1])
    papers = drawn(row, today, {})
    wrong = {**still_missing(row, papers, today), **(lacking or {})}
    here = progress(row, reverse("hall-review", args=[row.id]), today)
    here["bar"]["title"] = gettext("核对")
    may_papers = not row.marks or any(code.startswith("paper_") for code in row.marks)
    context = {
        "title": f"{gettext('核对')} · {case_title(row.title)}",
        "matter": case_title(row.title),
        "progress": here["bar"],
        "back": here["back"],
        "groups": groups(row, wrong, today),
        "papers": papers,
        "papers_url": reverse("hall-papers", args=[row.id]) if may_papers else "",
        "faults": [{"words": words(text), "url": where(row, code)} for code, text in wrong.items()],
        "refusal": {"title": gettext("现在还不能提交"), "words": sentence(refused)} if refused else None,
        "marks": marks(row),
    }
    button = {"step": words(row.entry.step[step].title), "key": uuid4().hex, "version": row.version}
    return render(request, "faces/hall/review.html", context | button, status=status)


def still_missing(row: CaseRow, papers: list[dict[str, Any]], today: date) -> dict[str, str]:
    """What the form and the papers lack, by field code or `paper_<code>`."""
    told = gettext("还缺“{paper}”，请拍照或上传")
    missing = {f"paper_{one['code']}": told.format(paper=one["title"]) for one in papers if one["missing"]}
    return faults(row.entry, row.answers, today) | missing


def marks(row: CaseRow) -> list[dict[str, str]]:
    """What the window wants put right, each with its page."""
    return [{"title": title_of(row, code), "words": why, "url": where(row, code)} for code, why in row.marks.items()]


def groups(row: CaseRow, wrong: dict[str, str], today: date) -> list[dict[str, Any]]:
    """The answers by page; while something must be put right, only marked pages can be changed."""
    may = {leaf.n for _, leaf in path(row, today) if leaf}
    return [
        {
            "title": words(leaf.group.title),
            "pairs": pairs(row, leaf, wrong),
            "url": f"{reverse('hall-form', args=[row.id, leaf.n])}?to=check" if leaf.n in may else "",
        }
        for leaf in leaves(row.entry, row.answers)
    ]


def pairs(row: CaseRow, leaf: Leaf, wrong: dict[str, str]) -> list[dict[str, str]]:
    """The answers of one page in words; a picture is a link."""
    found = []
    for field in leaf.fields:
        value = row.answers.get(field.code)
        one = {
            "title": words(field.title),
            "value": said(field, value) if value not in (None, "", []) else "",
            "note": words(wrong[field.code]) if field.code in wrong else "",
        }
        if field.kind in PICTURES and value:
            one["url"] = reverse("file", args=[row.number, str(value)])
        if one["value"] or one["note"] or field.required:
            found.append(one)
    return found


def where(row: CaseRow, code: str) -> str:
    """The page on which a field or a paper is put right."""
    if code.startswith("paper_"):
        return f"{reverse('hall-papers', args=[row.id])}#f-{code}"
    leaf = next(
        (one for one in leaves(row.entry, row.answers) if code in {field.code for field in one.group.fields}), None
    )
    anchor = code.removesuffix("_detail")
    return f"{reverse('hall-form', args=[row.id, leaf.n])}?to=check#f-{anchor}" if leaf else ""


def title_of(row: CaseRow, code: str) -> str:
    """The title of a field or a paper."""
    if code.startswith("paper_"):
        return next((words(paper.title) for paper in row.entry.papers if f"paper_{paper.code}" == code), code)
    field = row.entry.fields.get(code)
    return words(field.title) if field else code
