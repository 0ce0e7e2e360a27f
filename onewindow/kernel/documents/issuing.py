"""Issuing: the listener that gives every document of a step its number, its code and its content.

It only writes rows; drawing is left to a job (`actions.draw_waiting`) or to the first who opens it.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from onewindow.kernel.cases.afterwards import Afterwards, afterwards
from onewindow.kernel.documents.content import content
from onewindow.kernel.documents.making import Making, making
from onewindow.kernel.documents.numbers import check_code, issuer, next_number
from onewindow.kernel.ground.ages import as_day
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.masks import mask_name
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.handbook.steps import Document
from onewindow.kernel.journal.listeners import Told
from onewindow.kernel.store.statements import execute, one
from onewindow.kernel.store.vault import seal_json

INSERT = """
insert into ow_documents_document (case_id, line_id, code, title, template, number, check_code, unit_name, holder,
  person_id, organisation_id, result, once, at, content, file_id, digest, expires, valid_until, withdrawn_why)
values (%(case_id)s, %(line_id)s, %(code)s, %(title)s, %(template)s, %(number)s, %(check_code)s, %(unit_name)s,
  %(holder)s, %(person_id)s, %(organisation_id)s, %(result)s, %(once)s, %(at)s, %(content)s, '', '', %(expires)s,
  %(valid_until)s, '')
"""
DECISIONS = frozenset({"permit", "licence", "refusal", "decision"})
ONCE_DAYS = 7
REOPENED = "办件重新办理，原文书不再有效"


def issue_documents(told: Told) -> None:
    """Listener: issue what this step issues; a case opened again takes back its results."""
    if told.about != "case" or not _concerns(told):
        return
    after = afterwards(told.line_id)
    if after is None or after.step is None:
        return
    states = after.row.entry.state
    before, now_in = states.get(after.from_state), states.get(after.to_state)
    if before and now_in and before.ends and not now_in.ends:
        take_back(after.row.id, why=REOPENED, now=told.at)
    for document in after.step.issues:
        issue(after, document, now=told.now)


def _concerns(told: Told) -> bool:
    """Whether any edition of this matter issues something here, or opens what was over."""
    for entry in shelf().editions.get(told.kind, {}).values():
        step, before = entry.step.get(told.act), entry.state.get(told.from_state)
        if step and (step.issues or (before and before.ends)):
            return True
    return False


def issue(after: Afterwards, document: Document, *, now: datetime) -> None:
    """Issue one document of a step; a second time changes nothing."""
    row = after.row
    if one(
        "select 1 as done from ow_documents_document where case_id = %s and line_id = %s and code = %s",
        (row.id, after.line_id, document.code),
    ):
        return
    made = making(after, document, issuer(after.unit_path, high=_high(document)), now=now)
    number = next_number(made.issuer, document.template, local_date(after.at).year)
    code = check_code(row.id, after.line_id, document.code)
    execute(INSERT, _values(made, number, code))


def _values(made: Making, number: str, code: str) -> dict[str, Any]:
    row, document, at = made.after.row, made.document, made.after.at
    body = content(made, number, code)
    plain = json.loads(json.dumps(body, default=str))
    return {
        "case_id": row.id, "line_id": made.after.line_id, "code": document.code, "title": body["title"],
        "template": document.template, "number": number, "check_code": code, "unit_name": made.issuer.name,
        "holder": _masked(made), "person_id": row.person_id, "organisation_id": row.organisation_id,
        "result": document.result, "once": document.once, "at": at, "expires": _expires(document, at),
        "content": seal_json(plain, f"document:{code}"), "valid_until": as_day(made.facts.get("valid_until")),
    }  # fmt: skip


def _high(document: Document) -> bool:
    """Results that decide on a right, or may be contested, go out in the name of the county-level bureau."""
    return document.result and (document.template in DECISIONS or bool(document.remedy))


def _masked(made: Making) -> str:
    """The holder as the public check may show it: a person's name masked, a firm's in full."""
    return made.holder if made.after.row.organisation_id and not made.identity else mask_name(made.holder)


def _expires(document: Document, at: datetime) -> datetime | None:
    kept = document.keep_days or (ONCE_DAYS if document.once else None)
    return at + timedelta(days=kept) if kept else None


def take_back(case_id: int, *, why: str, now: datetime, code: str = "") -> int:
    """Withdraw the results of a case (or the document of this code): the public check says so from now on."""
    return execute(
        "update ow_documents_document set withdrawn_at = %s, withdrawn_why = %s where case_id = %s "
        "and withdrawn_at is null and (code = %s or (%s = '' and result))",
        (now, why, case_id, code, code),
    )
