"""What stands open in a unit: every case whose turn is the unit's, whoever of it has taken it on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from onewindow.kernel.cases.duties import duties_of
from onewindow.kernel.journal import readings
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.reach import visible
from onewindow.kernel.store.statements import planned_anew

MOST = 5000  # as many at once; a reader of so many is told that there may be more
OPEN = (
    "select id, number, case_type, edition, title, state, due_at, warn_at, assignee_id, person_id, "
    "(select a.first_name from people_account a where a.id = assignee_id) as officer from cases_case "
    "where submitted_at is not null and ended_at is null and waits_on = 'us'"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """One open case.  `officer` is who has taken it on, or empty: then it is the unit's."""

    case_id: int
    number: str
    case_type: str
    edition: str
    title: str
    state: str
    due_at: datetime | None
    warn_at: datetime | None
    officer: str


def standing(
    unit_path: str, *, actor: Actor, now: datetime, roles: tuple[str, ...] = (), purpose: str = "值班交接"
) -> list[Standing]:
    """Cases of exactly this unit within the reader's reach, and those below it on which one of `roles` has the turn."""
    seen = visible(actor)
    turns = [one.case_id for one in duties_of(actor=actor, now=now, roles=roles, most=MOST)] if roles else []
    found = planned_anew(
        f"{OPEN} and {seen.sql} and (unit_path = %s or id = any(%s)) order by case_type, due_at nulls last, id "
        f"limit {MOST}",
        (*seen.values, unit_path, turns),
    )
    if actor.held:
        readings.note(
            now=now, actor_id=actor.id, actor_name=actor.name, actor_unit=actor.held[0].unit_name,
            actor_role=actor.held[0].role, how="list", purpose=purpose,
            persons=[one["person_id"] for one in found if one["person_id"] and one["person_id"] != actor.person_id],
        )  # fmt: skip
    return [
        Standing(
            one["id"], one["number"], one["case_type"], one["edition"], one["title"], one["state"], one["due_at"],
            one["warn_at"], one["officer"] or "",
        )
        for one in found
    ]  # fmt: skip
