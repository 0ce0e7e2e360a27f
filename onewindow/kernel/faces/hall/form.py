"""The form, one group of questions a page; it works without JavaScript, and saves itself with it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onewindow.kernel.cases import drafts
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.fields import posted
from onewindow.kernel.faces.forms import PICTURES, Leaf, checked, draw, faults, leaves, summary
from onewindow.kernel.faces.gates import signed_in
from onewindow.kernel.faces.hall.own import form_open, own_case_by_id, reader
from onewindow.kernel.faces.hall.uploads import received
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.shown import case_title
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local, local_date
from onewindow.kernel.ground.refusal import Refusal


def path(row: CaseRow, today: Any) -> list[tuple[str, Leaf | None]]:
    """The addresses of this form in order: its pages, the papers, the check.

    While something must be put right, only the pages that are marked, or have become incomplete.
    """
    pages = leaves(row.entry, row.answers)
    papers = any(paper.when is None or paper.when.holds(row.answers) for paper in row.entry.papers)
    if row.marks:
        wrong = {*row.marks, *faults(row.entry, row.answers, today)}
        pages = [leaf for leaf in pages if wrong & {field.code for field in leaf.fields}]
        papers = papers and any(code.startswith("paper_") for code in row.marks)
    found: list[tuple[str, Leaf | None]] = [(reverse("hall-form", args=[row.id, leaf.n]), leaf) for leaf in pages]
    if papers:
        found.append((reverse("hall-papers", args=[row.id]), None))
    return [*found, (reverse("hall-review", args=[row.id]), None)]


def progress(row: CaseRow, here: str, today: Any) -> dict[str, Any]:
    """Where one stands on the way, and the addresses before and after."""
    addresses = [address for address, _ in path(row, today)]
    at = addresses.index(here) if here in addresses else 0
    return {
        "bar": {
            "now": at + 1,
            "of": len(addresses),
            "title": "",
            "steps": [{"state": "done" if i < at else "now" if i == at else "todo"} for i in range(len(addresses))],
        },
        "back": addresses[at - 1] if at else reverse("hall-case", args=[row.number]),
        "next": addresses[min(at + 1, len(addresses) - 1)],
    }


@signed_in
@require_safe
def resume(request: Asked, case_id: int) -> HttpResponse:
    """To the first page that is not complete; to the check when all of them are."""
    row = own_case_by_id(request, case_id)
    if not form_open(row):
        return HttpResponseRedirect(reverse("hall-case", args=[row.number]))
    today = local_date(reader(request)[1])
    steps = path(row, today)
    lacking = faults(row.entry, row.answers, today)
    if row.marks:
        return HttpResponseRedirect(steps[0][0])
    first = next(
        (address for address, leaf in steps if leaf and any(field.code in lacking for field in leaf.fields)), ""
    )
    return HttpResponseRedirect(first or steps[-2 if len(steps) > 1 else -1][0])


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: Asked, case_id: int, page: int) -> HttpResponse:
    """One page: drawn, or kept and left for the next."""
    row = own_case_by_id(request, case_id)
    if not form_open(row):
        messages.info(request, gettext("这一件现在不能改，下面是最新情况。"))
        return HttpResponseRedirect(reverse("hall-case", args=[row.number]))
    leaf = next((one for one in leaves(row.entry, row.answers) if one.n == page), None)
    if leaf is None:
        return HttpResponseRedirect(reverse("hall-resume", args=[row.id]))
    if request.method == "POST":
        return keep(request, row, leaf)
    return show(request, row, leaf, row.answers, {})


def keep(request: Asked, row: CaseRow, leaf: Leaf) -> HttpResponse:
    """Save what is right; show what is not; ask what the answers have opened; else go on."""
    actor, now = reader(request)
    today = local_date(now)
    shown = set(request.POST.get("shown", "").split(","))
    given, errors = _taken(request, row, leaf, shown)
    clean, wrong = checked(leaf, given, row.answers, today)
    kept = {**row.answers, **_fit(given, wrong), **clean}
    drafts.save_draft(row.id, actor=actor, now=now, answers=kept)
    if request.POST.get("go") == "later":
        messages.success(request, gettext("已保存。下次在“我的”里接着填。"))
        return HttpResponseRedirect(reverse("hall-case", args=[row.number]))
    errors |= {code: text for code, text in wrong.items() if code in shown and code not in errors}
    after = next((one for one in leaves(row.entry, kept) if one.n == leaf.n), leaf)
    if errors:
        return show(request, row, after, {**kept, **given}, errors, status=422)
    row.answers = kept
    opened = next((field for field in after.fields if field.code not in shown and field.code in wrong), None)
    if opened:
        to = "&to=check" if request.GET.get("to") == "check" else ""
        return HttpResponseRedirect(f"{request.path}?more=1{to}#f-{opened.code}")
    if request.GET.get("to") == "check":
        return HttpResponseRedirect(reverse("hall-review", args=[row.id]))
    return HttpResponseRedirect(progress(row, request.path, today)["next"])


def _taken(request: Asked, row: CaseRow, leaf: Leaf, shown: set[str]) -> tuple[dict[str, Any], dict[str, str]]:
    """What was typed and uploaded on this page, and what was wrong with the uploads."""
    actor, now = reader(request)
    fields = [field for field in leaf.group.fields if field.code in shown]
    given, errors = posted(fields, request.POST), {}
    for field in fields:
        sent = request.FILES.get(field.code) if field.kind in PICTURES else None
        if sent is None:
            continue
        try:
            given[field.code] = received(sent, row, actor, now).id
        except Refusal as refusal:
            errors[field.code] = sentence(refusal)
    return given, errors


def _fit(given: dict[str, Any], wrong: dict[str, str]) -> dict[str, Any]:
    """What is kept: right answers, and blanks, so that an answer can be taken back."""
    return {code: value for code, value in given.items() if code not in wrong or value in ("", [], False)}


def show(
    request: Asked, row: CaseRow, leaf: Leaf, answers: dict[str, Any], errors: dict[str, str], status: int = 200
) -> HttpResponse:
    """Draw one page of the form."""
    now = reader(request)[1]
    marks = {code: gettext("窗口要求改正：{why}").format(why=why) for code, why in row.marks.items()}
    here = progress(row, reverse("hall-form", args=[row.id, leaf.n]), local_date(now))
    here["bar"]["title"] = words(leaf.group.title)
    fields = draw(leaf, answers, marks | errors, streets=_streets(request, leaf), file_url=partial(_file, row))
    heading = words(leaf.group.title)
    context = {
        "title": f"{heading} · {case_title(row.title)}",
        "heading": heading,
        "matter": case_title(row.title),
        "fields": fields,
        "progress": here["bar"],
        "back": here["back"],
        "shown": ",".join(field.code for field in leaf.fields),
        "more": request.GET.get("more") == "1",
        "to_check": request.GET.get("to") == "check",
        "summary": {"errors": summary(errors)} if errors else None,
        "save_url": reverse("hall-save", args=[row.id, leaf.n]),
        "saved_at": f"{local(row.changed_at):%H:%M}" if row.answers else "",
    }
    return render(request, "faces/hall/form.html", context, status=status)


def _file(row: CaseRow, file_id: str) -> str:
    return reverse("file", args=[row.number, file_id])


def _streets(request: Asked, leaf: Leaf) -> dict[str, str]:
    """Streets chosen on this page whose community is not chosen yet: without a script it comes in the second round."""
    places = [field.code for field in leaf.fields if field.kind == "place"]
    return {code: request.POST.get(f"{code}_street", "").replace("\x00", "") for code in places}


@signed_in
@require_POST
def save(request: Asked, case_id: int, page: int) -> HttpResponse:
    """Keep what was typed so far on one page, for the script that saves while one types."""
    row = own_case_by_id(request, case_id)
    leaf = next((one for one in leaves(row.entry, row.answers) if one.n == page), None)
    if not form_open(row) or leaf is None:
        return JsonResponse({"code": "not_open"}, status=409)
    actor, now = reader(request)
    shown = set(request.POST.get("shown", "").split(","))
    given = posted([field for field in leaf.group.fields if field.code in shown], request.POST)
    unfit = drafts.save_draft(row.id, actor=actor, now=now, answers={**row.answers, **given})
    return JsonResponse({"saved_at": f"{local(now):%H:%M}", "not_kept": [code for code in unfit if code in given]})
