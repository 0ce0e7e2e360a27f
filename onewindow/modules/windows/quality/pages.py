"""Service quality of a hall: spot checks, study, tests, ratings; and, for an officer, what was checked of him."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.hall.own import trail
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.who import actor_of
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.modules.windows.models import Hall
from onewindow.modules.windows.quality import actions, queries, rated, shown
from onewindow.modules.windows.quality.actions import CHECKERS
from onewindow.modules.windows.quality.lessons import quarter_of
from onewindow.modules.windows.quality.ratings import ratings_of
from onewindow.modules.windows.quality.sent import SENDS, day, whole
from onewindow.modules.windows.staffing.planning import PLANNERS
from onewindow.modules.windows.staffing.reach import NoSuchHall, hall_for, halls_for, works_at
from onewindow.modules.windows.values import values

SECTIONS = {"checks": "抽查", "study": "每周学习", "tests": "季度测试", "ratings": "评价"}
SHOWN_DAYS, MOST_DAYS = 7, 92


@staff_only
@require_safe
def home(request: Asked) -> HttpResponse:
    """One section of one hall."""
    actor = actor_of(request)
    halls = halls_for(actor, CHECKERS)
    code = request.GET.get("hall", "")
    if not halls and not code:
        raise NoSuchHall()
    hall = hall_for(code, actor, CHECKERS) if code else halls[0]
    section = request.GET.get("part", "checks")
    return _drawn(request, hall, section if section in SECTIONS else "checks", "", {}, 200)


@staff_only
@require_POST
def send(request: Asked, code: str, what: str) -> HttpResponse:
    """One entry: done, with a sentence; or the same page again with what was typed and what is wrong."""
    actor = actor_of(request)
    hall = hall_for(code, actor, CHECKERS)
    if what not in SENDS:
        raise NoSuchHall()
    section, act = SENDS[what]
    try:
        messages.success(request, act(request.POST, hall, actor, request.now))
    except BadAnswers as refusal:
        return _drawn(request, hall, section, what, refusal.errors, 422)
    except Refusal as refusal:
        if refusal.status == NoSuchHall.status:
            raise
        messages.error(request, sentence(refusal))
    return HttpResponseRedirect(f"{reverse('windows-quality')}?hall={hall.code}&part={section}")


def _drawn(request: Asked, hall: Hall, section: str, what: str, errors: dict[str, str], status: int) -> HttpResponse:
    actor = actor_of(request)
    here = reverse("windows-quality")
    halls = halls_for(actor, CHECKERS)
    suffix = f"-{whole(request.POST.get('check')) or 0}" if what == "recheck" else ""
    context: dict[str, Any] = {
        "title": gettext("服务质量"),
        "crumbs": trail((gettext("工作台"), "desk-home"), (gettext("服务质量"), "")),
        "hall": hall,
        "halls": [{"code": one.code, "title": one.name, "chosen": one.id == hall.id} for one in halls],
        "part": section,
        "parts": [
            {"title": words(title), "url": f"{here}?hall={hall.code}&part={code}", "here": code == section}
            for code, title in SECTIONS.items()
        ],
        "may_plan": works_at(hall, actor, PLANNERS),
        "summary": {"errors": [{"id": f"q-{code}{suffix}", "words": words(told)} for code, told in errors.items()]},
    } | SECTION[section](request, hall, what, errors)
    return render(request, "windows/quality/page.html", context, status=status)


def _checks(request: Asked, hall: Hall, what: str, errors: dict[str, str]) -> dict[str, Any]:
    actor, today = actor_of(request), local_date(request.now)
    only_open = request.GET.get("open") == "1"
    found = queries.checks_of(hall, request.now, only_open=only_open)
    cards = [shown.check(one, today, actor.id) for one in found]
    again = whole(request.POST.get("check")) if what == "recheck" else None
    for card in cards:
        card["given"] = request.POST if card["id"] == again else QueryDict()
        card["errors"] = {code: words(told) for code, told in errors.items()} if card["id"] == again else {}
    days = int(values(request.now)["check.rectify_days"])
    return {
        "checks": cards,
        "only_open": only_open,
        "open_count": sum(one.due is not None for one in found),
        "form": shown.check_form(hall, *_typed(request, what == "check", errors), request.now, days),
        "today": today.isoformat(),
    }


def _study(request: Asked, hall: Hall, what: str, errors: dict[str, str]) -> dict[str, Any]:
    wanted = int(values(request.now)["study.minutes"])
    return {
        "weeks": shown.weeks(queries.weeks_of(hall, request.now, wanted)),
        "wanted": wanted,
        "form": shown.study_form(hall, *_typed(request, what == "study", errors), request.now),
    }


def _tests(request: Asked, hall: Hall, what: str, errors: dict[str, str]) -> dict[str, Any]:
    today = local_date(request.now)
    asked = request.GET.get("quarter", "")
    quarter = asked if asked in queries.quarters(today) else quarter_of(today)
    return {"tests": shown.tests(hall, quarter, *_typed(request, what == "test", errors), request.now)}


def _ratings(request: Asked, hall: Hall, _what: str, _errors: dict[str, str]) -> dict[str, Any]:
    since, until = _days(request)
    return {
        "since": since.isoformat(),
        "until": until.isoformat(),
        "ratings": rated.table(ratings_of(hall, since, until)),
    }


SECTION = {"checks": _checks, "study": _study, "tests": _tests, "ratings": _ratings}


def _typed(request: Asked, mine: bool, errors: dict[str, str]) -> tuple[QueryDict, dict[str, str]]:
    """What was typed into this very form, and its faults; a fresh form otherwise."""
    return (request.POST, errors) if mine else (QueryDict(), {})


def _days(request: Asked) -> tuple[date, date]:
    """The days asked for, put in order and kept within reason."""
    today = local_date(request.now)
    until = min(day(request.GET.get("until")) or today, today)
    since = day(request.GET.get("since")) or until - timedelta(days=SHOWN_DAYS - 1)
    return max(min(since, until), until - timedelta(days=MOST_DAYS)), until


@staff_only
@require_safe
def mine(request: Asked) -> HttpResponse:
    """What was checked of oneself, one's tests and lessons."""
    return _mine(request, 0, {}, 200)


@staff_only
@require_POST
def answer(request: Asked, check_id: int) -> HttpResponse:
    """What one says to a check of oneself."""
    try:
        said = request.POST.get("words", "")
        actions.answer(check_id=check_id, words=said, actor=actor_of(request), now=request.now)
        messages.success(request, gettext("说明已记下，检查的人会看到。"))
    except BadAnswers as refusal:
        return _mine(request, check_id, refusal.errors, 422)
    except actions.Answered as refusal:
        messages.error(request, sentence(refusal))
    return HttpResponseRedirect(reverse("windows-quality-mine"))


def _mine(request: Asked, check_id: int, errors: dict[str, str], status: int) -> HttpResponse:
    actor, today = actor_of(request), local_date(request.now)
    cards = [shown.check(one, today, actor.id) | {"may_recheck": False} for one in queries.checks_on(actor.id)]
    for card in cards:
        card["error"] = words(errors.get("words", "")) if card["id"] == check_id else ""
        card["given"] = request.POST if card["error"] else QueryDict()
    context = {
        "title": gettext("我的抽查和学习"),
        "crumbs": trail((gettext("工作台"), "desk-home"), (gettext("我的抽查和学习"), "")),
        "checks": cards,
        "tests": [shown.tried(one) for one in queries.own_tests(actor.id)],
        "lessons": queries.own_lessons(actor.id),
        "quarter": shown.quarter_words(quarter_of(today)),
        "tested": any(one.quarter == quarter_of(today) for one in queries.own_tests(actor.id)),
        "summary": {"errors": [{"id": f"q-words-{check_id}", "words": words(told)} for told in errors.values()]},
    }
    return render(request, "windows/quality/mine.html", context, status=status)
