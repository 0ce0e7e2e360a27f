"""Whom a directive goes to: the communities chosen, each with its station and the officer whose beat it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.reach import beyond
from onewindow.kernel.store.statements import rows

KINDS = {"town": "居委会", "village": "村委会"}
SENDERS = ("hub", "chief")
CODE = re.compile(r"[0-9]{12}")
FIND = """
select p.code, p.name, u.code as unit_code, u.name as unit_name, d.code as district_code, d.name as district_name,
  (select min(g.account_id) from people_grant g join people_account a on a.id = g.account_id and a.is_active
    where g.role = 'community' and p.code = any(g.places) and g.since <= %(today)s
    and (g.until is null or g.until >= %(today)s)) as officer_id
from people_place p join people_unit u on u.id = p.unit_id and u.until is null
left join people_unit d on d.kind = 'district' and d.until is null and starts_with(u.path, d.path)
where exists (select 1 from unnest(%(los)s::text[], %(his)s::text[]) as r(lo, hi)
  where u.path collate "C" >= r.lo and u.path collate "C" < r.hi)
order by p.code
"""


@dataclass(frozen=True, slots=True)
class Area:
    """One community; `officer_id` is None where no community officer has it in the beat."""

    code: str
    name: str
    unit_code: str
    unit_name: str
    district_code: str
    district_name: str
    officer_id: int | None


def within(paths: Sequence[str], *, today: date) -> list[Area]:
    """Every community of the stations below these units."""
    found = rows(FIND, {"today": today, "los": list(paths), "his": [beyond(path) for path in paths]})
    return [Area(**row) for row in found]


def seen_from(actor: Actor, *also: str) -> list[str]:
    """The units whose batches and figures this actor may see: where the roles are held, and below."""
    return sorted({held.unit_path for held in actor.held if held.role in (*SENDERS, *also)})


def chosen(areas: Sequence[Area], which: str, codes: str, pushed: Sequence[str] = ()) -> list[Area]:
    """Those the directive names: all, of districts, of stations, of one kind, or those a batch of pushes touches."""
    wanted = set(CODE.findall(codes or ""))
    if which == "all":
        return list(areas)
    if which == "district":
        return _some([one for one in areas if one.district_code in wanted])
    if which == "station":
        return _some([one for one in areas if one.unit_code in wanted])
    if which == "kind":
        named = [title for code, title in KINDS.items() if code in (codes or "")]
        return _some([one for one in areas if any(one.name.endswith(_ending(title)) for title in named)])
    touched = set(pushed)
    return _some([one for one in areas if one.code in touched])


def _ending(title: str) -> tuple[str, ...]:
    return ("居委会", "居民委员会") if title == "居委会" else ("村委会", "村民委员会")


def _some(found: list[Area]) -> list[Area]:
    if not found:
        raise BadAnswers({"which": "选定的范围里没有您能下达的社区，请重新选择"})
    return found
