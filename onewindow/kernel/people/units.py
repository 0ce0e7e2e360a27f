"""The tree of units: which unit is responsible for a place, who is above whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from onewindow.kernel.store.statements import one, rows


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit of today, as the other floors see it."""

    id: int
    code: str
    name: str
    kind: str
    path: str


COLUMNS = "u.id, u.code, u.name, u.kind, u.path"


def _unit(found: dict[str, Any] | None) -> UnitRow | None:
    return UnitRow(**found) if found else None


def unit_of_place(place: str) -> UnitRow | None:
    """The unit responsible for this community."""
    return _unit(
        one(
            f"select {COLUMNS} from people_place p join people_unit u on u.id = p.unit_id "
            "where p.code = %s and u.until is null",
            (place,),
        )
    )


def unit_by_code(code: str) -> UnitRow | None:
    """The unit of today with this code."""
    return _unit(one(f"select {COLUMNS} from people_unit u where u.code = %s and u.until is null", (code,)))


def district_of(unit: UnitRow) -> UnitRow:
    """The district or county bureau that the unit stands under."""
    above = _unit(
        one(
            f"select {COLUMNS} from people_unit u where u.kind = 'district' and %s like u.path || '%%' "
            "and u.until is null order by length(u.path) desc limit 1",
            (unit.path,),
        )
    )
    return above or unit


def above(path: str) -> str:
    """The path of the unit above; of the whole city its own."""
    found = one(
        "select path from people_unit where until is null and path <> %s and starts_with(%s, path) "
        "order by length(path) desc limit 1",
        (path, path),
    )
    return str(found["path"]) if found else path


def whole_city() -> UnitRow:
    """The bureau: the unit at the top of the tree."""
    top = _unit(
        one(f"select {COLUMNS} from people_unit u where u.kind = 'bureau' and u.until is null order by u.path limit 1")
    )
    if top is None:
        raise LookupError("no bureau in people_unit: load a city first")
    return top


def officer_at(badge: str, unit_path: str, *, day: date) -> int | None:
    """The account of the officer with this badge who on that day holds a role in this unit or above it."""
    found = one(
        "select a.id from people_account a join people_grant g on g.account_id = a.id "
        "join people_unit u on u.id = g.unit_id where a.badge = %s and a.is_active "
        "and %s like u.path || '%%' and g.since <= %s and (g.until is null or g.until >= %s) limit 1",
        (badge, unit_path, day, day),
    )
    return int(found["id"]) if found else None


def officers_of(unit_path: str, *, day: date) -> list[dict[str, Any]]:
    """Id, badge, name and role of those who work in this unit on that day."""
    return rows(
        "select distinct a.id, a.badge, a.first_name as name, g.role from people_account a "
        "join people_grant g on g.account_id = a.id join people_unit u on u.id = g.unit_id "
        "where u.path = %s and a.is_active and a.badge <> '' and g.since <= %s "
        "and (g.until is null or g.until >= %s) order by a.badge",
        (unit_path, day, day),
    )


def unit_named(unit_id: int | None) -> str:
    """The name of a unit by its id."""
    found = one("select name from people_unit where id = %s", (unit_id,))
    return str(found["name"]) if found else ""


def working_units() -> list[UnitRow]:
    """Bureaus and stations of today, in tree order: those a case may be handed to."""
    return [
        UnitRow(**row)
        for row in rows(
            f"select {COLUMNS} from people_unit u where u.until is null "
            "and u.kind in ('bureau', 'district', 'station') order by u.path"
        )
    ]


def units_below(path: str) -> list[UnitRow]:
    """The units of today directly below this one, in tree order."""
    return [
        UnitRow(**row)
        for row in rows(
            f"select {COLUMNS} from people_unit u where u.until is null and u.path <> %(path)s "
            "and starts_with(u.path, %(path)s) and not exists (select 1 from people_unit b where b.until is null "
            "and b.path not in (%(path)s, u.path) and starts_with(b.path, %(path)s) and starts_with(u.path, b.path)) "
            "order by u.path",
            {"path": path},
        )
    ]
