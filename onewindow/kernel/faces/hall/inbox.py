"""Messages to oneself: what was told, when, about which matter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import signed_in
from onewindow.kernel.faces.hall.own import reader, trail, whole
from onewindow.kernel.faces.shown import when
from onewindow.kernel.faces.words import words
from onewindow.kernel.notices import inboxes

PAGE = 30


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def inbox(request: Asked) -> HttpResponse:
    """One's messages, newest first; the button marks them all as read."""
    actor, now = reader(request)
    if request.method == "POST":
        inboxes.mark_read(actor, now=now)
        messages.success(request, gettext("都标为已读了。"))
        return HttpResponseRedirect(reverse("hall-inbox"))
    before = whole(request.GET.get("before", ""))
    found = inboxes.inbox(actor, limit=PAGE + 1, before=before)
    older = f"{reverse('hall-inbox')}?before={found[PAGE - 1]['id']}" if len(found) > PAGE else ""
    context = {
        "title": gettext("消息"),
        "tab": "mine",
        "news": [card(one, staff=actor.staff) for one in found[:PAGE]],
        "unread": inboxes.unread_count(actor),
        "pager": {"newer": reverse("hall-inbox") if before else "", "older": older, "words": ""},
        "empty": {
            "why": gettext("还没有消息"),
            "icon": "bell",
            "what_to_do": gettext("您提交申请以后，受理、补正、办结都会在这里告诉您，也会发短信。"),
            "link": {"title": gettext("看看能办什么"), "url": reverse("hall-matters")},
        },
        "crumbs": trail((gettext("我的"), "hall-mine"), (gettext("消息"), "")),
    }
    return render(request, "faces/hall/inbox.html", context)


def card(one: dict[str, Any], *, staff: bool = False) -> dict[str, Any]:
    """A message as `parts/notice_card.html` wants it; staff are led to the desk."""
    return {
        "title": " · ".join(words(part) for part in one["title"].split(" · ")),
        "words": words(one["words"]),
        "at": one["at"].isoformat(),
        "words_at": when(one["at"]),
        "url": reverse("desk-case" if staff else "hall-case", args=[one["number"]]) if one["number"] else one["link"],
        "unread": one["unread"],
        "from": "",
    }
