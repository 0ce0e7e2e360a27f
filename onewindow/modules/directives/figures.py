"""The rates of directives, each with what is counted and out of what; cancelled ones never count, each task once.

The three rates of the board are over tasks that are due: issued, not cancelled, and the limit to finish is past.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.reach import visible
from onewindow.kernel.store.statements import planned_anew
from onewindow.modules.directives.areas import seen_from
from onewindow.modules.directives.queries import OURS

DUE = "(dues->'finish'->>'legal')::timestamptz <= %(now)s"
IN_TIME = "(dues->'{0}'->>'met')::timestamptz <= (dues->'{0}'->>'legal')::timestamptz"
CHECKS = "answers->>'category' = 'check'"
TASKS = "answers->>'source' = 'department'"


@dataclass(frozen=True, slots=True)
class Figure:
    """A share: its title, what is counted, out of what."""

    code: str
    title: str
    counted: str
    out_of: str
    numerator: str  # SQL over cases_case
    denominator: str


FIGURES = (
    Figure("verified", "核查率", "指挥室已经核查的", "到期的核查类指令", "moments @> '[[\"verified\"]]'", f"{DUE} and {CHECKS}"),
    Figure("fed_back", "反馈率", "在反馈时限内反馈的", "到期的警种部门任务", IN_TIME.format("feedback"), f"{DUE} and {TASKS}"),
    Figure("done", "完成率", "已经办结的", "到期的警种部门任务", "state = 'closed'", f"{DUE} and {TASKS}"),
    Figure("signed", "按时签收率", "在签收时限内签收的", "到期的全部指令", IN_TIME.format("sign"), DUE),
    Figure("done_in_time", "按时办结率", "在办结时限内办结的", "到期的全部指令", IN_TIME.format("finish"), DUE),
    Figure("done_ever", "办结率", "不论早晚已经办结的", "到期的全部指令", "state = 'closed'", DUE),
    Figure("copied", "照抄反馈", "反馈与别处雷同的", "反馈过的指令", "coalesce(facts->>'copied', '') <> ''", "moments @> '[[\"fed_back\"]]'"),
)  # fmt: skip
FALSE = ("推送有误率", "到现场发现有误的推送", "已反馈任务所含的推送")


@dataclass(frozen=True, slots=True)
class Found:
    """A figure reckoned; `value` is None when nothing is in the denominator."""

    of: Figure
    numerator: int
    denominator: int

    @property
    def value(self) -> float | None:
        return 100 * self.numerator / self.denominator if self.denominator else None


def _cut(actor: Actor, since: datetime, until: datetime, now: datetime) -> tuple[str, dict[str, Any]]:
    where = visible(actor)
    sql = where.sql
    values: dict[str, Any] = {"since": since, "until": until, "now": now}
    for nth, value in enumerate(where.values):
        sql = sql.replace("%s", f"%(reach{nth})s", 1)
        values[f"reach{nth}"] = value
    return (
        f"{OURS} and submitted_at >= %(since)s and submitted_at < %(until)s and state <> 'cancelled' "
        f"and answers->>'scope' in ('area', 'one') and moments @> '[[\"issued\"]]' and {sql}"
    ), values


def reckoned(*, actor: Actor, since: datetime, until: datetime, now: datetime) -> list[Found]:
    """Every figure over the tasks issued from `since` to before `until`, within the reader's reach."""
    cut, values = _cut(actor, since, until, now)
    columns = ", ".join(
        f"count(*) filter (where {one.denominator} and {one.numerator}) as n_{one.code}, "
        f"count(*) filter (where {one.denominator}) as d_{one.code}"
        for one in FIGURES
    )
    row = planned_anew(f"select {columns} from cases_case where {cut}", values)[0]
    return [Found(one, row[f"n_{one.code}"], row[f"d_{one.code}"]) for one in FIGURES]


def false_pushes(*, actor: Actor, since: datetime, until: datetime, now: datetime) -> tuple[int, int]:
    """Pushes found wrong at the door, out of the pushes in tasks that were fed back."""
    cut, values = _cut(actor, since, until, now)
    row = planned_anew(
        "select coalesce(sum((facts->>'wrong')::int), 0) as wrong, coalesce(sum((answers->>'count')::int), 0) as pushed "
        f"from cases_case where {cut} and facts ? 'fed_words' and answers ? 'count'",
        values,
    )[0]
    return int(row["wrong"]), int(row["pushed"])


def by_week(*, actor: Actor, since: datetime, until: datetime, now: datetime) -> list[dict[str, Any]]:
    """Tasks by the week they were issued: all, done in time, done late, not done."""
    cut, values = _cut(actor, since, until, now)
    in_time = IN_TIME.format("finish")
    return planned_anew(
        "select to_char(date_trunc('week', submitted_at at time zone 'Asia/Shanghai'), 'MM-DD') as week, "
        f"count(*) filter (where state = 'closed' and {in_time}) as in_time, "
        f"count(*) filter (where state = 'closed' and not coalesce({in_time}, false)) as late, "
        f"count(*) filter (where state <> 'closed') as left, min(submitted_at) as first from cases_case where {cut} "
        "group by 1 order by min(submitted_at)",
        values,
    )


def sorted_out(actor: Actor, since: datetime, until: datetime) -> dict[str, int]:
    """What the filter made of the pushes of these days: issued, merged, and stopped by reason."""
    found = planned_anew(
        "select p.outcome, p.reason, count(*) as n from ow_directives_push p join ow_directives_batch b "
        "on b.id = p.batch_id where b.at >= %s and b.at < %s "
        "and exists (select 1 from unnest(%s::text[]) as seen(path) where starts_with(b.unit_path, seen.path)) group by 1, 2",
        (since, until, seen_from(actor, "supervisor")),
    )
    return {row["reason"] or row["outcome"]: row["n"] for row in found}
