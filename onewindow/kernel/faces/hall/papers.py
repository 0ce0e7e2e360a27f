"""The papers page: what nobody has to bring, what was given before, what is uploaded now."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from onewindow.kernel.cases import drafts
from onewindow.kernel.cases.gate import missing_papers
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.forms import summary
from onewindow.kernel.faces.gates import signed_in
from onewindow.kernel.faces.hall.form import progress
from onewindow.kernel.faces.hall.own import form_open, own_case_by_id, pruned, reader
from onewindow.kernel.faces.hall.uploads import MOST_OF_ONE, ids, received
from onewindow.kernel.faces.papers import HELD
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.shown import case_title, when
from onewindow.kernel.faces.words import words
from onewindow.kernel.files import actions as files
from onewindow.kernel.files.papers import HeldPaper, held_papers
from onewindow.kernel.files.queries import named
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.handbook.papers import Paper

TYPES = "image/jpeg,image/png,image/webp,application/pdf"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: Asked, case_id: int) -> HttpResponse:
    """All papers that this case needs, on one page."""
    row = pruned(own_case_by_id(request, case_id))
    if not form_open(row):
        return HttpResponseRedirect(reverse("hall-case", args=[row.number]))
    if request.method != "POST":
        return show(request, row, {})
    errors = take(request, row)
    if errors:
        return show(request, row, errors, status=422)
    go = request.POST.get("go", "")
    if go == "later":
        messages.success(request, gettext("已保存。下次在“我的”里接着填。"))
        return HttpResponseRedirect(reverse("hall-case", args=[row.number]))
    to = progress(row, request.path, local_date(reader(request)[1]))["next"] if go == "next" else request.path
    return HttpResponseRedirect(to)


def asked(row: CaseRow) -> list[Paper]:
    """The papers that apply to these answers."""
    return [paper for paper in row.entry.papers if paper.when is None or paper.when.holds(row.answers)]


def take(request: Asked, row: CaseRow) -> dict[str, str]:
    """Add, take away, take over from before; what was wrong with an upload, by `paper_<code>`."""
    actor, now = reader(request)
    errors: dict[str, str] = {}
    given = {paper.code: ids(row.papers.get(paper.code)) for paper in asked(row)}
    code, _, gone = request.POST.get("remove", "").partition(":")
    if code in given and gone in given[code]:
        given[code].remove(gone)
        files.release(row.id, [gone])
    if request.POST.get("use", "") in given:
        _take_over(row, request.POST["use"], given, now)
    for paper in asked(row):
        for sent in request.FILES.getlist(f"paper_{paper.code}"):
            try:
                if len(given[paper.code]) >= MOST_OF_ONE:
                    errors[f"paper_{paper.code}"] = gettext("“{paper}”最多传 {n} 个文件，请合成一个 PDF 再传").format(
                        paper=words(paper.title), n=MOST_OF_ONE
                    )
                    break
                stored = received(sent, row, actor, now)
                given[paper.code] = [*dict.fromkeys((*given[paper.code], stored.id))]
                if stored.remark:
                    messages.info(request, stored.remark)
            except Refusal as refusal:
                errors[f"paper_{paper.code}"] = sentence(refusal)
    drafts.save_draft(row.id, actor=actor, now=now, answers=row.answers, papers=given)
    row.papers.update(given)
    return errors


def _take_over(row: CaseRow, code: str, given: dict[str, list[str]], now: datetime) -> None:
    """Use the paper that was given for another matter."""
    for held in held_papers(row.person_id, today=local_date(now), organisation_id=row.organisation_id, codes=[code]):
        given[code] = [*dict.fromkeys((*given[code], held.file_id))]


def show(request: Asked, row: CaseRow, errors: dict[str, str], status: int = 200) -> HttpResponse:
    """Draw the page."""
    today = local_date(reader(request)[1])
    here = progress(row, reverse("hall-papers", args=[row.id]), today)
    here["bar"]["title"] = gettext("材料")
    drawn_papers = drawn(row, today, errors, offer=True)
    return render(
        request,
        "faces/hall/papers.html",
        {
            "title": f"{gettext('材料')} · {case_title(row.title)}",
            "matter": case_title(row.title),
            "papers": drawn_papers,
            "asks": any(not one["held"] for one in drawn_papers),
            "progress": here["bar"],
            "back": here["back"],
            "summary": {"errors": summary(errors)} if errors else None,
            "types": TYPES,
        },
        status=status,
    )


def drawn(row: CaseRow, today: date, errors: dict[str, str], *, offer: bool = False) -> list[dict[str, Any]]:
    """Every paper that applies: held by us, given or to be brought; with `offer`, those given before as well."""
    missing = {paper.code for paper in missing_papers(row.entry, row)}
    wanted = asked(row)
    given = [one for paper in wanted for one in ids(row.papers.get(paper.code))]
    names = named(given) if given else {}
    codes = [paper.code for paper in wanted if paper.reusable] if offer else []
    held = held_papers(row.person_id, today=today, organisation_id=row.organisation_id, codes=codes) if codes else []
    before = {one.code: one for one in held}
    return [_drawn(row, paper, paper.code in missing, names, before.get(paper.code), errors) for paper in wanted]


def _drawn(
    row: CaseRow, paper: Paper, missing: bool, names: dict[str, Any], before: HeldPaper | None, errors: dict[str, str]
) -> dict[str, Any]:
    code = f"paper_{paper.code}"
    given = [
        {"id": one, "title": names[one]["name"], "url": reverse("file", args=[row.number, one])}
        for one in ids(row.papers.get(paper.code))
        if one in names
    ]
    offer = gettext("您{at}交过“{name}”，可以直接用") if before and not given else ""
    return {
        "code": paper.code,
        "id": f"f-{code}",
        "name": code,
        "title": words(paper.title),
        "why": words(paper.why),
        "held": not given and not missing and bool(paper.held_by),
        "held_from": words(HELD.get(paper.held_by, "")),
        "files": given,
        "missing": missing,
        "required": paper.required,
        "offer": offer.format(at=when(before.since), name=before.name) if before else "",
        "error": words(errors.get(code, "")),
        "mark": row.marks.get(code, ""),
    }
