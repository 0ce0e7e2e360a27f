"""Pairs that may be one matter, side by side; a person merges them or tells them apart."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from onewindow.kernel.cases import queries, sight
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.desk.case import in_words
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.hall.own import trail
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.shown import state_words, when
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.modules.complaints.complaint import COMPLAINT
from onewindow.modules.complaints.definition import DESK
from onewindow.modules.complaints.models import Pair
from onewindow.modules.complaints.pairs import deciding

SHOWN = 20
TOLD = ("source", "source_number", "came_on", "kind", "where", "content")


class NotYourPairs(Refusal):
    """Merging is for who sends complaints on."""

    code = "not_your_pairs"
    status = 403
    words = "并案由指挥室值班员和所队长来做。"


@staff_only
@require_safe
def home(request: Asked) -> HttpResponse:
    """Open pairs within reach, oldest first."""
    _may(request)
    open_pairs = Pair.objects.filter(state="open").order_by("at", "id")[:200]
    ids = [one for pair in open_pairs for one in (pair.first_id, pair.second_id)]
    seen = queries.seen_among(ids, actor=request.actor)
    mine = [pair for pair in open_pairs if {pair.first_id, pair.second_id} <= seen]
    context = {
        "title": gettext("可能是同一件"),
        "crumbs": trail((gettext("工作台"), "desk-home"), (gettext("可能是同一件"), "")),
        "pairs": [_pair(pair, request) for pair in mine[:SHOWN]],
        "left": max(0, len(mine) - SHOWN),
        "empty": {"why": gettext("没有要看的。"), "what_to_do": gettext("有相近的投诉进来，会列在这里。")},
    }
    return render(request, "complaints/pairs.html", context)


@staff_only
@require_POST
def decide(request: Asked, pair_id: int) -> HttpResponse:
    """Merge, or keep apart; with a reason."""
    _may(request)
    keep, reason = request.POST.get("keep", ""), request.POST.get("reason", "").replace("\x00", "").strip()
    try:
        if keep == "apart":
            deciding.keep_apart(pair_id, reason=reason, actor=request.actor, now=request.now)
            messages.success(request, gettext("已记下：不是同一件。"))
        else:
            deciding.merge(pair_id, keep=keep, reason=reason, actor=request.actor, now=request.now)
            messages.success(request, gettext("已并案，两个编号都留着。"))
    except BadAnswers as refusal:
        messages.error(request, words(next(iter(refusal.errors.values()))))
    except Refusal as refusal:
        if refusal.status == 404:
            raise
        messages.error(request, sentence(refusal))
    return HttpResponseRedirect(reverse("complaints-pairs"))


def _may(request: Asked) -> None:
    if not any(request.actor.holds(role) for role in DESK):
        raise NotYourPairs()


def _pair(pair: Pair, request: Asked) -> dict[str, Any]:
    sides = [queries.case(one, actor=request.actor, now=request.now) for one in (pair.first_id, pair.second_id)]
    because = []
    if pair.because.get("phone"):
        because.append(gettext("同一个电话"))
    if pair.because.get("about"):
        because.append(gettext("说的是同一件办件"))
    if near := pair.because.get("near"):
        because.append(gettext("内容相近 {share}%").format(share=round(100 * near)))
    both = all(row.ended_at is None for row in sides)
    return {"id": pair.pk, "because": because, "both": both, "sides": [_side(row, request) for row in sides]}


def _side(row: CaseRow, request: Asked) -> dict[str, Any]:
    answers = sight.shown_answers(row, request.actor)
    fields = COMPLAINT.fields
    return {
        "number": row.number,
        "url": reverse("desk-case", args=[row.number]),
        "at": when(row.submitted_at) if row.submitted_at else "",
        "state": state_words(row.entry, row.state),
        "pairs": [
            {"title": words(fields[code].title), "value": in_words(fields[code], answers[code])}
            for code in TOLD
            if answers.get(code)
        ],
    }
