"""What every page of the centre shares: who may come in, the trail, the tabs."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.hall.own import trail
from onewindow.kernel.faces.who import actor_of
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.people.actor import Actor
from onewindow.modules.directives.areas import SENDERS


class NotTheCentre(Refusal):
    """The centre's pages are the centre's."""

    code = "not_the_centre"
    status = 403
    words = "指令中心由指挥室和所队长使用。发给您的指令在工作台的待办里。"


def of_the_centre(request: Asked, *also: str) -> Actor:
    """The actor, when he sends directives (or holds one of the roles named); refused otherwise."""
    actor = actor_of(request)
    if not any(actor.holds(role) for role in (*SENDERS, *also)):
        raise NotTheCentre()
    return actor


def framed(here: str, title: str) -> dict[str, Any]:
    """Title, crumbs and the ways between the pages."""
    ways = (
        ("directives-desk", gettext("指令")), ("directives-draft", gettext("拟办")),
        ("directives-pushes", gettext("推送过滤")), ("directives-figures", gettext("指标")),
    )  # fmt: skip
    first = (gettext("工作台"), "desk-home")
    middle = () if here == "directives-desk" else ((gettext("指令中心"), "directives-desk"),)
    return {
        "title": title,
        "crumbs": trail(first, *middle, (title, "")),
        "ways": [{"name": name, "title": words, "here": name == here} for name, words in ways],
    }
