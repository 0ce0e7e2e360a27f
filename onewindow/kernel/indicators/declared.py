"""Indicators as the handbook declares them, reckoned from the cases themselves, cut to the actor's reach.

A case counts as having reached a state when its moments say so, whatever it is in now; a limit is kept when it was
met by its promised instant, or its legal one where nothing was promised.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.deadlines import Deadline
from onewindow.kernel.handbook.fields import Field
from onewindow.kernel.handbook.indicators import Indicator
from onewindow.kernel.handbook.states import State
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.people.reach import Where, visible
from onewindow.kernel.store.statements import planned_anew


@dataclass(frozen=True, slots=True)
class Reckoned:
    """One indicator over a period: `value` is None when nothing is in the denominator."""

    of: Indicator
    numerator: int
    denominator: int

    @property
    def value(self) -> float | None:
        """In percent for a share, else the count itself."""
        if self.of.unit != "%":
            return float(self.numerator)
        return 100 * self.numerator / self.denominator if self.denominator else None


def reckoned(entry: CaseType, *, actor: Actor, since: datetime, until: datetime, unit: str = "") -> list[Reckoned]:
    """Every indicator of the entry over the cases handed in from `since` to before `until`."""
    cut, values = cut_to(entry, actor, since, until, unit)
    columns: list[str] = []
    found: list[Any] = []
    for nth, one in enumerate(entry.indicators):
        only = _where(one)
        base = _and(_counted(one.out_of, entry), only)
        part = _and(base, _counted(one.counts, entry))
        columns += [f"count(*) filter (where {part.sql}) as n{nth}", f"count(*) filter (where {base.sql}) as d{nth}"]
        found += [*part.values, *base.values]
    if not columns:
        return []
    row = planned_anew(f"select {', '.join(columns)} from cases_case where {cut.sql}", (*found, *values))[0]
    return [Reckoned(one, row[f"n{nth}"], row[f"d{nth}"]) for nth, one in enumerate(entry.indicators)]


def reached(
    entry: CaseType, *, actor: Actor, since: datetime, until: datetime, unit: str = ""
) -> list[tuple[State, int, int]]:
    """For each state but the first: how many cases of the period were ever in it, and how many stand in it now."""
    cut, values = cut_to(entry, actor, since, until, unit)
    states = entry.states[1:]
    columns, found = [], []
    for nth, state in enumerate(states):
        columns += [
            f"count(*) filter (where moments @> %s::jsonb) as r{nth}", f"count(*) filter (where state = %s) as s{nth}"
        ]  # fmt: skip
        found += [_moment(state.code), state.code]
    row = planned_anew(f"select {', '.join(columns)} from cases_case where {cut.sql}", (*found, *values))[0]
    return [(state, row[f"r{nth}"], row[f"s{nth}"]) for nth, state in enumerate(states)]


def cut_to(entry: CaseType, actor: Actor, since: datetime, until: datetime, unit: str) -> tuple[Where, tuple[Any, ...]]:
    seen = visible(actor)
    sql = f"{seen.sql} and case_type = %s and submitted_at >= %s and submitted_at < %s"
    values: tuple[Any, ...] = (*seen.values, entry.code, since, until)
    if unit:
        sql += " and unit_path >= %s and unit_path < %s"
        values += (unit, unit[:-1] + "/")
    return Where(sql, ()), values


def _counted(what: State | Deadline | Field | str, entry: CaseType) -> Where:
    if isinstance(what, State):
        return Where("moments @> %s::jsonb", (_moment(what.code),))
    if isinstance(what, Deadline):
        end = "coalesce(dues->%s->>'promised', dues->%s->>'legal')::timestamptz"
        return Where(f"(dues->%s->>'met')::timestamptz <= {end}", (what.code, what.code, what.code))
    if isinstance(what, Field):
        return Where("answers ? %s", (what.code,))
    if what == "submitted":
        return Where("true", ())
    if what == "online":
        return Where("channel in ('phone', 'api')", ())
    return Where("facts ? %s", (what,))


def _where(one: Indicator) -> Where:
    if one.where is None:
        return Where("true", ())
    return Where("answers->>%s = any(%s)", (one.where.field, sorted(map(str, one.where.values))))


def _and(a: Where, b: Where) -> Where:
    return Where(f"({a.sql} and {b.sql})", (*a.values, *b.values))


def _moment(code: str) -> str:
    return json.dumps([[code]])
