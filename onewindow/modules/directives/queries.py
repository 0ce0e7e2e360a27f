"""Reading directives for the centre: its own list, how far each has come, its tasks with the late ones first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from onewindow.kernel.cases.gate import NotFound
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.reach import visible
from onewindow.kernel.store.statements import one, planned_anew
from onewindow.modules.directives.areas import seen_from
from onewindow.modules.directives.models import Batch

OURS = "case_type in ('directives.directive', 'directives.secret')"  # as the indexes say it
WHOLE = (
    "id, number, case_type, title, state, version, unit_path, answers->>'level' as level, answers->>'source' as source, "
    "answers->>'scope' as scope, opened_at, ended_at, due_at, warn_at, waits_on, hands::text as hands, "
    "facts->>'sent' as sent"
)
LATE = "(ended_at is null and due_at <= %s)"
# A limit that was kept late leaves no open one behind: what counts here is what is late now.
TASKS = f"""
select c.id, c.number, c.title, c.state, c.place, c.due_at, c.warn_at, c.waits_on, c.ended_at, c.assignee_id,
  c.facts->>'copied' as copied, p.name as place_name, u.name as unit_name, a.first_name as officer,
  {LATE.replace("ended_at", "c.ended_at").replace("due_at", "c.due_at")} as late
from cases_case c left join people_place p on p.code = c.place left join people_unit u on u.id = c.unit_id
left join people_account a on a.id = c.assignee_id
where c.parent_id = %s and c.id in (select id from cases_case where parent_id = %s and {{reach}})
order by late desc, c.ended_at is not null, c.due_at nulls last, c.id limit %s offset %s
"""


def batches(actor: Actor) -> QuerySet[Batch]:
    """Batches taken in by one's own unit or one below it."""
    mine = Q(pk__in=[])
    for path in seen_from(actor):
        mine |= Q(unit_path__startswith=path)
    return Batch.objects.filter(mine)


def directives(actor: Actor, *, most: int = 50) -> list[dict[str, Any]]:
    """Directives as they were drafted (not their tasks), the open ones first, newest first."""
    where = visible(actor)
    return planned_anew(
        f"select {WHOLE} from cases_case where {OURS} and parent_id is null and submitted_at is not null and {where.sql} "
        "order by ended_at is not null, id desc limit %s",
        (*where.values, most),
    )


def directive(number: str, actor: Actor) -> dict[str, Any]:
    """One of them by its number; a stranger's is not there."""
    where = visible(actor)
    found = one(
        f"select {WHOLE}, facts->>'batch' as batch, answers->>'text' as text, answers->>'basis' as basis, "
        f"answers->>'category' as category from cases_case where number = %s and {OURS} and parent_id is null "
        f"and {where.sql}",
        (number.replace("\x00", "")[:40].upper(), *where.values),
    )
    if found is None:
        raise NotFound()
    return found


def progress(parents: list[int], actor: Actor, now: datetime) -> dict[int, dict[str, int]]:
    """For each of these directives how many of its tasks stand in which state; `late` and `all` beside them."""
    where = visible(actor)
    found = planned_anew(
        f"select parent_id, state, count(*) as n, count(*) filter (where {LATE}) as late from cases_case "
        f"where parent_id = any(%s) and {where.sql} group by parent_id, state",
        (now, parents, *where.values),
    )
    counted: dict[int, dict[str, int]] = {parent: {"late": 0, "all": 0} for parent in parents}
    for row in found:
        of = counted[row["parent_id"]]
        of[row["state"]] = row["n"]
        of["late"] += row["late"]
        of["all"] += row["n"]
    return counted


def tasks(parent: int, actor: Actor, now: datetime, *, most: int = 100, skip: int = 0) -> list[dict[str, Any]]:
    """The tasks of a directive: what is late first, then what is due soonest, what is done last."""
    where = visible(actor)
    return planned_anew(TASKS.format(reach=where.sql), (now, parent, parent, *where.values, most, skip))
