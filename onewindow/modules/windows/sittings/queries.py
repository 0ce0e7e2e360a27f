"""What a visit came to: its matters, for the desk, the parcels and the figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from onewindow.kernel.cases.visits import standing
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.items import BY_CODE, DEPARTMENTS, Item
from onewindow.modules.windows.models import Matter, Seat, Ticket
from onewindow.modules.windows.sittings.holding import ROLES
from onewindow.modules.windows.sittings.outcomes import OUTCOMES, derived
from onewindow.modules.windows.staffing.reach import works_at


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One matter as others read it.  `where` is the unit that has the case, or the department of an outside number.

    `outcome` is what was written, or what the case says by itself.  `at` is when it was last touched: for an
    outside number the moment of the last synchronisation by hand.
    """

    id: int
    item: Item
    department: str
    person_id: int | None
    case_id: int | None
    number: str
    case_state: str
    handed_in: bool
    where: str
    outside_number: str
    outcome: str
    outcome_title: str
    written: bool
    note: str
    at: datetime


def matters_of(ticket_id: int) -> list[MatterRow]:
    """All matters of a visit, over all of its sittings, in the order they were added."""
    found = list(Matter.objects.filter(ticket_id=ticket_id).order_by("id"))
    cases = standing(one.case_id for one in found if one.case_id)
    rows = []
    for one in found:
        item, case = BY_CODE[one.item], cases.get(one.case_id or 0)
        outcome = one.outcome or derived(case)
        rows.append(
            MatterRow(
                id=one.id,
                item=item,
                department=DEPARTMENTS[item.department],
                person_id=one.person_id,
                case_id=one.case_id,
                number=case.number if case else "",
                case_state=case.entry.state[case.state].title if case and case.state in case.entry.state else "",
                handed_in=bool(case and case.submitted_at),
                where=case.unit if case else f"{DEPARTMENTS[item.department]}业务系统" if one.outside_number else "",
                outside_number=one.outside_number,
                outcome=outcome,
                outcome_title=OUTCOMES.get(outcome, ""),
                written=bool(one.outcome),
                note=one.note,
                at=one.at,
            )
        )
    return rows


def seat_of(actor: Actor) -> Seat | None:
    """Where this officer sits now; None for somebody who has opened no window, or whose role there has ended."""
    seat = Seat.objects.select_related("window__hall").filter(account_id=actor.id).first()
    return seat if seat and works_at(seat.window.hall, actor, ROLES) else None


def at_window(window_id: int) -> Ticket | None:
    """The ticket that is called to this window or served at it."""
    return Ticket.objects.select_related("hall").filter(window_id=window_id, state__in=["called", "serving"]).first()


def held_in(hall_id: int, day: date) -> list[Ticket]:
    """Tickets of that day that wait for a paper, oldest first."""
    return list(Ticket.objects.filter(hall_id=hall_id, day=day, state="held").order_by("called_at"))
