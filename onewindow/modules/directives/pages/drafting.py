"""Drafting a directive: what, by which basis, to whom; and before it is kept, who would get it and who has it already."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from onewindow.kernel.cases import queries as cases
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.fields import drawn_all, posted
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.hall.own import whole
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.handbook.checks import check
from onewindow.kernel.people.actor import Actor
from onewindow.modules.directives import bundles, queries, sending
from onewindow.modules.directives.areas import KINDS, Area, chosen, within
from onewindow.modules.directives.models import Batch
from onewindow.modules.directives.pages.room import framed, of_the_centre
from onewindow.modules.directives.vocabulary import GROUPS, SCOPE, WHICH

WHAT = GROUPS[0].fields
TO = (replace(SCOPE, choices=SCOPE.choices[:2]), replace(WHICH, when=None, choices=WHICH.choices[:4]))
SHOWN = 200


@staff_only
@require_http_methods(["GET", "POST"])
def draft(request: Asked) -> HttpResponse:
    """The form; a preview of it; or the draft kept."""
    actor = of_the_centre(request)
    batch = _batch(request, actor)
    if request.method == "GET":
        first = {"scope": "many", "level": "yellow", "which": "batch" if batch else "all"}
        if batch:
            first |= {
                "source": batch.source,
                "category": "check",
                "title": gettext("推送核查 {key}").format(key=batch.key)[:60],
            }
        return _page(request, actor, batch, first, {}, "")
    given = _given(request, batch)
    try:
        if request.POST.get("act") != "keep":
            return _page(request, actor, batch, given, {}, "", preview=_preview(given, batch, actor, request))
        secret = request.POST.get("secret") == "1"
        case_id = sending.draft(
            given, secret=secret, actor=actor, now=request.now, batch_id=batch.id if batch else None
        )
    except BadAnswers as refusal:
        return _page(request, actor, batch, given, refusal.errors, sentence(refusal), status=422)
    except Refusal as refusal:
        return _page(request, actor, batch, given, {"which": refusal.sentence}, sentence(refusal), status=422)
    messages.success(request, gettext("已拟好，等另一个人审核。"))
    row = cases.case(case_id, actor=actor, now=request.now)
    return HttpResponseRedirect(reverse("directives-one", args=[row.number]))


def _batch(request: Asked, actor: Actor) -> Batch | None:
    number = whole(request.POST.get("batch", "") or request.GET.get("batch", ""))
    return queries.batches(actor).filter(id=number).first() if number else None


def _given(request: Asked, batch: Batch | None) -> dict[str, Any]:
    given = posted((*WHAT, *TO), request.POST)
    if given.get("scope") != "many":
        return {**given, "which": ""}
    codes = [code.replace("\x00", "")[:20] for code in request.POST.getlist(str(given.get("which")))[:150]]
    return {**given, "codes": batch.key if batch and given.get("which") == "batch" else " ".join(codes)}


def _preview(given: dict[str, Any], batch: Batch | None, actor: Actor, request: Asked) -> dict[str, Any]:
    """Who gets it, who has the very task already, where no officer is named."""
    fields = tuple(field for group in GROUPS[:2] for field in group.fields)
    _, errors = check(fields, given, local_date(request.now))
    if errors:
        raise BadAnswers(errors)
    if given["scope"] != "many":
        return {"one": True}
    path = sending.seat(actor).unit_path
    here = within([path], today=local_date(request.now))
    found = chosen(here, given["which"], given["codes"], bundles.places_of(batch.id) if batch else ())
    there = set() if batch else sending.already_open([area.code for area in found], given)
    going = [area for area in found if area.code not in there]
    stations = Counter(area.unit_name for area in going)
    return {
        "n": len(going),
        "merged": len(there),
        "unmanned": sum(area.officer_id is None for area in going),
        "in_duty": sending.in_duty(given["source"], given["category"]),
        "stations": [{"title": name, "n": n} for name, n in stations.most_common()],
        "areas": [{"title": area.name, "unit": area.unit_name, "manned": area.officer_id is not None} for area in going[:SHOWN]],
        "more": max(0, len(going) - SHOWN),
    }  # fmt: skip


def _page(
    request: Asked, actor: Actor, batch: Batch | None, given: dict[str, Any], errors: dict[str, str], said: str,
    *, preview: dict[str, Any] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    here = within([sending.seat(actor).unit_path], today=local_date(request.now))
    listed = [{"field": code, "id": f"f-{code}", "words": words(text)} for code, text in errors.items()]
    context = {
        "what": drawn_all(WHAT, given, errors),
        "to": drawn_all(TO, given, errors),
        "groups": _groups(here, request),
        "batch": {"id": batch.id, "key": batch.key, "places": len(bundles.places_of(batch.id))} if batch else None,
        "secret": request.POST.get("secret") == "1",
        "summary": {"title": said, "errors": listed} if said else None,
        "preview": preview,
        "dense": True,
    }
    return render(
        request, "directives/draft.html", framed("directives-draft", gettext("拟办指令")) | context, status=status
    )


def _groups(here: list[Area], request: Asked) -> list[dict[str, Any]]:
    """Bureaus, stations and kinds to tick, as far as one's own reach goes."""
    sets = (
        ("district", gettext("分局"), {one.district_code: one.district_name for one in here if one.district_code}),
        ("station", gettext("派出所"), {one.unit_code: one.unit_name for one in here}),
        ("kind", gettext("一类社区"), {code: words(title) for code, title in KINDS.items()}),
    )
    return [
        {
            "name": name,
            "title": title,
            "open": bool(request.POST.getlist(name)),
            "choices": [
                {"code": code, "title": said, "on": code in request.POST.getlist(name)} for code, said in found.items()
            ],
        }
        for name, title, found in sets
    ]
