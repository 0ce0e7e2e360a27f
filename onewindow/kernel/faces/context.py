"""What every page knows: who is reading, in which role, in which language, and that this is a demo."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext

from onewindow.kernel.cases.drafts import reportable
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.desk.lists import rail
from onewindow.kernel.faces.words import words
from onewindow.kernel.handbook.module import Way
from onewindow.kernel.handbook.roles import ROLES
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.notices.inboxes import unread_count
from onewindow.kernel.people.reach import may_see

HALL_ONLY = frozenset({"guide", "hall_chief", "administrator", "revisitor"})
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
        "lists": SimpleLazyObject(lambda: rail(cast(Asked, request), "") if actor and works_on_cases(actor) else []),
        "room_links": lambda: [linked(way) for way in [*own_ways(actor), *ways(actor, "desk")]] if me else [],
        "unread": lambda: unread_count(actor) if actor and me else 0,
        "inbox_url": reverse("desk-inbox"),
        "here": request.path,
    }


def works_on_cases(actor: Any) -> bool:
    """Whether the worklists are this actor's: a guide, who asks afterwards and the console have none.

    A hall's chief has those of the loops: bad ratings and complaints about the hall are that chief's to work on.
    """
    return bool(actor.staff and ({held.role for held in actor.held} - HALL_ONLY or _in_loops(actor)))


def _in_loops(actor: Any) -> bool:
    return any(entry.loop and may_see(actor, entry) for entry in shelf().current.values())


def ways(actor: Any, face: str) -> list[Way]:
    """The ways into the rooms' own pages that hang at this face, for what this actor holds."""
    held = {one.role for one in actor.held} if actor and actor.id > 0 else set()
    hung = [way for module in shelf().modules for way in module.menu if way.face == face]
    return [way for way in hung if not way.roles or held & set(way.roles)]


def own_ways(actor: Any) -> list[Way]:
    """The kernel's own pages beside the worklists: reporting, and the loops one has to do with."""
    if not actor.staff:
        return []
    report = Way(gettext("上报、登记"), "desk-report", "desk", icon="paper")
    closing = Way(gettext("闭环"), "desk-loops", "desk", icon="check")
    return [*([report] if reportable(actor) else []), *([closing] if _in_loops(actor) else [])]


def linked(way: Way) -> dict[str, str]:
    """A way as a link."""
    return {"title": words(way.title), "note": words(way.note), "icon": way.icon, "url": reverse(way.address)}


def home_of(actor: Any) -> str:
    """Where this actor's work begins."""
    if not actor.staff:
        return "/"
    roles = {held.role for held in actor.held}
    if roles <= {"administrator"}:
        return "/admin/"
    if roles <= {"guide", "hall_chief", "revisitor"} and (own := ways(actor, "desk")):
        return reverse(own[0].address)
    return "/board/" if roles <= {"chief", "supervisor"} else "/desk/"
