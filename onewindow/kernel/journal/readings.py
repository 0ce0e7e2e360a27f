"""Reading is an act: every staff look at a person's data leaves a line with its purpose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.masks import mask_name
from onewindow.kernel.handbook.roles import ROLES
from onewindow.kernel.journal.subjects import Named, named
from onewindow.kernel.store.statements import execute, tuples

INSERT = """
insert into journal_reading (at, actor_id, actor_name, actor_unit, actor_role, persons, how, purpose, case_id, what)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
OF_PERSON = """
select r.id, r.at, r.actor_id, r.actor_name, r.actor_unit, r.actor_role, r.how, r.purpose, r.case_id, r.what
from journal_reading r where r.persons @> array[%(person)s]::bigint[] and (%(before)s::bigint is null or r.id < %(before)s)
  and not exists (select 1 from journal_deferral d where d.person_id = %(person)s
    and (d.case_id is null or d.case_id = r.case_id) and d.hidden_until > %(now)s and d.released_at is null)
order by r.id desc limit %(limit)s
"""
OF_CASE = """
select id, at, actor_id, actor_name, actor_unit, actor_role, how, purpose, case_id, what
from journal_reading where case_id = %s order by id desc limit %s
"""
TITLES = {role.code: role.title for role in ROLES}


@dataclass(frozen=True, slots=True)
class Look:
    """One look, or several of the same kind on one day, in words.  `at` is the last of them."""

    id: int
    at: datetime
    who: str
    how: str
    purpose: str
    matter: str
    case_id: int | None
    what: tuple[str, ...]
    times: int = 1


def note(
    *,
    now: datetime,
    actor_id: int,
    actor_name: str,
    actor_unit: str,
    persons: Iterable[int | None],
    how: str,
    purpose: str,
    case_id: int | None = None,
    what: Iterable[str] = (),
    actor_role: str = "",
) -> None:
    """Add one line for these persons; `how` is list, open, search, unmask, export, file or document."""
    seen = sorted({one for one in persons if one})
    if seen:
        execute(INSERT, (now, actor_id, actor_name, actor_unit, actor_role, seen, how, purpose, case_id, list(what)))


def of_person(person_id: int, now: datetime, *, before: int | None = None, limit: int = 200) -> list[Look]:
    """Who looked at this person's data, newest first; what is deferred by law stays out.

    Looks of one officer, one kind and one matter on the same day become one row with its count.
    `before` is the id of the last row of the page above.
    """
    found = tuples(OF_PERSON, {"person": person_id, "now": now, "before": before, "limit": limit})
    names = named("case", [row.case_id for row in found if row.case_id])
    looks: dict[tuple[Any, ...], Look] = {}
    for row in found:
        key = (local_date(row.at), row.actor_id, row.actor_unit, row.how, row.case_id, row.purpose)
        before_it = looks.get(key)
        if before_it:
            looks[key] = replace(
                before_it, id=row.id, times=before_it.times + 1, what=tuple(dict.fromkeys((*before_it.what, *row.what)))
            )
        else:
            looks[key] = _look(row, mask_name(row.actor_name), _matter(names.get(row.case_id), person_id))
    return list(looks.values())


def of_case(case_id: int, *, limit: int = 200) -> list[Look]:
    """Who looked at this case, newest first, with full names: for those who supervise it."""
    return [_look(row, row.actor_name, "") for row in tuples(OF_CASE, (case_id, limit))]


def _look(row: Any, name: str, matter: str) -> Look:
    who = " ".join(
        part for part in (row.actor_unit, gettext(TITLES.get(row.actor_role, "") or "工作人员"), name) if part
    )
    return Look(row.id, row.at, who, how_in_words(row.how, row.what), row.purpose, matter, row.case_id, tuple(row.what))


def _matter(case: Named | None, person_id: int) -> str:
    """The number is told to the person whose case it is; of a stranger's case only that there is one."""
    if case is None:
        return ""
    if case.person_id == person_id:
        matter, dot, told = case.title.partition(" · ")
        return " ".join(part for part in (f"{gettext(matter) if matter else ''}{dot}{told}", case.number) if part)
    return gettext("另一件与您有关的事项")


def how_in_words(how: str, what: Iterable[str]) -> str:
    """How the data was seen, as a person would say it."""
    said = {
        "list": gettext("在工作列表里看到"),
        "open": gettext("打开了办件"),
        "search": gettext("查找时看到"),
        "unmask": gettext("查看了完整内容"),
        "export": gettext("导出了数据"),
        "file": gettext("查看了材料"),
        "document": gettext("查看了文书"),
    }.get(how, gettext("查看了您的信息"))
    things = "、".join(gettext(one) for one in what if one)
    return gettext("{said}：{things}").format(said=said, things=things) if things else said
