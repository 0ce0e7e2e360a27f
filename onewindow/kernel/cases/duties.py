"""Duties: the open cases in which it is this very member of staff's turn, whatever room they belong to.

A case is a duty when a step of its own entry (not an act that every case allows) starts in its state, belongs to a
role that one holds with this case in reach, and asks for no other hand than one's own.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from onewindow.kernel.cases.queries import loaded
from onewindow.kernel.ground.masks import mask_name
from onewindow.kernel.handbook.roles import Reach, Role
from onewindow.kernel.handbook.shelf import Shelf, shelf
from onewindow.kernel.handbook.steps import Step
from onewindow.kernel.journal import readings
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.reach import Where, acting, visible
from onewindow.kernel.store.statements import planned_anew, rows

COLUMNS = (
    "id, number, case_type, edition, title, state, version, place, due_at, warn_at, due_code, unit_path, assignee_id, "
    "applicant_name, person_id, hands::text as hands, submitted_at, "
    "(select one from unnest(grams) one where one like 'addr:%%' limit 1) as door"
)


@dataclass(frozen=True, slots=True)
class Duty:
    """One case that waits for its reader.  `door` is a word that cases at one address share, or empty."""

    case_id: int
    number: str
    case_type: str
    title: str
    state: str
    version: int
    place: str
    door: str
    due_at: datetime | None
    warn_at: datetime | None
    who: str  # masked
    unit_path: str
    steps: tuple[Step, ...]


def duties_of(*, actor: Actor, now: datetime, roles: tuple[str, ...] = ("community",), most: int = 1000) -> list[Duty]:
    """Everything that waits for this officer in these roles, earliest due first; staff who read leave a line."""
    held = tuple(role for role in roles if actor.holds(role))
    ways = _ways(shelf(), held)
    parts: list[str] = []
    values: list[Any] = []
    for asked, pairs in ways.items():
        where = _within(actor, asked)
        if where.sql == "false":
            continue
        parts.append(f"({where.sql} and (case_type, state) in (select * from unnest(%s::text[], %s::text[])))")
        values += [*where.values, [one[0] for one in pairs], [one[1] for one in pairs]]
    if not parts:
        return []
    found = planned_anew(
        f"select {COLUMNS} from cases_case where submitted_at is not null and ended_at is null "
        f"and ({' or '.join(parts)}) and (assignee_id is null or assignee_id = %s) "
        f"order by due_at nulls last, id limit {int(most)}",
        (*values, actor.id),
    )
    _note(found, actor, now)
    made = (_duty(row, actor, held) for row in found)
    return [one for one in made if any(_turn(step) for step in one.steps)]


def _within(actor: Actor, asked: tuple[Role, ...]) -> Where:
    return acting(actor, asked, "")


@lru_cache(maxsize=8)
def _ways(of: Shelf, held: tuple[str, ...]) -> dict[tuple[Role, ...], list[tuple[str, str]]]:
    """For each set of roles (with their reach): the pairs of case type and state in which they have a turn."""
    found: dict[tuple[Role, ...], dict[tuple[str, str], None]] = {}
    for code, editions in of.editions.items():
        for entry in editions.values():
            for step in entry.steps:
                mine = tuple(role for role in step.by if role.code in held and role.reach is not Reach.SELF)
                if not mine or not _turn(step):
                    continue
                for state in step.arrow.sources:
                    if state is not entry.first:
                        found.setdefault(mine, {})[code, state.code] = None
    return {roles: list(pairs) for roles, pairs in found.items()}


def _turn(step: Step) -> bool:
    """A step that moves the case on its road: claiming and noting are nobody's turn, nor is breaking it off."""
    return _moves(step) and not step.grave


def _moves(step: Step) -> bool:
    return step.arrow.target is not None and not step.retired


def _duty(row: dict[str, Any], actor: Actor, held: tuple[str, ...]) -> Duty:
    steps = _steps(shelf(), row["case_type"], row["edition"], row["state"], held)
    if any(step.another_hand_than for step in steps):
        hands = loaded(row["hands"])
        steps = tuple(step for step in steps if all(hands.get(other) != actor.id for other in step.another_hand_than))
    return Duty(
        row["id"], row["number"], row["case_type"], row["title"], row["state"], row["version"], row["place"],
        row["door"] or "", row["due_at"], row["warn_at"], mask_name(row["applicant_name"]), row["unit_path"], steps,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _steps(of: Shelf, case_type: str, edition: str, state: str, held: tuple[str, ...]) -> tuple[Step, ...]:
    """What these roles may do in this state, hands aside."""
    steps = of.entry(case_type, edition).steps_from(state)
    return tuple(step for step in steps if _moves(step) and any(role.code in held for role in step.by))


def _note(found: list[dict[str, Any]], actor: Actor, now: datetime) -> None:
    persons = [row["person_id"] for row in found if row["person_id"] and row["person_id"] != actor.person_id]
    readings.note(
        now=now, actor_id=actor.id, actor_name=actor.name, actor_unit=actor.held[0].unit_name,
        actor_role=actor.held[0].role, persons=persons, how="list", purpose="一日清单",
    )  # fmt: skip


def open_doors() -> list[tuple[str, str]]:
    """Every door of an open case with its community: keyed hashes, no addresses."""
    found = rows(
        "select distinct one as door, place from cases_case, unnest(grams) one "
        "where submitted_at is not null and ended_at is null and place <> '' and one like 'addr:%%'"
    )
    return [(row["door"], row["place"]) for row in found]


def numbers_of(case_ids: Collection[int], *, actor: Actor) -> dict[int, str]:
    """The numbers of those of these cases that lie within reach."""
    where = visible(actor)
    found = rows(
        f"select id, number from cases_case where id = any(%s) and {where.sql}", (list(case_ids), *where.values)
    )
    return {row["id"]: row["number"] for row in found}
