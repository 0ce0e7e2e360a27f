"""The revisit desk: the list by due instant, one call, and what came of it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from onewindow.kernel.cases import blind
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.hall.own import key_of, trail
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.modules.revisits import asking, queries, shown, taking
from onewindow.modules.revisits.models import Revisit
from onewindow.modules.revisits.words import PURPOSE, STATES


@staff_only
@require_safe
def desk(request: Asked) -> HttpResponse:
    """What waits to be asked."""
    found = queries.desk(actor=request.actor, now=request.now)
    return render(
        request,
        "revisits/desk.html",
        {
            "title": gettext("回访台"),
            "crumbs": trail((gettext("工作台"), "desk-home"), (gettext("回访台"), "")),
            "rows": [shown.row(one, request.now) for one in found.now],
            "any": any(not one.why for one in found.now),
            "desk": found,
            "empty": {
                "why": gettext("现在没有到时间的回访。"),
                "what_to_do": gettext("办结以后到了回访的日子，会自己出现在这里。"),
                "icon": "phone",
            },
        },
    )


@staff_only
@require_POST
def take_next(request: Asked) -> HttpResponse:
    """The first that nobody holds; whoever is faster gets it, and the next one is tried."""
    for waiting in queries.desk(actor=request.actor, now=request.now).now:
        if waiting.why:
            continue
        try:
            taking.take(waiting.revisit.pk, actor=request.actor, now=request.now)
        except Refusal:
            continue
        return HttpResponseRedirect(reverse("revisits-call", args=[waiting.revisit.pk]))
    messages.info(request, gettext("没有可以取的回访了。"))
    return HttpResponseRedirect(reverse("revisits-desk"))


@staff_only
@require_safe
def call(request: Asked, revisit_id: int) -> HttpResponse:
    """One call: the outside of the case; with the phone and the questions once it is taken."""
    return _drawn(request, queries.revisit(revisit_id, actor=request.actor), {}, 200)


@staff_only
@require_POST
def send(request: Asked, revisit_id: int, what: str) -> HttpResponse:
    """What was done with it."""
    if what not in SENDS:
        raise taking.NoSuchRevisit()
    try:
        stays = SENDS[what](request, revisit_id)
    except BadAnswers as wrong:
        return _drawn(request, queries.revisit(revisit_id, actor=request.actor), wrong.errors, 422)
    except Refusal as refusal:
        if refusal.status in (403, 404):
            raise
        messages.error(request, sentence(refusal))
        stays = False
    return HttpResponseRedirect(
        reverse("revisits-call", args=[revisit_id]) if stays else f"{reverse('revisits-desk')}?done=1"
    )


def _take(request: Asked, revisit_id: int) -> bool:
    taking.take(revisit_id, actor=request.actor, now=request.now)
    return True


def _put_back(request: Asked, revisit_id: int) -> bool:
    taking.put_back(revisit_id, actor=request.actor, now=request.now)
    messages.success(request, gettext("已放回，别人可以接着回访。"))
    return False


def _no_answer(request: Asked, revisit_id: int) -> bool:
    one = asking.no_answer(
        revisit_id, how=request.POST.get("how", ""), actor=request.actor, now=request.now, key=_key(request)
    )
    if one.state == "not_reached":
        messages.success(request, gettext("已记下：多次未接通，不再打了。"))
    else:
        at = f"{local(one.not_before):%m-%d %H:%M}" if one.not_before else ""
        messages.success(request, gettext("已记下没接通，{at}以后会再列出来。").format(at=at))
    return False


def _refused(request: Asked, revisit_id: int) -> bool:
    asking.would_not_say(revisit_id, actor=request.actor, now=request.now, key=_key(request))
    messages.success(request, gettext("已记下：本人不愿回答，不再打扰。"))
    return False


def _answered(request: Asked, revisit_id: int) -> bool:
    given = {name[2:]: str(value) for name, value in request.POST.items() if name.startswith("q-")}
    one = asking.answered(
        revisit_id, answers=given, satisfied=request.POST.get("satisfied", ""), said=request.POST.get("said", ""),
        actor=request.actor, now=request.now, key=_key(request),
    )  # fmt: skip
    if one.reopened:
        messages.success(request, gettext("已记下。本人说没有办好，{number}已经重新办理。").format(number=one.number))
    elif one.failed:
        messages.warning(
            request,
            gettext("已记下。本人说没有办好，{number}没能自动重新办理，已经告诉办理单位。").format(number=one.number),
        )
    else:
        messages.success(request, gettext("已记下。"))
    return False


SENDS = {"take": _take, "put-back": _put_back, "no-answer": _no_answer, "refused": _refused, "answered": _answered}


def _key(request: Asked) -> str:
    return key_of(request) or uuid4().hex


def _drawn(request: Asked, one: Revisit, errors: dict[str, str], status: int) -> HttpResponse:
    actor, now = request.actor, request.now
    case = blind.briefs([one.case_id])[one.case_id]
    held = one.state == "open" and one.taken_by == actor.id and one.taken_until is not None and one.taken_until > now
    given = {name: str(value) for name, value in request.POST.items()}
    context: dict[str, Any] = {
        "title": gettext("回访"),
        "crumbs": trail(
            (gettext("工作台"), "desk-home"), (gettext("回访台"), "revisits-desk"), (one.number, "")
        ),
        "revisit": one,
        "state": "" if one.state == "open" else words(STATES[one.state]),
        "outside": shown.outside(one, case),
        "script": shown.script(one, given, errors),
        "tried": shown.tried(one),
        "held": held,
    }  # fmt: skip
    if held:
        context |= {
            "contact": blind.whom_to_call(
                one.case_id, asking.script_of(one).asks, actor=actor, now=now, purpose=PURPOSE
            ),
            "until": f"{local(one.taken_until):%H:%M}" if one.taken_until else "",
            "levels": shown.levels(given),
            "levels_error": words(errors.get("satisfied", "")),
            "how": shown.how(given),
            "said": given.get("said", ""),
            "said_error": words(errors.get("said", "")),
            "key": key_of(request) or uuid4().hex,
            "summary": {"errors": [{"id": f"r-{code}", "words": words(told)} for code, told in errors.items()]},
        }
    return render(request, "revisits/call.html", context, status=status)
