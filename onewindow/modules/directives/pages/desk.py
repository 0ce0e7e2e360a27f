"""The centre's desk: its directives with how far each has come; one of them with its tasks, the late ones first."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from onewindow.kernel.cases import actions
from onewindow.kernel.cases import queries as cases
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.hall.own import key_of
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.shown import due_chip, state_words, when
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.people.actor import Actor
from onewindow.modules.directives import queries
from onewindow.modules.directives.pages.room import framed, of_the_centre
from onewindow.modules.directives.vocabulary import CATEGORY, LEVEL, SOURCE, WORKING

AT_ONCE = ("approve", "issue", "finish")  # steps that ask nothing: one press here
PAGE = 100
STEPS = (*(state.code for state in WORKING), "closed", "cancelled")


@staff_only
@require_GET
def home(request: Asked) -> HttpResponse:
    """Every directive within reach, the open ones first."""
    actor = of_the_centre(request)
    found = queries.directives(actor)
    counted = queries.progress([row["id"] for row in found], actor, request.now)
    context = {
        "rows": [_row(row, counted[row["id"]], request) for row in found],
        "empty": {"why": gettext("还没有指令。"), "what_to_do": gettext("按“拟办”写第一条，或者先导入一批推送。")},
    }
    return render(request, "directives/home.html", framed("directives-desk", gettext("指令中心")) | context)


@staff_only
@require_GET
def one(request: Asked, number: str) -> HttpResponse:
    """One directive; `?part=progress` is only what moves, for a page that looks again by itself."""
    actor = of_the_centre(request)
    row = queries.directive(number, actor)
    counted = queries.progress([row["id"]], actor, request.now)[row["id"]]
    text = request.GET.get("skip", "0")
    skip = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
    tasks = queries.tasks(row["id"], actor, request.now, most=PAGE, skip=skip)
    context: dict[str, Any] = {
        "one": _row(row, counted, request)
        | {"text": row["text"], "basis": row["basis"], "category": _title(CATEGORY, row["category"])},
        "bars": _bars(counted),
        "tasks": [_task(task, row["case_type"], request) for task in tasks],
        "older": f"?skip={skip + PAGE}" if skip + PAGE < counted["all"] else "",
        "newer": f"?skip={max(0, skip - PAGE)}" if skip else "",
        "moving": row["state"] == "sent",
        "skip": skip,
        "key": f"{row['id']}:{row['version']}",
        "presses": _presses(row, actor, request, open_tasks=counted["all"] - _over(counted)),
        "case_url": reverse("desk-case", args=[row["number"]]),
    }
    if request.GET.get("part") == "progress":
        return render(request, "directives/progress.html", context)
    return render(
        request, "directives/one.html", framed("", row["title"].partition(" · ")[2] or row["title"]) | context
    )


@staff_only
@require_POST
def step(request: Asked, number: str, step: str) -> HttpResponse:
    """Approve, send or close with one press; a second press with the same key does nothing more."""
    actor = of_the_centre(request)
    row = queries.directive(number, actor)
    if step not in AT_ONCE:
        return HttpResponseRedirect(reverse("desk-step", args=[row["number"], step]))
    try:
        key = f"{step}:{key_of(request) or row['id']}"
        actions.take(step, case_id=row["id"], actor=actor, now=request.now, key=key, case_type=row["case_type"])
        messages.success(request, _done(step, queries.directive(number, actor)))
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    return HttpResponseRedirect(reverse("directives-one", args=[row["number"]]))


def _done(step: str, row: dict[str, Any]) -> str:
    if step == "issue":
        return gettext("已下达到 {n} 项任务。").format(n=row["sent"])
    return gettext("审核通过，可以下达了。") if step == "approve" else gettext("已全部办结。")


def _over(counted: dict[str, int]) -> int:
    return counted.get("closed", 0) + counted.get("cancelled", 0)


def _presses(row: dict[str, Any], actor: Actor, request: Asked, *, open_tasks: int) -> list[dict[str, str]]:
    """What this actor may do with one press, and what asks for more on the page of the case."""
    full = cases.case(row["id"], actor=actor, now=request.now)
    open_ = [one for one in cases.steps(full, actor) if one.code in (*AT_ONCE, "issue_one", "reject", "cancel")]
    many = row["scope"] == "many"
    return [
        {"code": one.code, "title": words(one.title), "asks": "" if one.code in AT_ONCE else "1", "tone": one.tone}
        for one in sorted(open_, key=lambda step: step.code not in AT_ONCE)
        if not (one.code == "finish" and open_tasks)
        and not (one.code == "issue_one" and many)
        and not (one.code == "issue" and not many)
    ]


def _row(row: dict[str, Any], counted: dict[str, int], request: Asked) -> dict[str, Any]:
    entry = shelf().entry(row["case_type"])
    many, left = counted["all"], counted["all"] - _over(counted)
    return {
        "number": row["number"],
        "title": row["title"].partition(" · ")[2] or words(row["title"]),
        "secret": row["case_type"] == "directives.secret",
        "level": _title(LEVEL, row["level"]),
        "tone": row["level"],
        "source": _title(SOURCE, row["source"]),
        "state": state_words(entry, row["state"]),
        "when": when(row["opened_at"]),
        "due": due_chip(
            row["due_at"], row["warn_at"], request.now, ended=bool(row["ended_at"]), waits_on=row["waits_on"]
        ),
        "all": many,
        "closed": counted.get("closed", 0),
        "late": counted["late"],
        "left": left,
        "share": round(100 * counted.get("closed", 0) / (many - counted.get("cancelled", 0)))
        if many > counted.get("cancelled", 0)
        else 0,
        "url": reverse("directives-one", args=[row["number"]]),
    }


def _bars(counted: dict[str, int]) -> dict[str, Any]:
    entry = shelf().entry("directives.directive")
    most = max([counted.get(code, 0) for code in STEPS] + [1])
    return {
        "id": "progress",
        "title": gettext("各社区办到哪一步"),
        "note": gettext("一共 {n} 项，其中超期 {late} 项。").format(n=counted["all"], late=counted["late"]),
        "rows": [
            {"title": words(entry.state[code].title), "value": counted.get(code, 0),
                "words": str(counted.get(code, 0)), "width": round(100 * counted.get(code, 0) / most)}
            for code in STEPS
            if counted.get(code) or code != "cancelled"
        ],
    }  # fmt: skip


def _task(task: dict[str, Any], case_type: str, request: Asked) -> dict[str, Any]:
    entry = shelf().entry(case_type)
    return {
        "place": task["place_name"] or task["unit_name"],
        "unit": task["unit_name"],
        "officer": task["officer"] or "",
        "state": state_words(entry, task["state"]),
        "due": due_chip(task["due_at"], task["warn_at"], request.now, ended=bool(task["ended_at"])),
        "copied": task["copied"],
        "number": task["number"],
        "url": reverse("desk-case", args=[task["number"]]),
    }


def _title(field: Any, code: str) -> str:
    return next((words(one.title) for one in field.choices if one.code == code), code or "")
