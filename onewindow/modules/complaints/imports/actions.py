"""Bringing a file in: good rows become complaints, bad ones are set aside and told, none is lost or taken twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from onewindow.kernel.cases import actions, drafts
from onewindow.kernel.cases.gate import NotFound
from onewindow.kernel.cases.sameness import OpenAlready
from onewindow.kernel.files.tables import Unreadable, lines_of
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.store.vault import seal_json, unseal_json
from onewindow.modules.complaints.complaint import COMPLAINT
from onewindow.modules.complaints.imports.columns import COLUMNS, NEEDED
from onewindow.modules.complaints.imports.reading import answers_of
from onewindow.modules.complaints.models import Batch, Incoming, Quarantined

MOST_BYTES, MOST_ROWS = 8_000_000, 1000


class NotYourImport(Refusal):
    """Only who may register a complaint brings a file of them in."""

    code = "not_your_import"
    status = 403
    words = "导入投诉由指挥室值班员、所队长或窗口民警来做。"


class Decided(Refusal):
    """The row has found its end."""

    code = "row_decided"
    status = 409
    words = "这一行已经处理过了，请刷新页面。"


def may_import(actor: Actor) -> bool:
    """Whether this actor may register complaints at all."""
    return any(entry.code == COMPLAINT.code for entry in drafts.reportable(actor))


def bring_in(content: bytes, name: str, *, actor: Actor, now: datetime) -> Batch:
    """One file, row by row, each in its own savepoint; the report is the batch."""
    if not may_import(actor):
        raise NotYourImport()
    if len(content) > MOST_BYTES:
        raise Unreadable(why="文件超过 8 MB")
    table = list(_rows(content))
    with transaction.atomic():
        assert actor.unit is not None
        batch = Batch.objects.create(
            name=name[:200], by=actor.id, by_name=actor.name, unit_path=actor.unit.unit_path, at=now
        )
        for nth, row in table:
            _one(batch, nth, row, actor, now)
        batch.save(update_fields=["filed", "already"])
    return batch


def put_right(row_id: int, given: dict[str, str], *, actor: Actor, now: datetime) -> str:
    """File a row that was set aside, as it is now; the number of its complaint.  BadAnswers while it is not right."""
    with transaction.atomic():
        held = _held(row_id, actor)
        row = {code: str(given.get(code, "")).strip() for code in COLUMNS}
        number, known = _filed(row, actor, now)
        _decide(held, "filed", actor, now, number=number, reason="已有" if known else "改正后收下")
    return number


def drop(row_id: int, reason: str, *, actor: Actor, now: datetime) -> None:
    """Leave a row out, with a reason; what it held is erased, that it was there stays."""
    if len(reason.strip()) < 4:
        raise BadAnswers({"reason": "请写明为什么不收，至少四个字"})
    with transaction.atomic():
        _decide(_held(row_id, actor), "dropped", actor, now, reason=reason.strip()[:500])


def content_of(held: Quarantined) -> dict[str, str]:
    """The cells of a row that was set aside."""
    found: dict[str, str] = unseal_json(held.row, _about(held.batch_id, held.nth))
    return found


def _rows(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    lines = lines_of(content)
    names = {title: code for code, title in COLUMNS.items()} | {code: code for code in COLUMNS}
    heading = [names.get(cell.strip(), "") for cell in next(lines, [])]
    if missing := [COLUMNS[code] for code in NEEDED if code not in heading]:
        raise Unreadable(why=f"缺少列 {'、'.join(missing)}")
    for nth, line in enumerate(lines, 2):
        if nth > MOST_ROWS + 1:
            raise Unreadable(why=f"超过 {MOST_ROWS} 行，请分成几个文件")
        if any(cell.strip() for cell in line):
            yield nth, {code: cell.strip() for code, cell in zip(heading, line, strict=False) if code}


def _one(batch: Batch, nth: int, row: dict[str, str], actor: Actor, now: datetime) -> None:
    try:
        with transaction.atomic():
            _, known = _filed(row, actor, now)
    except BadAnswers as refusal:
        Quarantined.objects.create(
            batch=batch, nth=nth, row=seal_json(row, _about(batch.id, nth)) or b"", errors=refusal.errors
        )
        return
    if known:
        batch.already += 1
    else:
        batch.filed += 1


def _filed(row: dict[str, str], actor: Actor, now: datetime) -> tuple[str, bool]:
    """The number of the complaint of this row, and whether it was there already."""
    answers, errors = answers_of(row, local_date(now))
    if errors:
        raise BadAnswers(errors)
    known = Incoming.objects.filter(source=answers["source"], source_number=answers["source_number"]).first()
    if known:
        return str(known.case.number), True
    try:
        with transaction.atomic():
            draft = drafts.open_draft(COMPLAINT.code, actor=actor, now=now, channel="api", answers=answers)
            actions.take("report", case_id=draft.id, actor=actor, now=now, case_type=COMPLAINT.code)
    except OpenAlready as refusal:
        return str(refusal.facts["other"]), True
    except BadAnswers:
        raise
    except Refusal as refusal:
        raise BadAnswers({"row": refusal.sentence}) from None
    know(answers, draft.id)
    return draft.number, False


def know(answers: dict[str, Any], case_id: int) -> None:
    """Remember under which number a source knows this complaint; said twice, kept once."""
    if answers.get("source_number"):
        Incoming.objects.get_or_create(
            source=answers["source"], source_number=answers["source_number"], defaults={"case_id": case_id}
        )


def _held(row_id: int, actor: Actor) -> Quarantined:
    held = Quarantined.objects.select_for_update().select_related("batch").filter(id=row_id).first()
    if held is None or not sees(held.batch, actor):
        raise NotFound()
    if held.state != "held":
        raise Decided()
    return held


def sees(batch: Batch, actor: Actor) -> bool:
    """Whether the batch was brought in by this actor, or within a unit whose complaints the actor registers."""
    return may_import(actor) and (
        batch.by == actor.id or any(batch.unit_path.startswith(held.unit_path) for held in actor.held)
    )


def _decide(held: Quarantined, state: str, actor: Actor, now: datetime, *, number: str = "", reason: str) -> None:
    held.state, held.number, held.reason = state, number, reason
    held.decided_by, held.decided_at, held.row = actor.id, now, b""
    held.save()


def _about(batch_id: int, nth: int) -> str:
    return f"complaints:row:{batch_id}:{nth}"
