"""Cases of a period counted by their plain answers, and how long they took from one state to another.

Cut to the actor's reach; sealed answers cannot be counted by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.states import State
from onewindow.kernel.indicators.declared import cut_to
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.store.statements import planned_anew


@dataclass(frozen=True, slots=True)
class Group:
    """How many cases gave these answers; a question not answered is an empty word."""

    answers: dict[str, str]
    n: int


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds from one state to another: of how many cases, the middle one, and what nine of ten kept."""

    n: int
    median: float | None
    p90: float | None


def grouped(
    entry: CaseType, by: Sequence[str], *, actor: Actor, since: datetime, until: datetime, unit: str = ""
) -> list[Group]:
    """The cases handed in from `since` to before `until`, by these answers together."""
    cut, values = cut_to(entry, actor, since, until, unit)
    columns = ", ".join(f"coalesce(answers->>%s, '') as a{nth}" for nth in range(len(by)))
    found = planned_anew(
        f"select {columns}, count(*) as n from cases_case where {cut.sql} "
        f"group by {', '.join(str(nth + 1) for nth in range(len(by)))} order by n desc",
        (*by, *values),
    )
    return [Group({code: row[f"a{nth}"] for nth, code in enumerate(by)}, row["n"]) for row in found]


def took(
    entry: CaseType, first: State, then: State, *, actor: Actor, since: datetime, until: datetime, unit: str = ""
) -> Took:
    """From the first time a case came into one state to the first time it came into the other after that."""
    cut, values = cut_to(entry, actor, since, until, unit)
    row: dict[str, Any] = planned_anew(
        "select count(*) as n, percentile_cont(0.5) within group (order by took) as median, "
        "percentile_cont(0.9) within group (order by took) as p90 from (select extract(epoch from b.at - a.at) as took "
        "from cases_case, lateral (select min((m->>1)::timestamptz) as at from jsonb_array_elements(moments) m "
        "where m->>0 = %s) a, lateral (select min((m->>1)::timestamptz) as at from jsonb_array_elements(moments) m "
        f"where m->>0 = %s and (m->>1)::timestamptz >= a.at) b where {cut.sql} and b.at is not null) spans",
        (first.code, then.code, *values),
    )[0]
    return Took(row["n"], *(None if row[one] is None else float(row[one]) for one in ("median", "p90")))
