"""Documents after they were issued: drawn, taken, let go."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from onewindow.kernel.cases import queries as cases
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.cases.sight import own
from onewindow.kernel.documents.drawing import draw
from onewindow.kernel.files import pdfs, watermarks
from onewindow.kernel.files.actions import keep
from onewindow.kernel.files.blobs import digest_of
from onewindow.kernel.files.queries import Opened, open_file
from onewindow.kernel.files.sniffing import PDF
from onewindow.kernel.ground.local_time import local
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.journal.actions import Entry, write
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.store.statements import execute, one, rows
from onewindow.kernel.store.vault import unseal_json

COLUMNS = (
    "id, case_id, code, title, number, check_code, person_id, once, at, content, file_id, drawn_at, taken_at, "
    "expires, withdrawn_at"
)

TAKEN = (
    "update ow_documents_document set taken_at = %s, taken_by = %s, drawn_at = %s, digest = %s, content = null "
    "where id = %s"
)
WITHDRAWN = (
    "update ow_documents_document set withdrawn_at = %s, withdrawn_why = %s where id = %s "
    "and withdrawn_at is null returning id, case_id, number"
)


class NoSuchDocument(Refusal):
    """Not there, or the case is beyond reach."""

    code = "no_such_document"
    status = 404
    words = "没有找到这份文书。请从办件页面重新打开。"


class TakenAlready(Refusal):
    """A document that may be taken once was taken."""

    code = "taken_already"
    status = 410
    words = "这份文书只能下载一次，已经在{at}下载过。还需要的，请重新申请，并写明用途。"


class Expired(Refusal):
    """The days in which it could be taken are over."""

    code = "document_expired"
    status = 410
    words = "这份文书的下载期限到{at}为止，已经过了，内容已经删除。还需要的，请重新申请。"


class OnlyApplicant(Refusal):
    """A one-time document is not for the desk."""

    code = "only_applicant"
    status = 403
    words = "这份文书只能由申请人本人下载一次，窗口不能代为打开。请告诉申请人登录“我的办件”下载。"


def draw_waiting(*, now: datetime, limit: int = 50) -> int:
    """Draw what was issued and is not drawn yet; how many were."""
    ids = rows(
        "select id from ow_documents_document where content is not null and not once order by id limit %s", (limit,)
    )
    return sum(_drawn(row["id"], now) for row in ids)


def _drawn(document_id: int, now: datetime) -> bool:
    """Draw one, unless somebody else is at it or has done it."""
    with transaction.atomic():
        found = one(
            f"select {COLUMNS} from ow_documents_document where id = %s and content is not null and not once "
            "for update skip locked",
            (document_id,),
        )
        if found is None:
            return False
        pdf = draw(_content(found), found["at"])
        file_id = keep(
            pdf,
            name=_name(found),
            case_id=found["case_id"],
            person_id=found["person_id"],
            pages=pdfs.check(pdf),
            now=now,
        )
        execute(
            "update ow_documents_document set file_id = %s, digest = %s, drawn_at = %s, content = null where id = %s",
            (file_id, digest_of(pdf), now, document_id),
        )
    return True


def take_document(document_id: int, *, actor: Actor, now: datetime) -> Opened:
    """The PDF of a document within reach.  One that may be taken once is marked with the taker and then gone."""
    found = one(f"select {COLUMNS} from ow_documents_document where id = %s", (document_id,))
    if found is None:
        raise NoSuchDocument()
    row = cases.case(found["case_id"], actor=actor, now=now, purpose=f"打开文书《{found['title']}》", how="document")
    if found["once"]:
        return _take_once(document_id, row, actor, now)
    _still_there(found, now)
    if found["content"]:
        _drawn(document_id, now)
        found = one(f"select {COLUMNS} from ow_documents_document where id = %s", (document_id,)) or found
    opened = open_file(found["file_id"], may=True)
    if not found["withdrawn_at"]:
        return Opened(_name(found), PDF, opened.content)
    line = f"已作废 {local(found['withdrawn_at']):%Y-%m-%d} "
    return _marked(found, opened.content, line, now)


def _take_once(document_id: int, row: CaseRow, actor: Actor, now: datetime) -> Opened:
    filed_here = row.person_id is None and row.organisation_id is None and row.filed_by == actor.id
    if not (own(row, actor) or filed_here):
        raise OnlyApplicant()
    with transaction.atomic():
        found = one(f"select {COLUMNS} from ow_documents_document where id = %s for update", (document_id,))
        assert found is not None
        if found["taken_at"]:
            raise TakenAlready(at=f"{local(found['taken_at']):%Y-%m-%d %H:%M}")
        if found["withdrawn_at"]:
            raise NoSuchDocument()
        _still_there(found, now)
        body = _content(found)
        line = body["watermark"] or watermarks.words(actor.name, "申请时写明的用途", now)
        marked = _marked(found, draw(body, found["at"]), line, now)
        digest = digest_of(marked.content)
        execute(TAKEN, (now, actor.id, now, digest, document_id))
        _note("taken", found, actor, now, digest=digest)
    return marked


def _note(act: str, found: dict[str, Any], actor: Actor, now: datetime, **facts: str) -> None:
    """A line in the journal about a document."""
    said = {"case": found["case_id"], "number": found["number"], **facts}
    write(
        Entry(
            at=now,
            about="document",
            subject_id=found["id"],
            act=act,
            actor_id=actor.id,
            actor_name=actor.name,
            unit_path=actor.home,
            facts=said,
        )
    )


def _marked(found: dict[str, Any], pdf: bytes, line: str, now: datetime) -> Opened:
    return Opened(_name(found), PDF, watermarks.draw_on_pdf(pdf, pdfs.check(pdf), line, now))


def _still_there(found: dict[str, Any], now: datetime) -> None:
    if found["expires"] and found["expires"] <= now:
        raise Expired(at=f"{local(found['expires']):%Y-%m-%d %H:%M}")


def expire_documents(*, now: datetime) -> int:
    """Erase the content of documents nobody took in time; that they were issued stays known."""
    return execute(
        "update ow_documents_document set content = null where once and content is not null and expires <= %s", (now,)
    )


def withdraw_document(document_id: int, *, why: str, actor: Actor, now: datetime) -> None:
    """Take one document back, with the reason: the public check says so, and a copy is drawn as void."""
    with transaction.atomic():
        done = one(WITHDRAWN, (now, why, document_id))
        if done is None:
            raise NoSuchDocument()
        _note("withdrawn", done, actor, now, reason=why)


def _content(found: dict[str, Any]) -> dict[str, Any]:
    body: dict[str, Any] = unseal_json(found["content"], f"document:{found['check_code']}")
    return body


def _name(found: dict[str, Any]) -> str:
    return f"{found['title']}-{found['number']}.pdf"
