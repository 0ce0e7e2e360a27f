"""What every page knows: who is reading, in which role, in which language, and that this is a demo."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from onewindow.kernel.faces.words import words
from onewindow.kernel.handbook.roles import ROLES
from onewindow.kernel.notices.inboxes import unread_count

TITLES = {role.code: role.title for role in ROLES}


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of `faces/root.html`."""
    actor = getattr(request, "actor", None)
    unit = actor.unit if actor else None
    me = None
    if actor and actor.id > 0:
        role = words(TITLES.get(unit.role, "")) if unit else words("群众")
        me = {
            "name": actor.name,
            "role": role,
            "unit": unit.unit_name if unit else "",
            "kind": actor.kind,
            "home": home_of(actor),
        }
    return {
        "me": me,
        "demo": settings.DEMO,
        "elder": request.COOKIES.get("elder") == "1",
        "hotline": settings.HOTLINE,
        "city": settings.CITY,
        "unread": lambda: unread_count(actor) if actor and me else 0,
        "inbox_url": reverse("desk-inbox"),
        "here": request.path,
    }


def home_of(actor: Any) -> str:
    """Where this actor's work begins."""
    if not actor.staff:
        return "/"
    roles = {held.role for held in actor.held}
    if roles <= {"administrator"}:
        return "/admin/"
    return "/board/" if roles <= {"chief", "supervisor"} else "/desk/"
