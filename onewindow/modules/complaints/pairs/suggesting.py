"""Suggesting that two complaints are one matter: the same phone, the same case, or nearly the same words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from onewindow.kernel.cases import queries
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.journal.listeners import Told
from onewindow.kernel.parameters.queries import in_force
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.kernel.store.statements import planned_anew
from onewindow.modules.complaints.complaint import COMPLAINT
from onewindow.modules.complaints.definition import MODULE
from onewindow.modules.complaints.imports.actions import know
from onewindow.modules.complaints.models import Pair
from onewindow.modules.complaints.pairs.likeness import near

MOST = 2000  # latest ones whose words are compared
OTHERS = (
    "select id, answers->>'content' as content, parent_id, grams && %s::text[] as phone from cases_case "
    "where case_type = %s and id <> %s and submitted_at >= %s and submitted_at is not null "
    "and state <> 'dismissed' order by id desc limit %s"
)


def suggest(told: Told) -> None:
    """The listener: what a new complaint resembles is put to review; nothing is merged here."""
    row = queries.case(told.subject_id, actor=SYSTEM_ACTOR, now=told.now)
    know(row.answers, row.id)
    for other, because in alike(row, told).items():
        first, second = sorted((row.id, other))
        Pair.objects.get_or_create(first_id=first, second_id=second, defaults={"because": because, "at": told.now})


def alike(row: CaseRow, told: Told) -> dict[int, dict[str, Any]]:
    """The others of the last days, and why each may be the same."""
    values = in_force(MODULE.policy, local_date(told.now))
    since = told.at - timedelta(days=values["near_days"])
    phones = [word for word in row.grams if word.startswith("phone:")]
    found: dict[int, dict[str, Any]] = {}
    for other in planned_anew(OTHERS, (phones, COMPLAINT.code, row.id, since, MOST)):
        because: dict[str, Any] = {}
        if other["phone"]:
            because["phone"] = True
        if row.parent_id and other["parent_id"] == row.parent_id:
            because["about"] = True
        likeness = near(str(row.answers.get("content", "")), str(other["content"] or ""))
        if likeness >= values["near_share"]:
            because["near"] = round(likeness, 2)
        if because:
            found[other["id"]] = because
    return found
