"""The catalogue, the search in it, and the guide page of one matter."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from onewindow.kernel.cases.intake import held_registers
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.diagrams import drawing, mermaid
from onewindow.kernel.faces.gates import public
from onewindow.kernel.faces.guide import conditions, guide, icon_of
from onewindow.kernel.faces.search import LONGEST, looks_like, offered, search
from onewindow.kernel.faces.who import actor_of
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.shelf import shelf


@public
@require_safe
def matters(request: Asked) -> HttpResponse:
    """What can be done here; with `q`, what was meant by these words."""
    today = local_date(request.now).isoformat()
    asked = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    found = search(asked, on=today) if asked else []
    told = "" if looks_like(asked) in ("id", "phone") else asked  # nobody's number is written on a page
    context: dict[str, Any] = {
        "title": gettext("办事"),
        "tab": "matters",
        "q": told,
        "found": [line(one.entry, one.by) for one in found],
        "search": {"action": reverse("hall-matters"), "q": told, "label": gettext("我要办什么")},
        "chapters": [] if asked else chapters(today),
        "empty": nothing(asked) if asked and not found else None,
        "all": [line(entry) for entry in offered(today)] if asked and not found else [],
    }
    return render(request, "faces/hall/matters.html", context)


def line(entry: CaseType, by: str = "") -> dict[str, str]:
    """A matter as a line of a list; `by` is the everyday word it was found by."""
    note = words(entry.summary).split("。")[0]
    return {
        "title": words(entry.title),
        "note": gettext("也叫“{by}”。{note}").format(by=by, note=note) if by else note,
        "url": reverse("hall-guide", args=[entry.code]),
        "icon": icon_of(entry),
    }


def chapters(today: str) -> list[dict[str, Any]]:
    """The catalogue by chapter of the handbook."""
    open_here = {entry.code for entry in offered(today)}
    found = []
    for module in shelf().modules:
        entries = {entry.code for entry in module.case_types} & open_here
        if entries:
            lines = [line(shelf().entry(code)) for code in shelf().current if code in entries]
            found.append({"title": words(module.title), "links": lines})
    return found


def nothing(asked: str) -> dict[str, Any]:
    """Why nothing was found, and what to do."""
    kind = looks_like(asked)
    if kind == "case":
        return {
            "why": gettext("这像是一个办件编号"),
            "icon": "search",
            "what_to_do": gettext("查进度请到“我的”里打开办件；用申请时的手机号登录。"),
            "link": {"title": gettext("看我的办件"), "url": reverse("hall-mine")},
        }
    if kind in ("id", "phone"):
        return {
            "why": gettext("这里不用填证件号码或手机号"),
            "icon": "search",
            "what_to_do": gettext("请写要办的事，例如“居住证”。查进度请到“我的”里看。"),
            "link": {"title": gettext("看我的办件"), "url": reverse("hall-mine")},
        }
    told = gettext("没有找到“{asked}”。可能这件事还没有放到网上，或者换个说法就能找到，例如写证件的名字。")
    return {
        "why": told.format(asked=asked),
        "icon": "search",
        "what_to_do": gettext("下面是现在能办的全部事项。还找不到，请打 {hotline} 问一问。").format(
            hotline=settings.HOTLINE
        ),
        "link": {"title": gettext("问一问"), "url": reverse("hall-ask")},
    }


@public
@require_safe
def guide_page(request: Asked, code: str) -> HttpResponse:
    """The guide of a matter, in the order a person asks."""
    entry = shelf().entry(code)
    actor, now = actor_of(request), request.now
    today = local_date(now)
    held = (
        held_registers(actor.person_id, actor.organisations[0] if actor.organisations else None) if actor.id > 0 else ()
    )
    told = guide(entry, today, held=held, known=actor.id > 0)
    return render(
        request,
        "faces/hall/guide.html",
        {
            "title": words(entry.title),
            "tab": "matters",
            "summary": words(entry.summary),
            "edition": entry.edition,
            "facts": told.pop("facts"),
            "guide": told,
            "conditions": conditions(entry),
            "drawing": drawing(entry),
            "code": entry.code,
            "crumbs": [
                {"title": gettext("办事"), "url": reverse("hall-matters")},
                {"title": words(entry.title), "url": ""},
            ],
            "start": start_of(entry, today.isoformat()),
        },
    )


def start_of(entry: CaseType, today: str) -> dict[str, str]:
    """The button that begins it, or the words that say why there is none."""
    if entry.retired_on and today >= entry.retired_on:
        return {"url": "", "why": gettext("这个事项已经停止受理，这里保留说明供查阅。")}
    if entry.opened_by != "applicant":
        return {"url": "", "why": gettext("这件事由公安机关依职权发起，不用您申请。")}
    return {"url": reverse("hall-start", args=[entry.code]), "why": ""}


@public
@require_safe
def diagram(request: Asked, code: str) -> HttpResponse:
    """The state diagram as Mermaid text, for those who want to take it along."""
    return HttpResponse(mermaid(shelf().entry(code)), content_type="text/plain; charset=utf-8")
