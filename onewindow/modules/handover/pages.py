"""The book of shifts: who is on duty, what is open with its clocks, the two signatures, and the sheet to print."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from onewindow.kernel.cases.standing import MOST
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.hall.own import trail
from onewindow.kernel.faces.problems import sentence
from onewindow.kernel.faces.shown import case_title, due_chip, state_words, when
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import SHANGHAI
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.handbook.shelf import shelf
from onewindow.modules.handover import actions, items, queries
from onewindow.modules.handover.models import Handover, Item
from onewindow.modules.handover.policy import KINDS


@staff_only
@never_cache
@require_safe
def desk(request: Asked) -> HttpResponse:
    """The page of one's own unit."""
    return _desk(request, {}, {})


def _desk(request: Asked, errors: dict[str, str], given: dict[str, str], status: int = 200) -> HttpResponse:
    unit = queries.unit_of(request.actor, _number(request.GET.get("unit") or given.get("unit", "")))
    shift = queries.running(unit.unit_id)
    offer = queries.offered(shift)
    cases = queries.cases_of(unit, actor=request.actor, now=request.now)
    context = {
        "title": gettext("值班交接"),
        "crumbs": trail((gettext("工作台"), "desk-home"), (gettext("值班交接"), "")),
        "unit": unit,
        "shift": shift,
        "since": when(shift.began_at) if shift else "",
        "mine": shift is not None and shift.account_id == request.actor.id,
        "left": shift is not None and queries.has_left(shift, unit, now=request.now),
        "offer": offer,
        "offered_at": when(offer.out_at) if offer else "",
        "to_me": offer is not None and offer.in_id == request.actor.id,
        "groups": groups(cases, request.now),
        "n": len(cases),
        "more": len(cases) >= MOST,
        "items": [_item(one, request.now) for one in queries.items_of(shift)],
        "kinds": [(code, words(title), code == given.get("kind")) for code, title in KINDS.items()],
        "others": sorted(
            ((id_, name) for id_, name in queries.colleagues(unit, now=request.now).items() if id_ != request.actor.id),
            key=lambda one: one[1],
        ),
        "past": [(one, when(one.in_at)) for one in queries.past(unit.unit_id)],
        "errors": {code: words(text) for code, text in errors.items()},
        "given": given,
        "units": [held for held in _units(request) if held.unit_id != unit.unit_id],
    }
    return render(request, "handover/desk.html", context, status=status)


def _units(request: Asked) -> list[Any]:
    """Every unit in which shifts are the reader's, once."""
    return list({held.unit_id: held for held in request.actor.held if held.role in queries.ROLES}.values())


def groups(cases: list[Any], now: datetime) -> list[dict[str, Any]]:
    """Cases by what they are, each with its clock and who has it; what runs out first stands first."""
    found = [(code, list(of)) for code, of in groupby(cases, key=lambda one: one.case_type)]
    found.sort(key=lambda one: (one[1][0].due_at is None, one[1][0].due_at or now))
    return [{"title": words(shelf().entry(code).title), "cases": [_case(one, now) for one in of]} for code, of in found]


def _case(one: Any, now: datetime) -> dict[str, Any]:
    return {
        "url": reverse("desk-case", args=[one.number]),
        "number": one.number,
        "title": case_title(one.title),
        "state": state_words(shelf().entry(one.case_type, one.edition), one.state),
        "due": due_chip(one.due_at, one.warn_at, now),
        "officer": one.officer,
    }


def _item(one: Item, now: datetime) -> dict[str, Any]:
    return {
        "id": one.pk,
        "kind": words(KINDS.get(one.kind, one.kind)),
        "content": one.content,
        "in_charge": one.in_charge,
        "limit": when(one.limit_at),
        "late": one.limit_at is not None and one.limit_at <= now,
    }


@staff_only
@require_POST
def do(request: Asked, act: str) -> HttpResponse:
    """Begin, offer, withdraw, sign, add, done; what is wrong is said beside the field."""
    given = {name: str(value).replace("\x00", "") for name, value in request.POST.items()}
    doing = ACTS.get(act)
    try:
        if doing is None:
            raise actions.NothingOffered()
        doing(request, given)
    except BadAnswers as wrong:
        return _desk(request, wrong.errors, given, status=422)
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    return HttpResponseRedirect(f"{reverse('handover-desk')}?unit={_number(given.get('unit', '')) or ''}")


def _begin(request: Asked, given: dict[str, str]) -> None:
    actions.begin(_number(given.get("unit", "")) or 0, actor=request.actor, now=request.now)
    messages.success(request, gettext("您开始值班了。没有办完的都在这一页。"))


def _offer(request: Asked, given: dict[str, str]) -> None:
    made = actions.offer(
        _number(given.get("unit", "")) or 0, to=_number(given.get("to", "")) or 0, name=given.get("name", ""),
        note=given.get("note", ""), actor=request.actor, now=request.now,
    )  # fmt: skip
    messages.success(request, gettext("您已签名。{name}签收以前，仍由您负责。").format(name=made.in_name))


def _withdraw(request: Asked, given: dict[str, str]) -> None:
    actions.withdraw(_number(given.get("id", "")) or 0, actor=request.actor, now=request.now)
    messages.success(request, gettext("已撤回，仍由您值班。"))


def _sign(request: Asked, given: dict[str, str]) -> None:
    actions.sign(_number(given.get("id", "")) or 0, name=given.get("name", ""), actor=request.actor, now=request.now)
    messages.success(request, gettext("您已接班。没有办完的从现在起由您负责。"))


def _add(request: Asked, given: dict[str, str]) -> None:
    items.add(
        _number(given.get("unit", "")) or 0, kind=given.get("kind", ""), content=given.get("content", ""),
        in_charge=given.get("in_charge", ""), limit_at=_instant(given.get("limit", "")), actor=request.actor,
        now=request.now,
    )  # fmt: skip
    messages.success(request, gettext("已记上。"))


def _done(request: Asked, given: dict[str, str]) -> None:
    items.finish(_number(given.get("id", "")) or 0, words=given.get("words", ""), actor=request.actor, now=request.now)
    messages.success(request, gettext("已办完。"))


ACTS: dict[str, Callable[[Asked, dict[str, str]], None]] = {
    "begin": _begin, "offer": _offer, "withdraw": _withdraw, "sign": _sign, "add": _add, "done": _done,
}  # fmt: skip


@staff_only
@require_safe
def sheet(request: Asked, handover_id: int) -> HttpResponse:
    """One handover as it was signed, to print."""
    one: Handover = queries.sheet(handover_id, actor=request.actor)
    kept = sorted(one.cases, key=lambda case: case["type"])
    context = {
        "title": gettext("值班交接表"),
        "crumbs": trail(
            (gettext("工作台"), "desk-home"), (gettext("值班交接"), "handover-desk"), (gettext("交接表"), "")
        ),
        "one": one,
        "out_at": when(one.out_at),
        "in_at": when(one.in_at),
        "groups": [
            {"title": words(shelf().entry(code).title), "cases": [_kept(case) for case in of]}
            for code, of in groupby(kept, key=lambda case: case["type"])
        ],
        "items": [
            {**item, "kind": words(KINDS.get(item["kind"], item["kind"])), "limit": _told(item["limit"])}
            for item in one.items
        ],
        "n": len(one.cases),
    }
    return render(request, "handover/sheet.html", context)


def _kept(case: dict[str, Any]) -> dict[str, Any]:
    state = state_words(shelf().entry(case["type"], case["edition"]), case["state"])["words"]
    return {**case, "title": case_title(case["title"]), "state": state, "due": _told(case["due"])}


def _told(instant: str) -> str:
    return when(datetime.fromisoformat(instant)) if instant else ""


def _instant(text: str) -> datetime | None:
    """What a datetime-local field gives, as Shanghai time; empty is none."""
    if not text.strip():
        return None
    try:
        return datetime.fromisoformat(text.strip()[:16]).replace(tzinfo=SHANGHAI)
    except ValueError:
        raise BadAnswers({"limit": "时间不对，请重新选"}) from None


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() and text.isascii() and len(text) < 10 else None
