"""What follows from reports outside their loop: a kind too often is a defect; a repeat is told to the unit above."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.kernel.cases import actions, drafts, queries
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.cases.sameness import OpenAlready
from onewindow.kernel.ground.local_time import local, local_date
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.journal.listeners import Told
from onewindow.kernel.notices.saying import say
from onewindow.kernel.parameters.queries import in_force
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.people.units import above
from onewindow.kernel.store.statements import rows
from onewindow.modules.unsolved.defect import DEFECT
from onewindow.modules.unsolved.definition import MODULE
from onewindow.modules.unsolved.report import CATEGORY, MATTER, REPORT

SAME = (
    "select number from cases_case where case_type = %s and submitted_at >= %s and submitted_at < %s "
    "and state <> 'dismissed' and answers->>'category' = %s "
    "and coalesce(nullif(answers->>'entry', ''), answers->>'matter') = %s order by id"
)


def kind_of(answers: dict[str, Any]) -> str:
    """The key under which reports are of one kind: how it failed, and which matter of the handbook, or which field."""
    return f"{answers['category']}:{answers.get('entry') or answers['matter']}"


def kind_words(kind: str) -> str:
    """The same in Chinese."""
    category, _, matter = kind.partition(":")
    entry = shelf().current.get(matter)
    named = {one.code: one.title for one in (*CATEGORY.choices, *MATTER.choices)}
    return f"{entry.title if entry else named.get(matter, matter)} · {named.get(category, category)}"


def propose_defect(told: Told) -> None:
    """When the kind of a report that was taken in has come to its number this month, open one defect."""
    row = queries.case(told.subject_id, actor=SYSTEM_ACTOR, now=told.now)
    most = in_force(MODULE.policy, local_date(told.now))["same_kind_a_month"]
    kind, (since, until) = kind_of(row.answers), month_of(told.at)
    same = rows(SAME, (REPORT.code, since, until, *kind.split(":", 1)))
    if len(same) < most:
        return
    answers = {
        "kind": kind,
        "kind_words": kind_words(kind),
        "month": f"{since:%Y-%m}",
        "count": len(same),
        "cases": "\n".join(one["number"] for one in same)[:1000],
        **({"entry": row.answers["entry"]} if row.answers.get("entry") else {}),
    }
    _open(answers, key=f"unsolved:{kind}:{since:%Y-%m}", now=told.now)


def _open(answers: dict[str, Any], *, key: str, now: datetime) -> None:
    draft = drafts.open_draft(DEFECT.code, actor=SYSTEM_ACTOR, now=now, channel="system", answers=answers, key=key)
    if draft.submitted_at or draft.ended_at:
        return
    try:
        actions.take("propose", case_id=draft.id, actor=SYSTEM_ACTOR, now=now, case_type=DEFECT.code)
    except OpenAlready:  # last month's is still open: what is new is counted on the page
        drafts.discard(draft.id, actor=SYSTEM_ACTOR, now=now)


def month_of(at: datetime) -> tuple[datetime, datetime]:
    """The first instant of its month, and of the next."""
    first = local(at).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return first, first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)


def tell_above(told: Told) -> None:
    """The same person with the same matter again within the days: the unit above is told; nothing is moved."""
    row: CaseRow = queries.case(told.subject_id, actor=SYSTEM_ACTOR, now=told.now)
    if not row.facts.get("relapse_of"):
        return
    say(
        f"unsolved:repeat:{row.id}",
        title="重复反映，请提级督办",
        words=f"办不成事反映（{row.number}）是{row.facts['relapse_of']}的重复件，请督促提级办理。",
        now=told.now,
        unit_path=above(row.unit_path),
        case_id=row.id,
    )
