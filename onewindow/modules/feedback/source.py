"""The source of bad ratings: whoever rates a finished case 4 or 5 opens a loop about it, once."""

from __future__ import annotations

from onewindow.kernel.cases import actions, drafts, queries
from onewindow.kernel.cases.many import Filing, file_many
from onewindow.kernel.cases.ratings import rating_of
from onewindow.kernel.cases.sameness import OpenAlready
from onewindow.kernel.journal.listeners import Told
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.people.units import working_units
from onewindow.kernel.store.statements import one
from onewindow.modules.feedback.bad_rating import BAD, BAD_RATING

ROOM = "feedback."


def open_bad_rating(told: Told) -> None:
    """Open it by the system, with the person only when signed; how this room's own work is rated opens nothing."""
    if int(told.facts.get("level", 0)) < BAD:
        return
    if told.about == "visit":
        _of_a_visit(told)
    elif told.about == "rating" and not told.kind.startswith(ROOM):
        _of_a_case(told)


def _of_a_visit(told: Told) -> None:
    """Of a stay at a window: nobody signed it; a flagged one is looked into where visits are rated, and opens nothing."""
    visit = f"{told.facts.get('ticket', '')} #{told.subject_id}"
    unit = next((here.code for here in working_units() if here.path == told.unit_path), "")
    known = one(
        "select 1 as there from cases_case where case_type = %s and answers->>'visit' = %s limit 1",
        (BAD_RATING.code, visit),
    )
    if told.facts.get("flagged") or not unit or known:
        return
    answers = {"visit": visit, "matter": "窗口办理", "level": str(told.facts["level"]), "rated_by": "anonymous"}
    facts = {"hands_before": [int(hand) for hand in told.facts.get("hands", ())]}
    filing = Filing(BAD_RATING.code, answers, unit=unit, facts=facts)
    file_many([filing], actor=SYSTEM_ACTOR, now=told.now, reason="窗口办理的差评")


def _of_a_case(told: Told) -> None:
    rated = queries.case(told.subject_id, actor=SYSTEM_ACTOR, now=told.now)
    if _opened_since(rated.id, told):
        return
    given = rating_of(rated.id) or {}
    if told.facts.get("follow_up"):
        given = given.get("again") or given  # type: ignore[assignment]
    signed = bool(told.facts.get("signed", True))
    row = drafts.open_draft(
        BAD_RATING.code,
        actor=SYSTEM_ACTOR,
        now=told.now,
        channel="system",
        answers={
            "about": rated.number,
            "matter": rated.entry.title,
            "level": str(told.facts["level"]),
            "rated_by": "signed" if signed else "anonymous",
            "said": str(given.get("words") or ""),
        },
        person_id=rated.person_id if signed else None,
        for_organisation=rated.organisation_id if signed else None,
        key=f"feedback:{told.id}",
    )
    if row.submitted_at or row.ended_at:
        return
    try:
        actions.take("report", case_id=row.id, actor=SYSTEM_ACTOR, now=told.now, case_type=BAD_RATING.code)
    except OpenAlready:  # the follow-up of one that is being worked on: it is read there
        drafts.discard(row.id, actor=SYSTEM_ACTOR, now=told.now)


def _opened_since(case_id: int, told: Told) -> bool:
    """Whether a loop about this case was opened at this rating or later: told again, or brought in as history."""
    found = one(
        "select 1 as there from cases_case where parent_id = %s and case_type = %s and submitted_at >= %s limit 1",
        (case_id, BAD_RATING.code, told.at),
    )
    return found is not None
