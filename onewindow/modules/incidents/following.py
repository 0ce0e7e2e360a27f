"""Minor facts become duties by themselves: a call closed as a dispute or a hazard opens one, once.

The other room is not known here: its type is looked for on the shelf, its answers come from a table.
"""

from __future__ import annotations

from django.db import transaction

from onewindow.kernel.cases import actions, drafts, queries
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.cases.sameness import OpenAlready
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.journal.listeners import Told
from onewindow.kernel.notices.saying import say
from onewindow.kernel.people.actor import SYSTEM_ACTOR
from onewindow.modules.incidents.call import CALL, CLOSED
from onewindow.modules.incidents.dictionary import FOLLOWS, Follow

ENDED = ("incidents.call.review", "incidents.call.answer", "incidents.call.reclassify")


def follow_on(told: Told) -> None:
    """Open what the final class stands for; the same matter open already is named instead; told twice, done once."""
    row = queries.case(told.subject_id, actor=SYSTEM_ACTOR, now=told.now)
    follow = FOLLOWS.get(str(row.answers.get("final", "")))
    if row.state != CLOSED.code or follow is None or follow.case_type not in shelf().current:
        return
    if follow.case_type in row.facts.get("became", {}):
        return
    number = _opened(row, follow, told)
    if not number:
        return
    actions.take(
        "follow", case_id=row.id, actor=SYSTEM_ACTOR, now=told.now, case_type=CALL.code,
        given={"matter": follow.case_type, "note": number}, key=f"follow:{row.id}:{follow.case_type}",
    )  # fmt: skip


def _opened(row: CaseRow, follow: Follow, told: Told) -> str:
    """The number of the case opened, or of the one there was; empty when it could not be, and the unit is told."""
    try:
        with transaction.atomic():
            draft = drafts.open_draft(
                follow.case_type, actor=SYSTEM_ACTOR, now=told.now, channel="system",
                answers=follow.answers(row.answers, row.number), key=f"call:{row.id}:{follow.case_type}",
            )  # fmt: skip
            first = draft.entry.steps_from(draft.entry.first.code)[0]
            actions.take(first.code, case_id=draft.id, actor=SYSTEM_ACTOR, now=told.now, case_type=follow.case_type)
            return draft.number
    except OpenAlready as there:
        return str(there.facts["other"])
    except Refusal:
        say(
            f"incidents:follow:{row.id}:{follow.case_type}",
            title="警情没有自动立成下一件",
            words=f"警情（{row.number}）要接着立一件，但资料不全，没有立成。请到“上报、登记”里补登。",
            now=told.now,
            unit_path=row.unit_path,
            case_id=row.id,
        )
        return ""
