"""Parcels as the templates want them: names masked and the look noted, times in words."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.shown import when
from onewindow.kernel.faces.words import words
from onewindow.kernel.people import persons
from onewindow.modules.windows.models import Hall, Parcel, Ticket
from onewindow.modules.windows.parcels import actions, queries
from onewindow.modules.windows.parcels.handing import BY
from onewindow.modules.windows.parcels.queries import Shown
from onewindow.modules.windows.parcels.state import FETCHABLE

ICONS = {"ready": "inbox", "mail": "paper", "sent": "arrow", "open": "clock", "unclaimed": "alert", "taken": "check"}
TONES = {"open": "waiting", "ready": "your_turn", "sent": "active", "taken": "done", "returned": "refused",
         "unclaimed": "stopped"}  # fmt: skip


def lists(hall: Hall, current: str) -> list[dict[str, Any]]:
    """The lists on the left, with how many parcels stand in each."""
    counted, home = queries.counts(hall.id), reverse("windows-parcels")
    return [
        {
            "code": code,
            "title": words(title),
            "count": counted.get(code),
            "url": f"{home}?hall={hall.code}&list={code}",
            "current": code == current,
            "icon": ICONS[code],
        }
        for code, (title, _) in queries.LISTS.items()
    ]


def rows(found: list[Shown], request: Asked) -> list[dict[str, Any]]:
    """Parcels of a list."""
    names = _names(found, request)
    return [
        {
            "url": reverse("windows-parcels-visit", args=[one.ticket_id]),
            "number": one.number,
            "who": names.get(one.person_id, ""),
            "place": one.slot or one.waybill or "—",
            "what": gettext("、").join(words(inside.title) for inside in one.contents),
            "there": sum(1 for inside in one.contents if inside.put_at),
            "of": len(one.contents),
            "since": when(one.ended_at or one.ready_at),
            "reminded": one.reminded,
            "state": {"words": words(one.words), "tone": TONES[one.state]},
        }
        for one in found
    ]


def visit(ticket: Ticket, request: Asked) -> dict[str, Any]:
    """All parcels of one visit, each with what may be done with it."""
    found = queries.of_visit(ticket.id)
    names = _names(found, request)
    addresses = _addresses(ticket, request)
    parcels = [
        {
            "id": one.id,
            "who": names.get(one.person_id, ""),
            "state": {"words": words(one.words), "tone": TONES[one.state]},
            "code": one.state,
            "way": one.way,
            "place": one.slot,
            "waybill": f"{words(actions.CARRIERS.get(one.carrier, ''))} {one.waybill}".strip(),
            "address": addresses.get(one.id, ""),
            "ready_at": when(one.ready_at),
            "ended": f"{when(one.ended_at)} {words(BY.get(one.taken_by, ''))}" if one.ended_at else "",
            "reminded": one.reminded,
            "contents": [
                {
                    "id": inside.id,
                    "title": words(inside.title),
                    "put_at": when(inside.put_at),
                    "by_hand": inside.by_hand,
                }
                for inside in one.contents
            ],
            "inside": gettext("、").join(words(inside.title) for inside in one.contents if inside.put_at),
            "awaits": any(inside.by_hand and not inside.put_at for inside in one.contents),
            "callable": one.state == "open" and any(inside.put_at for inside in one.contents),
            "here": one.state in ("open", "ready", "returned", "unclaimed"),
            "fetchable": one.state in FETCHABLE,
        }
        for one in found
    ]
    return {"number": ticket.number, "ticket_id": ticket.id, "parcels": parcels,
            "fetchable": any(one["fetchable"] for one in parcels)}  # fmt: skip


def _addresses(ticket: Ticket, request: Asked) -> dict[int, str]:
    """Where to send what waits for the carrier; seeing it leaves a reading."""
    waiting = Parcel.objects.filter(ticket=ticket, state="ready", way="mail")
    found = {one.id: actions.address_of(one) for one in waiting}
    if found:
        people = [one.person_id for one in waiting]
        persons.note(people, request.actor, request.now, how="unmask", purpose="邮寄结果", what=("address",))
    return found


def _names(found: list[Shown], request: Asked) -> dict[int, str]:
    ids = {one.person_id for one in found}
    if not ids:
        return {}
    seen = persons.masked(ids, actor=request.actor, now=request.now, purpose="出件")
    return {key: one.name for key, one in seen.items()}
