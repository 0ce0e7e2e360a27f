"""The hand-out desk: what can be fetched, one visit with everything of it, and each act on a parcel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.modules.windows.models import Hall
from onewindow.modules.windows.parcels import actions, handing, queries, showing
from onewindow.modules.windows.parcels.handing import Proof
from onewindow.modules.windows.parcels.state import ROLES, NoSuchParcel, of_actor
from onewindow.modules.windows.staffing.reach import NoSuchHall, hall_for, halls_for

TEMPLATES = "windows/parcels"


def _hall(request: Asked) -> Hall:
    """The hall that is asked for, or the first of one's own."""
    code = request.GET.get("hall", "") or request.POST.get("hall", "")
    if code:
        return hall_for(code, request.actor, ROLES)
    own = halls_for(request.actor, ROLES)
    if not own:
        raise NoSuchHall()
    return own[0]


def _crumbs(*here: str) -> list[dict[str, str]]:
    way = [(gettext("工作台"), reverse("desk-home")), (gettext("出件"), reverse("windows-parcels"))]
    return [{"title": title, "url": url} for title, url in [*way, *((one, "") for one in here)]]


@staff_only
@require_GET
def home(request: Asked) -> HttpResponse:
    """One list of parcels, and the box for the number or the card."""
    hall = _hall(request)
    which = request.GET.get("list", "ready")
    which = which if which in queries.LISTS else "ready"
    return render(
        request,
        f"{TEMPLATES}/home.html",
        {
            "title": gettext("出件") + " · " + words(queries.LISTS[which][0]),
            "hall": hall,
            "crumbs": _crumbs(),
            "lists": showing.lists(hall, which),
            "rows": showing.rows(queries.of_hall(hall.id, which), request),
        },
    )


@sensitive_post_parameters("code", "id_no")
@staff_only
@require_POST
def find(request: Asked) -> HttpResponse:
    """The visit that a number or a card opens; neither ever stands in an address."""
    hall = _hall(request)
    code, id_no = request.POST.get("code", "").strip()[:12], request.POST.get("id_no", "").strip()[:18]
    if code:
        ticket = handing.by_code(hall.id, code)
    elif id_no:
        ticket = handing.by_card(hall.id, id_no, actor=request.actor, now=request.now)
    else:
        raise BadAnswers({"code": "请输入 6 位取件码，或者刷身份证"})
    return _visit(request, ticket, {"code": code, "id_no": id_no})


@staff_only
@require_GET
def visit(request: Asked, ticket_id: int) -> HttpResponse:
    """Everything of one visit."""
    return _visit(request, ticket_id, {})


def _say(request: Asked, refusal: Refusal) -> None:
    """What was wrong, above the same form: what the clerk has typed is not lost."""
    faults = refusal.errors.values() if isinstance(refusal, BadAnswers) else ()
    for text in [words(one) for one in faults] or [sentence(refusal)]:
        messages.error(request, text)


def _visit(request: Asked, ticket_id: int, shown: dict[str, Any], *, status: int = 200) -> HttpResponse:
    ticket = of_actor(ticket_id, request.actor)
    found = showing.visit(ticket, request)
    if not found["parcels"]:
        raise NoSuchParcel()
    context = {
        **found,
        "hall": ticket.hall,
        "lists": showing.lists(ticket.hall, ""),
        "shown": shown,
        "by": [
            {"code": code, "title": words(title), "chosen": code == shown.get("by", "self")}
            for code, title in handing.BY.items()
        ],
        "carriers": [{"code": code, "title": words(title)} for code, title in actions.CARRIERS.items()],
        "title": gettext("{number} 的件").format(number=ticket.number),
        "crumbs": _crumbs(ticket.number),
    }
    return render(request, f"{TEMPLATES}/visit.html", context, status=status)


@sensitive_post_parameters("code", "id_no", "name")
@staff_only
@require_POST
def give(request: Asked, ticket_id: int) -> HttpResponse:
    """Hand out the parcels that are ticked, to the one who stands here."""
    of_actor(ticket_id, request.actor)
    asked = request.POST
    ids = [int(one) for one in asked.getlist("parcel") if one.isdigit()]
    theirs = {one.id for one in queries.of_visit(ticket_id)}
    if not set(ids) <= theirs:
        raise NoSuchParcel()
    proof = Proof(
        asked.get("by", "self"),
        asked.get("code", "").strip()[:12],
        asked.get("id_no", "").strip()[:18],
        asked.get("name", "").strip()[:50],
        asked.get("paper_seen") == "1",
    )
    try:
        given = handing.hand_out(parcel_ids=ids, proof=proof, actor=request.actor, now=request.now)
    except Refusal as refusal:
        if refusal.status == 404:
            raise
        _say(request, refusal)
        return _visit(request, ticket_id, asdict(proof), status=refusal.status)
    messages.success(request, gettext("已发出 {n} 个件。").format(n=len(given)))
    return HttpResponseRedirect(reverse("windows-parcels-visit", args=[ticket_id]))


def _lay_in(parcel_id: int, asked: Any, **by: Any) -> None:
    for one in asked.getlist("content"):
        if one.isdigit():
            actions.lay_in(content_id=int(one), **by)


ACTS: dict[str, tuple[Callable[..., Any], str]] = {
    "lay_in": (_lay_in, "已放入。"),
    "ready": (lambda i, q, **by: actions.call_ready(parcel_id=i, slot=q.get("slot", "")[:8], **by), "已通知领取。"),
    "to_mail": (
        lambda i, q, **by: actions.to_mail(parcel_id=i, address=q.get("address", "")[:200], **by),
        "已改为邮寄。",
    ),
    "to_shelf": (lambda i, q, **by: actions.to_shelf(parcel_id=i, **by), "已改为到大厅领取。"),
    "send": (
        lambda i, q, **by: actions.send(
            parcel_id=i, carrier=q.get("carrier", ""), waybill=q.get("waybill", "")[:40], **by
        ),
        "已登记交寄。",
    ),
    "arrived": (lambda i, q, **by: actions.arrived(parcel_id=i, **by), "已登记妥投。"),
    "came_back": (lambda i, q, **by: actions.came_back(parcel_id=i, **by), "已登记退回。"),
}


@staff_only
@require_POST
def act(request: Asked, parcel_id: int, act: str) -> HttpResponse:
    """One act on one parcel, and back to its visit."""
    if act not in ACTS:
        raise NoSuchParcel()
    do, said = ACTS[act]
    ticket_id = queries.visit_of(parcel_id)
    do(parcel_id, request.POST, actor=request.actor, now=request.now)
    messages.success(request, words(said))
    return HttpResponseRedirect(reverse("windows-parcels-visit", args=[ticket_id]))
