"""The bundle as the capture page draws it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.ages import age_on
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.masks import mask_address, mask_citizen_id, mask_name
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.persons import masked
from onewindow.modules.windows.capture import counter, ocr, printed, queries
from onewindow.modules.windows.capture.bundles import Visit, looked
from onewindow.modules.windows.capture.reuse import ITEMS, KINDS
from onewindow.modules.windows.items import ITEMS as CATALOGUE
from onewindow.modules.windows.models import Piece, Ticket
from onewindow.modules.windows.models.visits import OVER
from onewindow.modules.windows.values import values

MASKS = {"id_no": mask_citizen_id, "address": mask_address, "name": mask_name, "owner": mask_name}
TYPED = ("name", "id_no", "address")


def page(visit: Visit, person_id: int | None, *, actor: Actor, now: datetime) -> dict[str, Any]:
    """Everything of one person of the visit.  What is shown in full to be compared leaves a line of reading."""
    ticket = visit.ticket
    pieces = queries.pieces_of(ticket.id, person_id)
    cards = [drawn(one) for one in pieces if one.kind in ("card", "scan")]
    plain = [value["title"] for card in cards for value in card["values"] if not value["settled"]]
    if plain and person_id:
        looked(visit, actor=actor, now=now, how="open", persons=[person_id], what=tuple(dict.fromkeys(plain)))
    wanted = queries.wanted(ticket, person_id)
    return {
        "title": gettext("采集 {number}").format(number=ticket.number),
        "crumbs": trail(ticket),
        "ticket": ticket,
        "hall": visit.hall,
        "over": ticket.state in OVER,
        "people": people(visit, person_id, actor=actor, now=now),
        "person": person_id or "",
        "cards": cards,
        "wanted": [needed(one) for one in wanted],
        "papers": [{"code": one.paper, "title": words(one.title)} for one in wanted if one.kind == "scan"],
        "fingerprints": any(one.kind == "fingerprint" for one in wanted),
        "portrait": any(one.kind == "portrait" for one in wanted),
        "photo": next((drawn(one) for one in reversed(pieces) if one.kind == "portrait"), None),
        "photo_source": queries.portrait_source(ticket.id, person_id),
        "signature": next((drawn(one) for one in reversed(pieces) if one.kind == "signature"), None),
        "reads": ocr.installed(),
        "stand_ins": counter.stand_ins(),
        "reuse": [{"code": code, "title": words(name)} for code, name in KINDS.items()]
        if may_reuse(visit, person_id, now)
        else [],
        "typed": [{"code": code, "title": words(printed.FIELDS[code])} for code in TYPED],
        "here": reverse("windows-capture", args=[ticket.id]),
    }


def trail(ticket: Ticket) -> list[dict[str, str]]:
    """The way back: the workbench, the window, this capture."""
    return [
        {"title": gettext("工作台"), "url": reverse("desk-home")},
        {"title": gettext("窗口叫号"), "url": reverse("windows-desk")},
        {"title": gettext("采集 {number}").format(number=ticket.number), "url": ""},
    ]


def may_reuse(visit: Visit, person_id: int | None, now: datetime) -> bool:
    """Whether a matter of this person knows the rule of reused photos, and nothing says that they are too young."""
    birth = queries.confirmed_birth(visit.ticket.id, person_id)
    if birth and age_on(birth, local_date(now)) < int(values(now)["senior.age"]):
        return False
    return bool(ITEMS & {one.code for one in queries.items_of(visit.ticket, person_id)})


def people(visit: Visit, chosen: int | None, *, actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """The ones the visit is for, by their masked names."""
    ids = visit.people()
    known = masked(ids, actor=actor, now=now, purpose=visit.purpose) if ids else {}
    return [{"id": one, "name": known[one].name, "current": one == chosen} for one in ids if one in known]


def needed(one: queries.Needed) -> dict[str, Any]:
    """One line of what is wanted."""
    state = gettext("还没有") if one.piece is None else gettext("好了") if one.usable else gettext("要看一下")
    tone = "waiting" if one.piece is None else "done" if one.usable else "due_soon"
    return {"title": words(one.title), "state": state, "tone": tone}


def drawn(piece: Piece) -> dict[str, Any]:
    """One piece: its checks in order of worst first, its values by their fields."""
    checks = [
        {**one, "tone": {True: "done", False: "overdue", None: "waiting"}[one["ok"]], "title": words(one["title"]),
         "words": words(one["words"])}
        for one in piece.quality.values()
    ]  # fmt: skip
    checks.sort(key=lambda one: (one["ok"] is not False, one["ok"] is not None))
    ticket_id = piece.bundle.ticket_id
    return {
        "id": piece.id,
        "title": words(title(piece)),
        "device": words(piece.device),
        "good": piece.good,
        "kept_anyway": piece.kept_anyway,
        "checks": checks,
        "picture": reverse("windows-capture-picture", args=[ticket_id, piece.id]) if piece.file_id else "",
        "reads": piece.kind == "scan" and piece.title in printed.BY_PAPER,
        "values": fields(piece),
        "open": any(value.confirmed_at is None for value in piece.values.all()),
        "marked": "marked" not in piece.quality,
    }


def title(piece: Piece) -> str:
    """What the piece is, in words."""
    if piece.kind == "scan":
        return next((paper.title for one in CATALOGUE for paper in one.papers if paper.code == piece.title), "材料")
    return queries.KINDS[piece.kind]


def fields(piece: Piece) -> list[dict[str, Any]]:
    """Values to be compared in full, confirmed ones masked; of a paper that could be read also what is empty."""
    held = {one.field: one for one in piece.values.all()}
    wanted = list(printed.BY_PAPER.get(piece.title, ())) if piece.kind == "scan" else []
    found = []
    for code in dict.fromkeys([*held, *wanted]):
        value = held.get(code)
        if code not in printed.FIELDS:
            continue
        settled = value is not None and value.confirmed_at is not None
        text = queries.text_of(value) if value else ""
        found.append(
            {
                "code": code,
                "title": words(printed.FIELDS[code]),
                "text": MASKS.get(code, str)(text) if settled else text,
                "settled": settled,
                "source": words(queries.SOURCES[value.source]) if value else "",
                "checked": words(value.checked) if value else "",
                "unsure": value is not None and value.sure is not None and value.sure < 0.9,
            }
        )
    return found
