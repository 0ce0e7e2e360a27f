"""The officer's day on a phone: the list, a stop where several duties are closed at once, and what came too late."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onewindow.kernel.cases import queries, sight
from onewindow.kernel.cases.duties import Duty, numbers_of
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.shown import when
from onewindow.kernel.faces.words import words
from onewindow.kernel.files.actions import put
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.people.places import names_of
from onewindow.modules.rounds import drawing, obeying, planning, posting
from onewindow.modules.rounds.obeying import CONFLICT, DONE, Told


@staff_only
@never_cache
@require_GET
def day(request: Asked) -> HttpResponse:
    """The list of today in walking order; what is not for today and why; what has come since."""
    found = planning.today(actor=request.actor, now=request.now)
    return render(
        request,
        "rounds/day.html",
        {
            "title": gettext("一日清单"),
            "day": when(request.now).rpartition(" ")[0],
            "made": when(found.plan.made_at),
            "version": f"{found.plan.id}-{found.plan.version}",
            "stops": drawing.stops_of(found, request.now),
            "walk": drawing.walk_of(found),
            "left": drawing.left_of(found, request.now),
            "new": [drawing.duty_card(duty, request.now) for duty in found.new],
            "done": found.done,
            "conflicts": conflicts(request),
            "empty": {
                "why": gettext("今天没有等您上门的事。"),
                "what_to_do": gettext("辖区里有新的隐患、纠纷、核查或指令时，会按地址并到这里。"),
            },
        },
    )


def conflicts(request: Asked) -> list[dict[str, Any]]:
    """Commands that came too late, in the officer's words."""
    kept = obeying.conflicts(request.actor)
    numbers = numbers_of([one.case_id for one in kept], actor=request.actor)
    return [
        {
            "id": str(one.id),
            "number": numbers.get(one.case_id, ""),
            "words": one.words,
            "at": when(one.device_at),
            "wrote": "；".join(str(value) for value in obeying.given_of(one).values() if isinstance(value, str)),
        }
        for one in kept
    ]


@staff_only
@require_POST
def anew(request: Asked) -> HttpResponse:
    """Draw the list up again."""
    plan = planning.make_anew(actor=request.actor, now=request.now)
    messages.success(request, gettext("重新排好了，今天走 {n} 处。").format(n=len(plan.stops)))
    return HttpResponseRedirect(reverse("rounds-day"))


@staff_only
@never_cache
@require_http_methods(["GET", "POST"])
def stop(request: Asked) -> HttpResponse:
    """Everything that waits at one door; one sending closes several duties, each with its own line."""
    key = request.GET.get("at", "").replace("\x00", "")[:64]
    duties = planning.at_door(key, actor=request.actor, now=request.now)
    if request.method == "GET":
        return _stop(request, key, duties, {}, {})
    try:
        orders = posting.orders_of(request, duties)
    except BadAnswers as refusal:
        messages.error(request, sentence(refusal))
        return HttpResponseRedirect(drawing.stop_url(key))
    if not orders:
        messages.error(request, gettext("还没有选哪一件怎么办。不办的留着，下次还在。"))
        return HttpResponseRedirect(drawing.stop_url(key))
    told = obeying.obey(orders, actor=request.actor, now=request.now)
    wrong = {order.case_id: one.errors for order, one in zip(orders, told, strict=True) if one.errors}
    _say(request, told)
    if wrong:
        given = {order.case_id: order.given for order in orders}
        left = planning.at_door(key, actor=request.actor, now=request.now)
        return _stop(request, key, left, given, wrong, status=422)
    return HttpResponseRedirect(reverse("rounds-day"))


def _say(request: Asked, told: list[Told]) -> None:
    done = sum(1 for one in told if one.result == DONE)
    if done:
        messages.success(request, ngettext("办了 {n} 件。", "办了 {n} 件。", done).format(n=done))
    for one in told:
        if one.result == CONFLICT:
            messages.error(request, one.words)


def _stop(
    request: Asked, key: str, duties: list[Duty], given: dict[int, Any], errors: dict[int, Any], status: int = 200
) -> HttpResponse:
    names = names_of({duty.place for duty in duties})
    return render(
        request,
        "rounds/stop.html",
        {
            "title": names.get(duties[0].place, gettext("这一处")) if duties else gettext("这一处"),
            "key": key,
            "address": _address(request, duties),
            "duties": drawing.forms_of(duties, request.now, given, errors),
            "wrong": [words(text) for of in errors.values() for text in of.values()],
            "sent_at": request.now.isoformat(),
            "empty": {
                "why": gettext("这一处没有等您办的事了。"),
                "what_to_do": gettext("可能刚刚办完，或者交给了别的同事。"),
                "link": {"title": gettext("回清单"), "url": reverse("rounds-day")},
            },
        },
        status=status,
    )


def _address(request: Asked, duties: list[Duty]) -> str:
    """Where to knock: plain for who may see it, and then ledgered; masked for others; nothing where no door is named."""
    for duty in duties:
        fields = shelf().entry(duty.case_type).fields.values()
        door = next((one.code for one in fields if one.kind == "place_detail"), "")
        if not duty.door or not door:
            continue
        try:
            return sight.unmask(duty.case_id, door, actor=request.actor, now=request.now, purpose="上门办理")
        except sight.NotUnsealed:
            row = queries.case(duty.case_id, actor=request.actor, now=request.now, purpose="上门办理")
            return str(sight.shown_answers(row, request.actor).get(door, ""))
        except Refusal:
            continue
    return ""


@staff_only
@require_POST
def commands(request: Asked) -> HttpResponse:
    """What a phone kept while it was out of reach; answered command by command."""
    try:
        told = obeying.obey(posting.sent(request), actor=request.actor, now=request.now)
    except Refusal as refusal:
        return JsonResponse({"words": sentence(refusal)}, status=refusal.status)
    return JsonResponse(
        {"told": [{"id": str(one.id), "result": one.result, "words": one.words, "errors": one.errors} for one in told]}
    )


@staff_only
@require_POST
def picture(request: Asked) -> HttpResponse:
    """A picture taken out of reach, kept before the command that names it."""
    upload = request.FILES.get("picture")
    try:
        if upload is None:
            raise BadAnswers({"picture": "没有收到照片，请再试"})
        kept = put(upload.read(), name=upload.name or "", actor_id=request.actor.id, now=request.now)
    except Refusal as refusal:
        return JsonResponse({"words": sentence(refusal)}, status=refusal.status)
    return JsonResponse({"id": kept.id})


@staff_only
@require_POST
def settle(request: Asked, command_id: UUID) -> HttpResponse:
    """The officer has seen what came too late."""
    obeying.settle(command_id, actor=request.actor, now=request.now)
    return HttpResponseRedirect(reverse("rounds-day"))


def today_of(request: Asked) -> str:
    """The day a phone keeps its list for."""
    return local_date(request.now).isoformat()
