"""The first page of the hall: what to do, what goes on, and whom to ask."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from onewindow.kernel.cases import queries
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.context import linked, ways
from onewindow.kernel.faces.gates import public, signed_in
from onewindow.kernel.faces.guide import icon_of
from onewindow.kernel.faces.hall.inbox import card
from onewindow.kernel.faces.hall.own import trail
from onewindow.kernel.faces.hall.tale import sorted_tales
from onewindow.kernel.faces.search import offered
from onewindow.kernel.faces.who import actor_of
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.notices import inboxes

EVERYDAY, SHOWN, NEWS, SHORT = 6, 3, 2, 5


@public
@require_safe
def home(request: Asked) -> HttpResponse:
    """Search, six everyday matters, my matters, news, who read my data, ask."""
    actor, now = actor_of(request), request.now
    today = local_date(now).isoformat()
    matters = offered(today)
    mine = sorted_tales(queries.mine(actor=actor, limit=20), now) if actor.id > 0 and not actor.staff else None
    going = [*mine["open"], *mine["drafts"]] if mine else []
    context: dict[str, Any] = {
        "tab": "home",
        "tales": going[:SHOWN],
        "more": max(len(going) - SHOWN, 0),
        "mine": mine,
        "search": {"action": reverse("hall-matters"), "q": "", "everyday": everyday(matters)},
        "tiles": [tile(entry) for entry in matters[:EVERYDAY]],
        "links": [*(linked(way) for way in ways(actor, "hall")), *links()],
        "three": three(),
        "unread": inboxes.unread_count(actor) if actor.id > 0 else 0,
        "news": [card(one) for one in inboxes.inbox(actor, limit=NEWS, unread=True)] if mine else [],
    }
    return render(request, "faces/hall/elder_home.html" if request.elder else "faces/hall/home.html", context)


def tile(entry: CaseType) -> dict[str, str]:
    """An everyday matter as a tile."""
    return {
        "title": words(entry.title),
        "url": reverse("hall-guide", args=[entry.code]),
        "icon": icon_of(entry),
        "note": "",
    }


def everyday(matters: list[CaseType]) -> list[dict[str, str]]:
    """A few words that people really search by: the first short everyday word of each matter."""
    first = (next((word for word in entry.also if len(word) <= SHORT), "") for entry in matters)
    address = reverse("hall-matters")
    return [{"title": words(word), "url": f"{address}?{urlencode({'q': words(word)})}"} for word in first if word][:4]


def links() -> list[dict[str, str]]:
    """The ways out of the home page."""
    return [
        {
            "title": gettext("谁看过我的数据"),
            "note": gettext("哪位工作人员、什么时候、为了什么事"),
            "icon": "eye",
            "url": reverse("hall-readings"),
        },
        {"title": gettext("消息"), "note": gettext("办件进展和通知"), "icon": "bell", "url": reverse("hall-inbox")},
        {
            "title": gettext("核验文书真伪"),
            "note": gettext("输入文书上的核验码，或扫二维码"),
            "icon": "qr",
            "url": reverse("hall-check-ask"),
        },
        {
            "title": gettext("问一问"),
            "note": gettext("电话、办不成事怎么办"),
            "icon": "help",
            "url": reverse("hall-ask"),
        },
    ]


def three() -> list[dict[str, str]]:
    """The three large actions of the elder edition."""
    return [
        {
            "title": gettext("我要办事"),
            "note": gettext("看看能办什么，要带什么"),
            "icon": "matters",
            "url": reverse("hall-matters"),
        },
        {"title": gettext("我的办件"), "note": gettext("办到哪一步了"), "icon": "list", "url": reverse("hall-mine")},
        {"title": gettext("打电话问"), "note": settings.HOTLINE, "icon": "phone", "url": f"tel:{settings.HOTLINE}"},
    ]


@signed_in
@require_safe
def mine(request: Asked) -> HttpResponse:
    """Everything one has filed: drafts, under way, finished."""
    heaps = sorted_tales(queries.mine(actor=actor_of(request)), request.now)
    data = {"title": gettext("我的资料"), "note": gettext("我们存了您的什么，可以带走一份"), "icon": "user"}
    why = gettext("办过的、正在办的、没填完的，以后都会在这里。在窗口办的件，用同一个手机号登录也能看到。")
    context = heaps | {
        "title": gettext("我的"),
        "tab": "mine",
        "unread": inboxes.unread_count(actor_of(request)),
        "nothing": not any(heaps.values()),
        "empty": {
            "why": gettext("您还没有在这里办过事"),
            "icon": "list",
            "what_to_do": why,
            "link": {"title": gettext("看看能办什么"), "url": reverse("hall-matters")},
        },
        "links": [*links()[:2], data | {"url": reverse("hall-data")}],
    }
    return render(request, "faces/hall/mine.html", context)


@public
@require_safe
def ask(request: Asked) -> HttpResponse:
    """Whom to call, and what to do when something cannot be got done."""
    title = gettext("问一问")
    crumbs = trail((gettext("首页"), "hall-home"), (title, ""))
    return render(request, "faces/hall/ask.html", {"title": title, "tab": "home", "crumbs": crumbs})
