"""The window as its template wants it: plain data, in the reader's language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from onewindow.kernel.cases.queries import seen_among
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local, local_date
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.items import BY_CODE, DEPARTMENTS, ITEMS, merged_papers
from onewindow.modules.windows.line.lanes import LANES, REASONS
from onewindow.modules.windows.models import Hall, Seat, Ticket
from onewindow.modules.windows.sittings.family import Member, members
from onewindow.modules.windows.sittings.outcomes import EXPLAINED, ONCE, OUTCOMES
from onewindow.modules.windows.sittings.queries import MatterRow, at_window, held_in, matters_of
from onewindow.modules.windows.sittings.standing import RELATIONS
from onewindow.modules.windows.staffing.queries import certificate_of, may_handle
from onewindow.modules.windows.tickets import queries as tickets
from onewindow.modules.windows.tickets.seats import WHY
from onewindow.modules.windows.values import values

SOURCES = {"phone": "手机取号", "kiosk": "自助机取号", "guide": "引导台取号", "booking": "预约到号"}
STATES = {"called": ("已叫号", "your_turn"), "serving": ("正在办理", "active")}
SEATS = {"open": ("开着", "on_time"), "away": ("暂离", "stopped"), "closed": ("关着", "none")}
NEXT_SHOWN = 6


def options(titles: dict[str, str]) -> list[dict[str, str]]:
    """Choices of a select."""
    return [{"code": code, "title": words(title)} for code, title in titles.items()]


def window_of(seat: Seat, actor: Actor, now: datetime) -> dict[str, Any]:
    """My window: state, how far my leave and my certificate reach."""
    day = local_date(now)
    signs = certificate_of(actor.id, day)
    state, tone = SEATS[seat.state]
    return {
        "id": seat.window_id,
        "number": seat.window.number,
        "name": seat.window.name,
        "low": seat.window.low,
        "hall": seat.window.hall.name,
        "open": seat.state == "open",
        "away": seat.state == "away",
        "state": words(state),
        "tone": tone,
        "why": words(WHY.get(seat.why, "")),
        "since": clock(seat.since),
        "may": len(may_handle(actor.id, day)),
        "signs_until": signs.until.isoformat() if signs else "",
        "reasons": options(WHY),
    }


def clock(at: datetime | None) -> str:
    """Hours and minutes of today."""
    return f"{local(at):%H:%M}" if at else ""


def minutes(since: datetime | None, until: datetime) -> int:
    """Full minutes between two instants."""
    return max(0, int((until - since).total_seconds() // 60)) if since else 0


def visit_of(ticket: Ticket, actor: Actor, now: datetime) -> dict[str, Any]:
    """The visit at the window: the ticket, the family, the matters, the papers."""
    family = members(ticket, actor=actor, now=now)
    matters = matters_of(ticket.id)
    codes = list(dict.fromkeys([*ticket.items, *(one.item.code for one in matters)]))
    reach = seen_among([one.case_id for one in matters if one.case_id], actor=actor)
    bring, held = merged_papers([code for code in codes if code in BY_CODE])
    state, tone = STATES[ticket.state]
    there = {one.item.code for one in matters}
    may = may_handle(actor.id, local_date(now))
    most = int(values(now)["queue.recall"])
    return {
        "id": ticket.id,
        "number": ticket.number,
        "called": ticket.state == "called",
        "serving": ticket.state == "serving",
        "state": words(state),
        "tone": tone,
        "calls": ticket.calls,
        "most": most,
        "may_recall": ticket.calls < most,
        "lane": words(LANES[ticket.lane]),
        "reason": words(REASONS.get(ticket.reason, "")),
        "source": words(SOURCES.get(ticket.source, "")),
        "waited": minutes(ticket.taken_at, ticket.first_called_at or now),
        "served": minutes(ticket.served_at, now),
        "since": clock(ticket.served_at or ticket.called_at),
        "own": ticket.person_id is not None,
        "family": family,
        "relations": options(
            RELATIONS if ticket.person_id is None else {k: v for k, v in RELATIONS.items() if k != "self"}
        ),
        "planned": [words(BY_CODE[one].title) for one in ticket.items if one in BY_CODE and one not in there],
        "matters": [matter(one, family, reach) for one in matters],
        "items": item_choices(may, [one for one in ticket.items if one not in there]),
        "to_open": any(one.item.case_type and not one.case_id for one in matters),
        "missing": any(one.outcome == "missing_paper" for one in matters),
        "bring": [words(one.title) for one in bring],
        "held": [{"title": words(one.title), "by": words(HELD_BY.get(one.held, ""))} for one in held],
        "capture_url": address("windows-capture", ticket.id),
        "notice_url": reverse("windows-notice", args=[ticket.id]),
        "law": words(ONCE.cited),
    }


HELD_BY = {
    "population": "人口库（本地替身）",
    "vehicle": "车驾管库（本地替身）",
    "business": "市场主体登记库（本地替身）",
    "health": "出生医学证明库（本地替身）",
}


def address(name: str, *args: object) -> str:
    """The address of a page of another subject of the room; empty while there is none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def item_choices(may: frozenset[str], planned: list[str]) -> list[dict[str, Any]]:
    """Items by department, those of the ticket first; those the officer may not handle say so."""

    def drawn(codes: list[str]) -> list[dict[str, Any]]:
        return [{"code": one, "title": words(BY_CODE[one].title), "may": one in may} for one in codes]

    groups = [{"title": gettext("取号时选的"), "items": drawn([one for one in planned if one in BY_CODE])}]
    for code, title in DEPARTMENTS.items():
        groups.append({"title": words(title), "items": drawn([one.code for one in ITEMS if one.department == code])})
    return [one for one in groups if one["items"]]


def matter(row: MatterRow, family: list[Member], reach: set[int]) -> dict[str, Any]:
    """One row of the list of matters; a case that went to another unit is named, and not linked."""
    who = next((one for one in family if one.id == row.person_id), None)
    tones = {"on_the_spot": "done", "accepted": "active", "missing_paper": "your_turn", "refused": "refused"}
    return {
        "id": row.id,
        "title": words(row.item.title),
        "department": words(row.department),
        "who": who.name if who else "",
        "relation": words(who.relation_title) if who else "",
        "ours": bool(row.item.case_type),
        "number": row.number,
        "form_url": reverse("desk-form", args=[row.number]) if row.number and not row.handed_in else "",
        "case_url": reverse("desk-case", args=[row.number]) if row.case_id in reach else "",
        "case_state": words(row.case_state),
        "handed_in": row.handed_in,
        "where": words(row.where),
        "outside": row.outside_number,
        "synced": clock(row.at),
        "outcome": words(row.outcome_title),
        "outcome_code": row.outcome,
        "tone": tones.get(row.outcome, "waiting" if row.outcome else "none"),
        "note": row.note,
        "untouched": not (row.number or row.outside_number or row.written),
        "outcomes": [
            {"code": code, "title": words(title), "chosen": code == row.outcome}
            for code, title in OUTCOMES.items()
            if code != "unsolved" or row.item.code == "unsolved" or code in EXPLAINED
        ],
    }


def line_of(hall: Hall, now: datetime) -> dict[str, Any]:
    """Who waits, by lane and without names; who is held; which windows are open."""
    lanes = tickets.line_of(hall, now)
    return {
        "waiting": sum(one.waiting for one in lanes),
        "lanes": [
            {
                "title": words(one.title),
                "waiting": one.waiting,
                "longest": one.longest,
                "next": [ticket.number for ticket in one.tickets[:NEXT_SHOWN]],
            }
            for one in lanes
        ],
        "held": [{"id": one.id, "number": one.number} for one in held_in(hall.id, local_date(now))],
        "windows": [
            {
                "id": one.window_id,
                "number": one.number,
                "name": one.account_name,
                "state": words(SEATS[one.state][0]),
                "tone": SEATS[one.state][1],
                "ticket": one.ticket.number if one.ticket else "",
                "open": one.state == "open",
            }
            for one in tickets.at_windows(hall)
        ],
    }


def current(seat: Seat, actor: Actor, now: datetime) -> dict[str, Any] | None:
    """What is at my window now; nothing when nobody is called."""
    ticket = at_window(seat.window_id)
    return visit_of(ticket, actor, now) if ticket else None
