"""Revisits of the demo city, all invented: 199 of 200 satisfied where a kind has so many ends, as the published 99.5 %.

And a few that song may ask today: refused permits of invented persons at one station, one of them with a hand of
song's own on it, so that the desk can be seen to keep it from her.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from onewindow.kernel.cases import blind, queries
from onewindow.kernel.cases.many import Filing, Moment, file_many
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.parameters.actions import set_value
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.people.units import officers_of, unit_by_code
from onewindow.modules.revisits import lot, planning
from onewindow.modules.revisits.models import Revisit
from onewindow.modules.revisits.values import values

STATION, DISTRICT = "320402004000", "320402000000"
WHY = "演示：合成历史"
MANY, MOST = 200, 400
ASKED = "residence.permit"
ROAD = (("received", "submit", 0), ("accepted", "accept", 20), ("refused", "refuse", 70))
TO_ASK = 6


def plant(now: datetime) -> None:
    """History for every kind that has enough ends, once; and the list of today, once."""
    for entry in shelf().current.values():
        if entry.revisit and entry.revisit.share == 1.0:
            _history(entry, now)
    if ASKED in shelf().current and not Revisit.objects.filter(case_type=ASKED).exists():
        _today(now)


def _history(entry: CaseType, now: datetime) -> None:
    if Revisit.objects.filter(case_type=entry.code, synthetic=True).exists():
        return
    assert entry.revisit is not None  # asked by the caller
    ends = [state.code for state in entry.states if planning.asked_after(entry, entry.revisit, state.code)]
    cases = [one for one in blind.ended_in(entry.code, ends, limit=MOST) if _passed(entry, one, now)]
    if len(cases) < MANY:
        return
    known = set(Revisit.objects.filter(case_id__in=[one.id for one in cases]).values_list("case_id", flat=True))
    Revisit.objects.bulk_create(
        [_told(entry, one, nth, now) for nth, one in enumerate(cases) if one.id not in known], ignore_conflicts=True
    )


def _passed(entry: CaseType, one: blind.Brief, now: datetime) -> bool:
    assert entry.revisit is not None and one.ended_at is not None  # as they were chosen
    at = planning.due_at(entry.revisit.after[0], one.ended_at)
    return at is not None and at < now


def _told(entry: CaseType, one: blind.Brief, nth: int, now: datetime) -> Revisit:
    """The first 200 answered, one of them not satisfied; the others were not reached or would not say."""
    assert entry.revisit is not None and one.ended_at is not None  # as they were chosen
    month, after = lot.month_of(one.ended_at), entry.revisit.after[0]
    reached = nth < MANY
    return Revisit(
        event=f"demo:{one.id}", nth=1, case_id=one.id, number=one.number, case_type=one.case_type, edition=one.edition,
        unit_id=one.unit_id, unit_path=one.unit_path, person_id=one.person_id, ended_at=one.ended_at,
        due_at=planning.due_at(after, one.ended_at), after=str(after), month=month,
        draw=lot.number(planning.seed_of(month, now=now), one.number, 1), share=1.0, first=True, synthetic=True,
        state="reached" if reached else "refused" if nth % 4 == 0 else "not_reached", asked_name="合成",
        asked_at=now, answers={code: "yes" for code, _ in entry.revisit.script} if reached else {},
        satisfied=(4 if nth == 7 else (1, 1, 2, 1, 3)[nth % 5]) if reached else None,
    )  # fmt: skip


def _today(now: datetime) -> None:
    """Refused permits, all drawn: the share of this kind is raised, as a city may."""
    station = unit_by_code(STATION)
    models = [one for one in blind.ended_in(ASKED, ["issued"], limit=MOST) if one.unit_path == _path(station)]
    if station is None or not models:
        return
    if ASKED not in values(now)["share.raised"]:
        set_value(
            case_type="revisits", code="share.raised", value=f"{ASKED}=1", ground="演示：全部回访", set_by="演示", now=now
        )  # fmt: skip
    hands = _hands(now)
    filings = [_filing(models[nth % len(models)], nth, hands, now) for nth in range(TO_ASK)]
    filed = file_many(filings, actor=SYSTEM_ACTOR, now=now, reason=WHY, act="bring_in")
    made = blind.briefs(one for one in filed.ids if one)
    for one in made.values():
        if one.ended_at is not None:
            planning.plan(f"demo:{one.id}", one, one.state, one.ended_at, now=now)


def _path(unit: object) -> str:
    return str(getattr(unit, "path", ""))


def _hands(now: datetime) -> dict[str, int]:
    """Who received, who decided, and who asks: by role, at the station and the district of the cast."""
    found: dict[str, int] = {}
    for unit in (unit_by_code(DISTRICT), unit_by_code(STATION)):
        for one in officers_of(unit.path, day=local_date(now)) if unit else []:
            found.setdefault(one["role"], one["id"])
    return found


def _filing(model: blind.Brief, nth: int, hands: dict[str, int], now: datetime) -> Filing:
    """The answers of an invented person's permit, refused some weeks ago; the first was received by song herself."""
    row = queries.case(model.id, actor=SYSTEM_ACTOR, now=now)
    began = now - timedelta(days=12 + 2 * nth)
    clerk = hands.get("revisitor" if nth == 0 else "clerk", 0)
    who = {"submit": 0, "accept": clerk, "refuse": hands.get("reviewer", 0)}
    past = [Moment(state, began + timedelta(hours=after), step, who[step]) for state, step, after in ROAD]
    return Filing(ASKED, row.answers, past=past, person_id=row.person_id)
