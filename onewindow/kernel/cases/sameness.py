"""Which earlier case this one is about, and whether the same matter is open already or has come back."""

from __future__ import annotations

from datetime import datetime

from onewindow.kernel.calendar.published import calendar
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.ground.due import due
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.ground.spans import EndRoll
from onewindow.kernel.store.statements import execute, one
from onewindow.kernel.store.vault import search_hash


class OpenAlready(Refusal):
    """The same matter is being worked on."""

    code = "open_already"
    status = 409
    words = "同一件事正在办理，编号{other}。请在那一件里补充，不用重复登记。"


def token(row: CaseRow) -> str:
    """A word that two cases share when they are about the same; empty when the entry does not say what that is."""
    entry = row.entry
    asked = [code for code in entry.same_when if entry.fields[code].asked(row.answers)]
    if not asked or any(row.answers.get(code) in (None, "", []) for code in asked):
        return ""
    parts = [entry.code, *(str(row.answers[code]).strip().casefold() for code in asked)]
    return f"same:{search_hash('same', chr(31).join(parts))[:24]}"  # keyed: an answer may be a phone number


def place(row: CaseRow, now: datetime) -> None:
    """Tie a new case to what it repeats; refuse it while the same one is open."""
    same = token(row)
    if not same:
        return
    execute("select pg_advisory_xact_lock(hashtextextended(%s, 2))", (same,))
    found = one(
        "select number, ended_at from cases_case where grams @> array[%s] and case_type = %s and id <> %s "
        "and submitted_at is not null and state <> 'dismissed' order by ended_at desc nulls first limit 1",
        (same, row.case_type, row.id),
    )
    if found is None:
        return
    if found["ended_at"] is None:
        raise OpenAlready(other=found["number"])
    within = row.entry.relapse_within
    if within is None:
        return
    until = due(within, found["ended_at"], calendar(), end_roll=EndRoll.NONE).due_at
    if until is not None and now <= until:
        row.facts = {**row.facts, "relapse_of": found["number"]}


def tie(row: CaseRow) -> None:
    """Tie a new case to the one it is about, and remember who worked on that one."""
    number = str(row.answers.get(row.entry.about_case) or "").strip().upper()
    if not number:
        return
    found = one(
        "select id, array(select distinct value::bigint from jsonb_each_text(hands)) as hands from cases_case "
        "where number = %s",
        (number,),
    )
    if found is None:
        raise BadAnswers({row.entry.about_case: "没有这个办件编号，请核对；不知道编号可以不填"})
    row.parent_id = found["id"]
    remember_hands(row, found["hands"])


def remember_hands(row: CaseRow, hands: list[int]) -> None:
    """Who worked on the case that this one is about: they keep their hands off it."""
    row.facts = {**row.facts, "hands_before": sorted(one_ for one_ in hands if one_ > 0)}
