"""One's own case: what happened, what comes next, who has it, by when; and what one may do now."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from onewindow.kernel.cases import queries
from onewindow.kernel.cases.dues import run_of
from onewindow.kernel.cases.ratings import rating_of
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.forms import leaves
from onewindow.kernel.faces.gates import signed_in
from onewindow.kernel.faces.guide import cited
from onewindow.kernel.faces.hall.issued import issued
from onewindow.kernel.faces.hall.own import form_open, own_case, pruned, reader, trail
from onewindow.kernel.faces.hall.papers import drawn
from onewindow.kernel.faces.hall.past import timeline
from onewindow.kernel.faces.hall.review import marks, pairs
from onewindow.kernel.faces.hall.tale import due_words, next_words
from onewindow.kernel.faces.shown import LEVEL_WORDS, case_title, clock, state_words, when
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.handbook.deadlines import Deadline
from onewindow.kernel.handbook.states import WaitsOn
from onewindow.kernel.handbook.steps import Step
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.units import unit_named


@signed_in
@require_safe
def case(request: Asked, number: str) -> HttpResponse:
    """The page of one case for the one whose it is."""
    row = pruned(own_case(request, number))
    actor, now = reader(request)
    draft, rating = row.submitted_at is None, rating_of(row.id) if row.ended_at else None
    may_rate = row.ended_at is not None and not draft and not (rating and rating["again"])
    title = case_title(row.title)
    context = {
        "title": title,
        "tab": "mine",
        "number": row.number,
        "status": status(row, now),
        "draft": draft,
        "marks": marks(row) if form_open(row) else [],
        "documents": issued(row, now),
        "clocks": clocks(row, now),
        "timeline": timeline(row),
        "papers": drawn(row, local_date(now), {}),
        "groups": filled_in(row),
        "acts": acts(row, actor),
        "rating": rating,
        "rate_url": reverse("hall-rate", args=[number]) if may_rate else "",
        "resume_code": row.resume_code if draft else "",
        "discard_url": reverse("hall-discard", args=[row.id]) if draft and not row.ended_at else "",
        "crumbs": trail((gettext("我的"), "hall-mine"), (title, "")),
    }
    return render(request, "faces/hall/case.html", context)


def filled_in(row: CaseRow) -> list[dict[str, Any]]:
    """What one has answered, by page."""
    return [
        {"title": words(leaf.group.title), "pairs": pairs(row, leaf, {})} for leaf in leaves(row.entry, row.answers)
    ]


def status(row: CaseRow, now: datetime) -> dict[str, Any]:
    """The head of the page: sentence, next, who, by when."""
    state = row.entry.state.get(row.state)
    turn = state is not None and state.waits_on is WaitsOn.APPLICANT and not state.ends
    by, chip = due_words(row.entry, row.dues, now)
    unit = unit_named(row.unit_id) if row.unit_id else ""
    found: dict[str, Any] = {
        "sentence": words(state.plain) if state else gettext("您已放弃这份草稿。"),
        "next": next_words(row.entry, state) if row.submitted_at else "",
        "who": holder(row, unit, turn),
        "by": by,
        "due": chip,
        "number": row.number,
        "tone": "your_turn" if turn else state_words(row.entry, row.state)["tone"],
    }
    if form_open(row):
        title = gettext("继续填写") if row.submitted_at is None else gettext("去改正")
        found["action"] = {"title": title, "url": reverse("hall-resume", args=[row.id])}
    return found


def holder(row: CaseRow, unit: str, turn: bool) -> str:
    """Who has the case now."""
    if row.ended_at:
        return gettext("{unit}（已办结）").format(unit=unit) if unit else ""
    if turn:
        return gettext("您自己；办理单位：{unit}").format(unit=unit) if unit else gettext("您自己，还没有提交")
    return gettext("{unit}，已有承办人").format(unit=unit) if row.assignee_id else unit


def clocks(row: CaseRow, now: datetime) -> list[dict[str, Any]]:
    """Each deadline explained; the office's own aims are not told."""
    inside = words(LEVEL_WORDS["internal"])
    found = clock(row, now)
    for one in found:
        one["limits"] = [limit for limit in one["limits"] if limit["title"] != inside]
        one["due"] = None
    for one, deadline in zip(found, _started(row), strict=True):
        one["law"] = cited(deadline.law)
        met = row.dues.get(deadline.code, {}).get("met")
        if met:
            one["notes"] = [*one["notes"], gettext("已在{at}完成。").format(at=when(datetime.fromisoformat(met)))]
    return found


def _started(row: CaseRow) -> list[Deadline]:
    """The deadlines that `clock` explains, in its order."""
    return [deadline for deadline in row.entry.deadlines if run_of(deadline, row.moments) is not None]


def acts(row: CaseRow, actor: Actor) -> dict[str, list[dict[str, Any]]]:
    """The other steps one may take: at once, on a page of their own, or after being asked once more."""
    found: dict[str, list[dict[str, Any]]] = {"plain": [], "pages": [], "grave": []}
    for step in queries.steps(row, actor):
        if step.checks_papers:
            continue
        asks = [field for field in step.asks if field.required]
        kind = "grave" if step.grave and not asks else "pages" if asks else "plain"
        found[kind].append(act(row, step))
    return found


def act(row: CaseRow, step: Step) -> dict[str, Any]:
    """A step as a button, or as a question asked once."""
    return {
        "code": step.code,
        "title": words(step.title),
        "yes": gettext("确定{step}").format(step=words(step.title)),
        "url": reverse("hall-step", args=[row.number, step.code]),
        "help": words(step.help),
        "words": gettext("“{step}”以后不能恢复。确实要这样做，请再按一次。").format(step=words(step.title)),
        "fields": [{"name": "version", "value": row.version}],
    }
