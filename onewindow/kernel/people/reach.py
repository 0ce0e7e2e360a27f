"""The only place that turns a grant into a WHERE.

Lists, counts, search, export, the row lock of a step and the live stream all use `visible`;
`acting` is the same sentence narrowed to some roles.  Grants are grouped before they become SQL.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.roles import REVISITOR, SYSTEM, Reach, Role
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.people.actor import Actor, Held


@dataclass(frozen=True, slots=True)
class Where:
    """A piece of SQL and its values; never empty."""

    sql: str
    values: tuple[Any, ...]


NOWHERE = Where("false", ())
EVERYWHERE = Where("true", ())
HELPING = frozenset({"countersigned"})  # what a unit asked for its opinion may do, and nothing else
# Who asks the person afterwards does not read what was written about the case: no list, no page, no export shows it.
# The desk of revisits has its reach from `asking`, and shows what `cases.blind` tells.
BLIND = frozenset({REVISITOR.code})


def beyond(path: str) -> str:
    """The first path after everything below `path`, in C collation."""
    return path[:-1] + "/" if path.endswith(".") else path + "/"


def visible(actor: Actor) -> Where:
    """May see: own matters, matters in reach of a role held, matters one helps with; the system sees all."""
    if actor.kind == "system":
        return EVERYWHERE
    seeing = {role: types for role, types in shelf().seen_by.items() if role.code not in BLIND}
    parts = [*_own(actor), *_held(actor, seeing)]
    if actor.helping and not (actor.held and all(held.role in BLIND for held in actor.held)):
        parts.append(Where("id = any(%s)", (list(actor.helping),)))
    return _either(parts)


def acting(actor: Actor, roles: Iterable[Role], case_type: str, *, helps: bool = False) -> Where:
    """May act in one of these roles on a case of this type; `helps` opens the step to a unit asked to help."""
    roles = tuple(roles)
    if actor.kind == "system":
        return EVERYWHERE if SYSTEM in roles else NOWHERE
    parts = _own(actor) if any(role.reach is Reach.SELF for role in roles) else []
    every = frozenset({case_type})
    staff = {role: every for role in roles if role.reach is not Reach.SELF and role.code not in BLIND}
    parts = [*parts, *_held(actor, staff, all_types=every)]
    if helps and actor.helping and any(actor.holds(role.code) for role in staff):
        parts.append(Where("id = any(%s)", (list(actor.helping),)))
    return _either(parts)


def asking(actor: Actor) -> Where:
    """May ask afterwards: the units one asks for, and every unit below them."""
    return _either([_covers(Reach.CHAIN, [held], actor) for held in actor.held if held.role in BLIND])


def may_see(actor: Actor, entry: CaseType) -> bool:
    """Whether the actor holds any role that has to do with such cases, wherever they are."""
    return any(
        actor.holds(role.code) for role in entry.roles if role.reach is not Reach.SELF and role.code not in BLIND
    )


def _own(actor: Actor) -> list[Where]:
    """What an applicant reaches; staff reach drafts through their unit, so that one index serves a list."""
    if actor.kind == "program" or actor.id <= 0:
        return []
    parts = [] if actor.staff else [Where("filed_by = %s", (actor.id,))]
    if actor.person_id:
        parts.append(Where("person_id = %s", (actor.person_id,)))
    if actor.organisations:
        parts.append(Where("organisation_id = any(%s)", (list(actor.organisations),)))
    return parts


def _held(actor: Actor, seen_by: dict[Role, frozenset[str]], all_types: frozenset[str] | None = None) -> list[Where]:
    """One condition a reach and set of types, each with the paths it covers."""
    everything = all_types if all_types is not None else frozenset(shelf().editions)
    grouped: dict[tuple[Reach, frozenset[str]], list[Held]] = {}
    for held in actor.held:
        for reach, types in _reaches(held.role, seen_by).items():
            grouped.setdefault((reach, types), []).append(held)
    parts = []
    for (reach, types), helds in grouped.items():
        where = _covers(reach, helds, actor)
        if types != everything:
            where = Where(f"({where.sql} and case_type = any(%s))", (*where.values, sorted(types)))
        parts.append(Where(f"({where.sql} and (submitted_at is not null or filed_by = %s))", (*where.values, actor.id)))
    return parts


def _reaches(code: str, seen_by: dict[Role, frozenset[str]]) -> dict[Reach, frozenset[str]]:
    found: dict[Reach, frozenset[str]] = {}
    for role, types in seen_by.items():
        if role.code == code and role.reach is not Reach.SELF:
            found[role.reach] = found.get(role.reach, frozenset()) | types
    return found


def _covers(reach: Reach, helds: list[Held], actor: Actor) -> Where:
    if reach is Reach.EVERY:
        return Where("true", ())
    if reach is Reach.ASSIGNEE:
        return Where("assignee_id = %s", (actor.id,))
    if reach is Reach.PLACE:
        places = sorted({p for held in helds for p in held.places})
        # What one is still writing has no place yet.
        own = "(submitted_at is null and filed_by = %s)"
        return Where(f"((place <> '' and place = any(%s)) or {own})", (places, actor.id))
    paths = sorted({held.unit_path for held in helds})
    if reach is Reach.UNIT and len(paths) == 1:  # an index on (unit_path, id) gives these in order; `any` does not
        return Where("unit_path = %s", tuple(paths))
    if reach is Reach.UNIT:
        return Where("unit_path = any(%s)", (paths,))
    ranges = [Where("(unit_path >= %s and unit_path < %s)", (p, beyond(p))) for p in paths]
    return _either(ranges)


def _either(parts: list[Where]) -> Where:
    if not parts:
        return NOWHERE
    if len(parts) == 1:
        return parts[0]
    sql = " or ".join(part.sql for part in parts)
    return Where(f"({sql})", tuple(value for part in parts for value in part.values))
