"""Messages to oneself: what was told, when, about which matter."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from onewindow.kernel.faces.gates import signed_in


@signed_in
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """One's messages, newest first."""
    return render(request, "faces/hall/inbox.html", {
        "title": gettext("消息"), "tab": "mine", "news": [],
        "empty": {"why": gettext("还没有消息"), "icon": "bell",
                  "what_to_do": gettext("您提交申请以后，受理、补正、办结都会在这里告诉您，也会发短信。"),
                  "link": {"title": gettext("看看能办什么"), "url": reverse("hall-matters")}},
        "crumbs": [{"title": gettext("我的"), "url": reverse("hall-mine")}, {"title": gettext("消息"), "url": ""}]})
