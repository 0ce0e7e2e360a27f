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
from onewindow.kernel.faces.fields import drawn, drawn_all, posted
from onewindow.kernel.faces.forms import summary
from onewindow.kernel.faces.gates import signed_in
from onewindow.kernel.faces.hall.own import own_case, own_case_by_id, reader, whole
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.shown import case_title
from onewindow.kernel.faces.signin.address import address_of
from onewindow.kernel.faces.words import words
from onewindow.kernel.files import actions as files
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.handbook.fields import long_text, optional, tick
from onewindow.kernel.handbook.steps import Step
from onewindow.kernel.store.vault import search_hash

ANONYMOUS = optional(
    tick("anonymous", "匿名评价", plain="匿名评价：只核实，不回访我。评价人是谁，不会告诉被评价的人。")
)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: Asked, number: str, code: str) -> HttpResponse:
    """Ask what the step asks, then take it; what is handed in with the form goes by the form."""
    row = own_case(request, number)
    taking = gate.step_of(row.entry, code)
    if taking.checks_papers:
        return HttpResponseRedirect(reverse("hall-resume", args=[row.id]))
    if request.method == "POST":
        return taken(request, row, taking)
    if taking in queries.steps(row, reader(request)[0]):
        return page(request, row, taking, {}, {})
    said = gettext("“{step}”现在不能由您来办，下面是最新情况。").format(step=words(taking.title))
    messages.info(request, said)
    return HttpResponseRedirect(reverse("hall-case", args=[number]))


def taken(request: Asked, row: CaseRow, taking: Step) -> HttpResponse:
    """Take the step; its page again for wrong answers, the case with a sentence for any other no."""
    actor, now = reader(request)
    given = {field: value for field, value in posted(taking.asks, request.POST).items() if value not in ("", [], False)}
    version = whole(request.POST.get("version", ""))
    try:
        actions.take(
            taking.code, case_id=row.id, actor=actor, now=now, given=given, case_type=row.case_type, version=version
        )
        messages.success(request, done(taking))
    except BadAnswers as refusal:
        return page(request, row, taking, given, refusal.errors, status=422)
    except Refusal as refusal:
        if refusal.status == 404:
            raise
        messages.error(request, sentence(refusal))
    return HttpResponseRedirect(reverse("hall-case", args=[row.number]))


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
    """Rate a finished matter: once, and once more afterwards."""
    row = own_case(request, number)
    if row.ended_at is None:
        raise NotRateable()
    actor, now = reader(request)
    level = whole(request.POST.get("level", ""))
    try:
        given = rating_of(row.id)
        if given and given["again"]:
            raise RatedAlready()
        if request.method != "POST":
            return rating_page(request, row)
        said, signed = request.POST.get("words", ""), "anonymous" not in request.POST
        rate(row.id, level=level or 0, words=said, actor=actor, now=now, signed=signed, device=device_of(request))
        messages.success(request, gettext("谢谢您的评价。"))
    except BadAnswers as refusal:
        return rating_page(request, row, error=next(iter(refusal.errors.values())), status=422)
    except RatedAlready as refusal:
        messages.info(request, sentence(refusal))
    return HttpResponseRedirect(reverse("hall-case", args=[number]))


def device_of(request: Asked) -> str:
    """A hash of where the rating came from, bound to its day: the same device today, and nobody's trail."""
    browser = request.headers.get("User-Agent", "")[:200]
    return search_hash("device", f"{local_date(request.now)}|{address_of(request)}|{browser}")[:32]


def rating_page(request: Asked, row: CaseRow, *, error: str = "", status: int = 200) -> HttpResponse:
    """Five grades and room for words; none is chosen beforehand."""
    grades = [{"code": code, "title": words(title), "chosen": False} for code, title in LEVELS.items()]
    field = optional(long_text("words", "想说的话", most=500, help="哪里好、哪里不好，都可以写"))
    context = {
        "title": gettext("评价"),
        "matter": case_title(row.title),
        "back": reverse("hall-case", args=[row.number]),
        "rating": {"name": "level", "legend": "", "choices": grades},
        "field": drawn(field, request.POST.get("words", "")),
        "anonymous": drawn(ANONYMOUS, "anonymous" in request.POST),
        "again": rating_of(row.id) is not None,
        "summary": {"errors": [{"field": "level", "id": "", "words": words(error)}]} if error else None,
    }
    return render(request, "faces/hall/rate.html", context, status=status)


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
