"""What the clerk does in the capture zone: cards, papers, signatures, fingerprints elsewhere."""

from __future__ import annotations

import io
from datetime import datetime

from django.db import transaction
from PIL import Image

from onewindow.kernel.files.actions import Stored, put
from onewindow.kernel.files.pictures import Unreadable
from onewindow.kernel.files.queries import open_file
from onewindow.kernel.files.rendering import page_of
from onewindow.kernel.files.sniffing import PDF
from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.people.actor import Actor
from onewindow.kernel.store.vault import seal_text
from onewindow.modules.windows.capture import devices, ocr, printed, scans
from onewindow.modules.windows.capture.bundles import (
    add_piece,
    bundle_of,
    line,
    must_have_come,
    piece_in,
    visit_for,
)
from onewindow.modules.windows.capture.checks import as_kept, good
from onewindow.modules.windows.capture.devices import CardReader
from onewindow.modules.windows.models import Piece, Value

MOST_LOOSE = 2000  # files of one clerk in seven days that no case holds: 50 visits a day with 5 pieces each
BIG_ENOUGH = 1600  # pixels of a PDF's first page when it is judged and read
LEAST_REASON = 4  # characters


def seal(piece_id: int, field: str, text: str) -> bytes:
    """A value as it lies in the table, bound to its piece and field."""
    sealed = seal_text(text, f"capture:{piece_id}:{field}")
    assert sealed is not None
    return sealed


def keep(data: bytes, name: str, person_id: int | None, *, actor: Actor, now: datetime) -> Stored:
    """A picture or paper with the kernel's files, for whoever of the visit it is."""
    return put(data, name=name, actor_id=actor.id, now=now, person_id=person_id, most_loose=MOST_LOOSE)


def picture_of(file_id: str) -> Image.Image:
    """The kept picture, or the first page of a kept PDF."""
    opened = open_file(file_id, may=True)
    content = page_of(opened.content, 1, BIG_ENOUGH) if opened.type == PDF else opened.content
    if content is None:
        raise Unreadable()
    with Image.open(io.BytesIO(content)) as picture:
        return picture.convert("RGB")


def read_card(*, ticket_id: int, person_id: int | None, reader: CardReader, actor: Actor, now: datetime) -> Piece:
    """Take what the reader reads; a person confirms it afterwards."""
    visit = visit_for(ticket_id, actor)
    must_have_come(visit, person_id)
    values = reader.read().values()
    with transaction.atomic():
        bundle = bundle_of(visit, actor=actor, now=now)
        piece = add_piece(bundle, person_id=person_id, kind="card", device=reader.name, good=True, actor=actor, now=now)
        _add(piece, [printed.Found(field, text, 1.0) for field, text in values.items() if text], "card", now)
        line(visit, f"采集：身份证读卡（{reader.name}）", actor=actor, now=now)
    return piece


def write_down(*, ticket_id: int, person_id: int | None, values: dict[str, str], actor: Actor, now: datetime) -> Piece:
    """Values typed from a paper that no device could read; confirmed like all others."""
    visit = visit_for(ticket_id, actor)
    must_have_come(visit, person_id)
    found = [printed.Found(field, text.strip(), 1.0) for field, text in values.items() if text.strip()]
    if not found or any(one.field not in printed.FIELDS for one in found):
        raise BadAnswers({"name": "请至少填一项"})
    with transaction.atomic():
        bundle = bundle_of(visit, actor=actor, now=now)
        piece = add_piece(
            bundle, person_id=person_id, kind="card", title="typed", device="手工填写", good=True, actor=actor, now=now
        )
        _add(piece, found, "typed", now)
        line(visit, "采集：手工填写", actor=actor, now=now)
    return piece


def add_scan(
    *,
    ticket_id: int,
    person_id: int | None,
    paper: str,
    data: bytes,
    name: str,
    device: str,
    actor: Actor,
    now: datetime,
) -> Piece:
    """Keep a picture of a paper with what its checks say; a bad one is kept too, and says so."""
    visit = visit_for(ticket_id, actor)
    must_have_come(visit, person_id)
    stored = keep(data, name, person_id, actor=actor, now=now)
    kept = as_kept(scans.judged(picture_of(stored.id)))
    with transaction.atomic():
        bundle = bundle_of(visit, actor=actor, now=now)
        piece = add_piece(
            bundle, person_id=person_id, kind="scan", title=paper, device=device, file_id=stored.id, digest=stored.id,
            quality=kept, good=good(kept), actor=actor, now=now,
        )  # fmt: skip
        line(visit, "采集：材料扫描" + ("" if piece.good else "（质量待核）"), actor=actor, now=now)
    return piece


def keep_anyway(*, ticket_id: int, piece_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """A clerk looks, finds it usable, and says why."""
    if len(reason.strip()) < LEAST_REASON:
        raise BadAnswers({"reason": "请写明为什么这张也能用，至少四个字"})
    visit = visit_for(ticket_id, actor)
    with transaction.atomic():
        piece = piece_in(bundle_of(visit, actor=actor, now=now), piece_id)
        Piece.objects.filter(id=piece.id).update(kept_anyway=reason.strip()[:200])
        line(visit, "采集：质量不够仍然采用，已说明理由", actor=actor, now=now)


def read_scan(*, ticket_id: int, piece_id: int, actor: Actor, now: datetime) -> int:
    """Read the print of a kept paper into values to be confirmed; how many.  The model runs outside any lock."""
    visit = visit_for(ticket_id, actor)
    with transaction.atomic():
        piece = piece_in(bundle_of(visit, actor=actor, now=now), piece_id)
    out = io.BytesIO()
    picture_of(piece.file_id).save(out, "JPEG", quality=92)
    found = printed.fields_of(piece.title, ocr.lines_of(out.getvalue()), today=local_date(now))
    with transaction.atomic():
        piece = piece_in(bundle_of(visit, actor=actor, now=now), piece_id)
        piece.values.filter(confirmed_at__isnull=True).delete()
        settled = set(piece.values.values_list("field", flat=True))
        _add(piece, [one for one in found if one.field not in settled], "ocr", now)
        line(visit, f"采集：文字识别 {len(found)} 项，待核对", actor=actor, now=now)
    return len(found)


def sign(*, ticket_id: int, person_id: int | None, data: bytes, typed: str, actor: Actor, now: datetime) -> Piece:
    """A signature drawn on the pad; where there is none, or the hand cannot, the name typed instead."""
    visit = visit_for(ticket_id, actor)
    must_have_come(visit, person_id)
    if not data and not typed.strip():
        raise BadAnswers({"signature": "请手写签字，或者键入姓名"})
    stored = keep(data, "signature.png", person_id, actor=actor, now=now) if data else None
    device = devices.DRAWN_SIGNATURE if stored else devices.TYPED_SIGNATURE
    with transaction.atomic():
        bundle = bundle_of(visit, actor=actor, now=now)
        file_id = stored.id if stored else ""
        piece = add_piece(
            bundle, person_id=person_id, kind="signature", device=device, file_id=file_id, digest=file_id, good=True,
            actor=actor, now=now,
        )  # fmt: skip
        if not stored:
            sealed = seal(piece.id, "signature", typed.strip()[:50])
            Value.objects.create(
                piece=piece, field="signature", sealed=sealed, source="typed", confirmed_by=actor.id, confirmed_at=now
            )
        line(visit, f"采集：签字（{device}）", actor=actor, now=now)
    return piece


def note_fingerprints(*, ticket_id: int, person_id: int | None, actor: Actor, now: datetime) -> Piece:
    """Fingerprints were taken on the department's own device: that they were, and nothing else, is kept."""
    visit = visit_for(ticket_id, actor)
    must_have_come(visit, person_id)
    with transaction.atomic():
        bundle = bundle_of(visit, actor=actor, now=now)
        piece = add_piece(
            bundle, person_id=person_id, kind="fingerprint", device=devices.ELSEWHERE, good=True, actor=actor, now=now
        )
        line(visit, "采集：指纹已在专用设备上采集，本系统不存", actor=actor, now=now)
    return piece


def _add(piece: Piece, found: list[printed.Found], source: str, now: datetime) -> None:
    Value.objects.bulk_create(
        Value(
            piece=piece,
            field=one.field,
            sealed=seal(piece.id, one.field, one.value),
            source=source,
            sure=None if source == "typed" else one.sure,
            checked=one.checked or printed.rule_of(one.field, one.value, today=local_date(now)),
        )
        for one in found
    )
