"""Steps taken from the hall: withdraw, urge and the like; rating; throwing a draft away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from onewindow.kernel.cases import actions, drafts, gate, queries
from onewindow.kernel.cases.ratings import LEVELS, NotRateable, RatedAlready, rate, rating_of
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.fields import drawn_all, posted
from onewindow.kernel.faces.forms import summary
from onewindow.kernel.faces.gates import signed_in
from onewindow.kernel.faces.hall.own import own_case, own_case_by_id, reader
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.shown import case_title
from onewindow.kernel.faces.words import words
from onewindow.kernel.files import actions as files
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.handbook.steps import Step


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: Asked, number: str, code: str) -> HttpResponse:
    """Ask what the step asks, then take it; what is handed in with the form goes by the form."""
    row = own_case(request, number)
    taking = gate.step_of(row.entry, code)
    if taking.checks_papers:
        return HttpResponseRedirect(reverse("hall-resume", args=[row.id]))
    actor, now = reader(request)
    if request.method != "POST":
        if taking not in queries.steps(row, actor):
            messages.info(
                request, gettext("“{step}”现在不能由您来办，下面是最新情况。").format(step=words(taking.title))
            )
            return HttpResponseRedirect(reverse("hall-case", args=[number]))
        return page(request, row, taking, {}, {})
    given = {field: value for field, value in posted(taking.asks, request.POST).items() if value not in ("", [], False)}
    version = request.POST.get("version", "")
    try:
        actions.take(
            code,
            case_id=row.id,
            actor=actor,
            now=now,
            given=given,
            case_type=row.case_type,
            version=int(version) if version.isdigit() and len(version) < 10 else None,
        )
    except BadAnswers as refusal:
        return page(request, row, taking, given, refusal.errors, status=422)
    except Refusal as refusal:
        if refusal.status == 404:
            raise
        messages.error(request, sentence(refusal))
        return HttpResponseRedirect(reverse("hall-case", args=[number]))
    messages.success(request, done(taking))
    return HttpResponseRedirect(reverse("hall-case", args=[number]))


def done(taking: Step) -> str:
    """What the step came to, for the one who took it."""
    if taking.does == "urge":
        return gettext("已提醒承办人。每个工作日可以催一次。")
    return gettext("已经办好：{step}。").format(step=words(taking.title))


def page(
    request: Asked, row: CaseRow, taking: Step, given: dict[str, Any], errors: dict[str, str], status: int = 200
) -> HttpResponse:
    """The page of a step that asks something, or is opened by its address."""
    return render(
        request,
        "faces/hall/step.html",
        {
            "title": f"{words(taking.title)} · {case_title(row.title)}",
            "heading": words(taking.title),
            "matter": case_title(row.title),
            "help": words(taking.help),
            "grave": taking.grave,
            "version": row.version,
            "fields": drawn_all(taking.asks, given, errors),
            "back": reverse("hall-case", args=[row.number]),
            "summary": {"errors": summary(errors)} if errors else None,
        },
        status=status,
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def rating(request: Asked, number: str) -> HttpResponse:
    """Rate a finished matter, once; a bad rating asks nothing more than one wants to say."""
    row = own_case(request, number)
    if row.ended_at is None:
        raise NotRateable()
    level, said, error = request.POST.get("level", ""), request.POST.get("words", ""), ""
    if request.method == "POST":
        actor, now = reader(request)
        try:
            rate(row.id, level=int(level) if level in map(str, LEVELS) else 0, words=said, actor=actor, now=now)
            messages.success(
                request,
                gettext("谢谢您的评价。不满意的，会有人来核实并答复您。")
                if level in ("4", "5")
                else gettext("谢谢您的评价。"),
            )
            return HttpResponseRedirect(reverse("hall-case", args=[number]))
        except BadAnswers as refusal:
            error = next(iter(refusal.errors.values()))
        except RatedAlready as refusal:
            messages.info(request, sentence(refusal))
            return HttpResponseRedirect(reverse("hall-case", args=[number]))
    elif rating_of(row.id):
        messages.info(request, sentence(RatedAlready()))
        return HttpResponseRedirect(reverse("hall-case", args=[number]))
    return render(
        request,
        "faces/hall/rate.html",
        {
            "title": gettext("评价"),
            "matter": case_title(row.title),
            "back": reverse("hall-case", args=[number]),
            "rating": {
                "name": "level",
                "legend": "",
                "choices": [
                    {"code": code, "title": words(title), "chosen": str(code) == level}
                    for code, title in LEVELS.items()
                ],
            },
            "field": {
                "code": "words",
                "name": "words",
                "id": "f-words",
                "kind": "long_text",
                "plain": "",
                "value": said,
                "title": gettext("想说的话"),
                "help": gettext("哪里好、哪里不好，都可以写；承办人看不到是谁评的"),
                "example": "",
                "error": "",
                "required": False,
                "attrs": {"maxlength": "500"},
                "choices": [],
            },
            "summary": {"errors": [{"field": "level", "id": "", "words": words(error)}]} if error else None,
        },
        status=422 if error else 200,
    )


@signed_in
@require_POST
def discard(request: Asked, case_id: int) -> HttpResponse:
    """Throw a draft away, files and all."""
    row = own_case_by_id(request, case_id)
    actor, now = reader(request)
    drafts.discard(row.id, actor=actor, now=now)
    files.release(row.id)
    messages.success(request, gettext("草稿已删除，填过的内容已经清除。"))
    return HttpResponseRedirect(reverse("hall-mine"))
