"""When a case ends, its revisits are planned; when it is opened again, those still to come are dropped.

The listener is told at least once and does the same once: a turn is known by the event of the end and its place.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from onewindow.kernel.calendar.published import calendar
from onewindow.kernel.cases import blind
from onewindow.kernel.ground.due import due
from onewindow.kernel.ground.spans import Span
from onewindow.kernel.ground.workdays import NoCalendar
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.revisits import Revisit as Plan
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.journal.listeners import Told
from onewindow.modules.revisits import lot, policy
from onewindow.modules.revisits.models import Revisit, Seed
from onewindow.modules.revisits.values import values

BROUGHT_IN = "bring_in"  # history of an older system: nobody is called about it now


def keep_plan(told: Told) -> None:
    """The listener."""
    if told.about != "case" or told.from_state == told.to_state or told.act == BROUGHT_IN:
        return
    if not any(entry.revisit for entry in shelf().editions.get(told.kind, {}).values()):
        return
    found = blind.briefs([told.subject_id]).get(told.subject_id)
    if found is None:
        return
    state = found.entry.state.get(told.to_state)
    if state is not None and state.ends:
        plan(told.id, found, told.to_state, told.at, now=told.now)
    else:
        still = Revisit.objects.filter(case_id=told.subject_id, state="open", ended_at__lte=told.at)
        still.update(state="dropped", taken_by=None, taken_until=None)


def plan(event: str, case: blind.Brief, state: str, ended_at: datetime, *, now: datetime) -> list[Revisit]:
    """The turns of this end, drawn or not; none when such an end cannot be opened again."""
    told = case.entry.revisit
    if told is None or not asked_after(case.entry, told, state):
        return []
    seed = seed_of(lot.month_of(ended_at), now=now)
    before = Revisit.objects.filter(case_id=case.id).exclude(event=event)
    again = before.filter(reopened=True).exists()
    raised = policy.read(values(now)["share.raised"])
    share = 1.0 if again else policy.share(told.share, raised, case.case_type, case.unit_code)
    first, reachable = not before.exists(), blind.can_be_called(case.id, told.asks)
    turns = []
    for nth, after in enumerate(blind.turns(case.id, told), 1):
        draw = lot.number(seed, case.number, nth)
        state_now = "passed" if not lot.drawn(draw, share) else "open" if reachable else "nobody"
        turns.append(
            Revisit(
                event=event,
                nth=nth,
                case_id=case.id,
                number=case.number,
                case_type=case.case_type,
                edition=case.edition,
                unit_id=case.unit_id,
                unit_path=case.unit_path,
                person_id=case.person_id,
                ended_at=ended_at,
                due_at=due_at(after, ended_at),
                after=str(after),
                month=lot.month_of(ended_at),
                draw=draw,
                share=share,
                first=first and nth == 1,
                state=state_now,
            )  # fmt: skip
        )
    return Revisit.objects.bulk_create(turns, ignore_conflicts=True)


def asked_after(entry: CaseType, told: Plan, state: str) -> bool:
    """Only an end that a bad answer can open again is asked about."""
    step = entry.step.get(told.reopens)
    return step is not None and step.arrow.starts_in(state)


def due_at(after: Span, ended_at: datetime) -> datetime | None:
    """The day to ask, moved off holidays; None while that year's holidays are not published."""
    try:
        return due(after, ended_at, calendar()).due_at
    except NoCalendar:
        return None


def seed_of(month: str, *, now: datetime) -> str:
    """The seed of this month, made at its first need."""
    row, _ = Seed.objects.get_or_create(month=month, defaults={"seed": secrets.token_hex(16), "made_at": now})
    return row.seed


def reckon_missing(*, now: datetime) -> int:
    """Due days of a year whose holidays have been published since; how many were found."""
    found = 0
    for one in Revisit.objects.filter(state="open", due_at=None):
        spans = shelf().entry(one.case_type, one.edition).revisit
        at = due_at(spans.after[one.nth - 1], one.ended_at) if spans else None
        found += Revisit.objects.filter(pk=one.pk, due_at=None).update(due_at=at) if at else 0
    return found
