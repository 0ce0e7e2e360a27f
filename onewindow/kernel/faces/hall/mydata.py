"""Who looked at my data; what is held about me, and taking it along."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from onewindow.kernel.cases import queries
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import signed_in
from onewindow.kernel.faces.hall.own import reader, trail, whole
from onewindow.kernel.faces.shown import when
from onewindow.kernel.faces.words import words
from onewindow.kernel.files.papers import held_papers
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.masks import mask_address, mask_citizen_id, mask_phone
from onewindow.kernel.journal.readings import Look, of_person
from onewindow.kernel.people.organisations import acted_for
from onewindow.kernel.people.persons import Person, oneself

PAGE = 50


@signed_in
@require_safe
def looks(request: Asked) -> HttpResponse:
    """Who has seen one's data, when, how, for which matter; and why the list is empty."""
    actor, now = reader(request)
    before = whole(request.GET.get("before", ""))
    found = of_person(actor.person_id, now, before=before, limit=PAGE) if actor.person_id else []
    full = sum(look.times for look in found) >= PAGE
    older = f"{reverse('hall-readings')}?before={min(look.id for look in found)}" if full else ""
    context = {
        "title": gettext("谁看过我的数据"),
        "tab": "mine",
        "looks": [shown(look) for look in found],
        "empty": why_empty(bool(actor.person_id), before is not None),
        "pager": {"newer": reverse("hall-readings") if before else "", "older": older, "words": ""},
        "crumbs": trail((gettext("我的"), "hall-mine"), (gettext("谁看过我的数据"), "")),
    }
    return render(request, "faces/hall/readings.html", context)


def shown(look: Look) -> dict[str, Any]:
    """One look in plain words."""
    did = look.how
    for title in look.what:
        did = did.replace(title, words(title))
    if look.times > 1:
        did += gettext("，当天共 {n} 次").format(n=look.times)
    said, bracket, number = look.purpose.partition("（")
    return {
        "who": look.who,
        "did": did,
        "purpose": f"{words(said)}{bracket}{number}",
        "as_written": f"{words(said)}{bracket}{number}" == look.purpose,
        "matter": look.matter,
        "at": look.at.isoformat(),
        "words_at": when(look.at),
    }


def why_empty(known: bool, paged: bool) -> dict[str, Any]:
    """Why there is nothing to see."""
    if paged:
        return {"why": gettext("没有更早的记录了"), "what_to_do": "", "icon": "eye"}
    if not known:
        return {
            "why": gettext("您的账号还没有实名，没有谁能通过它看到您的数据"),
            "icon": "eye",
            "what_to_do": gettext("实名以后，工作人员每看一次您的资料，这里就有一条记录。"),
        }
    return {
        "why": gettext("还没有工作人员看过您的数据"),
        "icon": "eye",
        "what_to_do": gettext(
            "您提交申请以后，工作人员在列表里看到、打开或查看您的证件号码，都会在这里留下记录：谁、什么时候、为了哪件事。"
            "依法暂缓告知的，期满后也会列出来。"
        ),
    }


@signed_in
@require_safe
def mydata(request: Asked) -> HttpResponse:
    """What is held about oneself, in short, and the whole of it as a file."""
    actor, now = reader(request)
    cases = queries.mine(actor=actor) if not actor.staff else []
    papers = held_papers(actor.person_id, today=local_date(now)) if actor.person_id else []
    firms = "、".join(one["name"] for one in acted_for(actor))
    told = gettext("{name}，{at}交")
    context = {
        "title": gettext("我的资料"),
        "tab": "mine",
        "about": about(oneself(actor)),
        "counts": [
            {"title": gettext("办件"), "value": gettext("{n} 件").format(n=len(cases))},
            {"title": gettext("代表的单位"), "value": firms or gettext("没有")},
        ],
        "papers": [
            {"title": words(one.title), "note": told.format(name=one.name, at=when(one.since))} for one in papers
        ],
        "no_papers": {
            "why": gettext("没有存着可以再用的材料"),
            "icon": "paper",
            "what_to_do": gettext("您交过的材料，下次办别的事可以直接用，不用再交；现在还没有。"),
        },
        "crumbs": trail((gettext("我的"), "hall-mine"), (gettext("我的资料"), "")),
    }
    return render(request, "faces/hall/data.html", context)


def about(person: Person | None) -> list[dict[str, str]]:
    """What is held about oneself, in part: a terminal has onlookers."""
    if person is None:
        return []
    none = gettext("没有登记")
    return [
        {"title": gettext("姓名"), "value": person.name},
        {"title": gettext("公民身份号码"), "value": mask_citizen_id(person.id_no) if person.id_no else none},
        {"title": gettext("手机号"), "value": mask_phone(person.phone) if person.phone else none},
        {"title": gettext("住址"), "value": mask_address(person.address) if person.address else none},
    ]
