"""Should have been told and was not: a list that is empty when all is well, and how messages ended."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from onewindow.kernel.cases.queries import seen_among
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.board.pages import boards
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.shown import case_title, when
from onewindow.kernel.faces.words import words
from onewindow.kernel.notices.untold import tally, untold

CHANNELS = {"inbox": "站内消息", "sms": "短信（本地替身）", "wechat": "微信订阅消息（本地替身）"}
STATES = {"delivered": "已送达", "waiting": "待发", "refused": "对方拒收", "given_up": "已放弃，换下一种方式"}


@staff_only
@require_GET
def told(request: Asked) -> HttpResponse:
    """The untold of the last thirty days within reach, and the messages of the city by how they ended."""
    actor, now = request.actor, request.now
    found = untold(now=now)
    seen = seen_among([one["case_id"] for one in found], actor=actor)
    links = [
        {
            "title": f"{case_title(one['title'])} {one['number']}",
            "note": f"{when(one['at'])}　{words(one['why_words'])}",
            "url": reverse("desk-case", args=[one["number"]]),
            "icon": "alert",
        }
        for one in found
        if one["case_id"] in seen
    ]
    return render(
        request,
        "faces/board/told.html",
        {
            "title": gettext("应告未告"),
            "boards": boards("told"),
            "links": links,
            "empty": {
                "why": gettext("近30天没有应当告知而没有告知的。"),
                "what_to_do": gettext("有的话会列在这里，请打电话告知后在办件里写备注。"),
            },
            "bars": _bars(tally(now=now)),
        },
    )


def _bars(ended: list[dict[str, Any]]) -> dict[str, Any]:
    most = max((one["n"] for one in ended), default=0) or 1
    return {
        "id": "messages",
        "title": gettext("近30天消息去向（全市）"),
        "note": "",
        "rows": [
            {
                "title": " · ".join(words(title) for title in (CHANNELS[one["channel"]], STATES[one["state"]])),
                "words": str(one["n"]),
                "width": round(100 * one["n"] / most),
                "url": "",
                "n": "",
                "tone": "overdue" if one["state"] == "given_up" else "",
            }
            for one in ended
        ],
    }
