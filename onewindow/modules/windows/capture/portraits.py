"""A portrait: taken, marked by the clerk, cut to size and checked; or an earlier one used again."""

from __future__ import annotations

import io
from datetime import date, datetime

from django.db import transaction
from PIL import Image

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.capture import portrait
from onewindow.modules.windows.capture.actions import keep, picture_of
from onewindow.modules.windows.capture.bundles import NoSuchPiece, add_piece, bundle_of, line, must_have_come, visit_for
from onewindow.modules.windows.capture.checks import as_kept, good
from onewindow.modules.windows.capture.portrait import Marks
from onewindow.modules.windows.capture.queries import confirmed_birth
from onewindow.modules.windows.capture.reuse import ITEMS, KINDS, Photo, reusable
from onewindow.modules.windows.models import Bundle, Piece
from onewindow.modules.windows.values import values

QUALITY = 92  # of the JPEG that is kept
RULER = 1000  # marks are told in thousandths of the picture's width and height
UNMARKED = {
    "marked": {
        "ok": False,
        "title": "标记",
        "value": "还没有",
        "wanted": "五条线",
        "words": "请标出头顶、脸颊、眼睛、下巴",
    }
}


class NoReuse(Refusal):
    """The rule does not let an earlier photo be used."""

    code = "no_photo_reuse"
    status = 409
    words = "这次不能复用以前的照片：{why}。请现场拍照，或者核对日期后再试。"


class NoBirthday(Refusal):
    """Nobody has confirmed when the person was born."""

    code = "no_birthday"
    status = 409
    words = "还不知道年龄，不能判断能不能复用照片。请先读卡，或者核对出生日期。"


def add_portrait(
    *, ticket_id: int, person_id: int | None, data: bytes, device: str, actor: Actor, now: datetime
) -> Piece:
    """Keep the picture as it came; it is no portrait until it is marked."""
    visit = visit_for(ticket_id, actor)
    must_have_come(visit, person_id)
    stored = keep(data, "portrait.jpg", person_id, actor=actor, now=now)
    with transaction.atomic():
        bundle = bundle_of(visit, actor=actor, now=now)
        piece = add_piece(
            bundle, person_id=person_id, kind="portrait", device=device, file_id=stored.id, digest=stored.id,
            quality=UNMARKED, actor=actor, now=now,
        )  # fmt: skip
        line(visit, "采集：拍照，待标记", actor=actor, now=now)
    return piece


def mark(*, ticket_id: int, piece_id: int, marks: Marks, actor: Actor, now: datetime) -> Piece:
    """Cut 358×441 by the clerk's marks (in thousandths of the picture) and keep that with its checks."""
    fault = portrait.sensible(marks)
    if fault or max(marks.right, marks.chin) > RULER:
        raise BadAnswers({"marks": fault or "标记要在照片里（0 到 1000）"})
    visit = visit_for(ticket_id, actor)
    with transaction.atomic():
        source = source_in(bundle_of(visit, actor=actor, now=now), piece_id)
    picture = picture_of(source.file_id)
    made, checks = _cut(picture, _pixels(marks, picture))
    out = io.BytesIO()
    made.save(out, "JPEG", quality=QUALITY, dpi=(350, 350))
    stored = keep(out.getvalue(), "portrait-358x441.jpg", source.person_id, actor=actor, now=now)
    with transaction.atomic():
        bundle = bundle_of(visit, actor=actor, now=now)
        source_in(bundle, piece_id)
        piece = add_piece(
            bundle, person_id=source.person_id, kind="portrait", device=source.device, file_id=stored.id,
            digest=stored.id, quality=checks, good=good(checks), actor=actor, now=now,
        )  # fmt: skip
        line(visit, "采集：照片" + ("合格" if piece.good else "不合格，要重拍"), actor=actor, now=now)
    return piece


def use_again(
    *,
    ticket_id: int,
    person_id: int,
    kind: str,
    made: date,
    resembles: bool,
    changed: bool,
    actor: Actor,
    now: datetime,
) -> Piece:
    """No photo is taken: the one of an earlier document serves, when the rule says so (`reuse`)."""
    visit = visit_for(ticket_id, actor)
    must_have_come(visit, person_id)
    born = confirmed_birth(ticket_id, person_id)
    if born is None:
        raise NoBirthday()
    photo, today = Photo(kind, made, resembles, changed), local_date(now)
    item = next((code for code in visit.ticket.items if code in ITEMS), "")
    verdict = reusable([photo], item=item, born=born, on=today, values=values(now))
    if verdict.photo is None:
        raise NoReuse(why="；".join(verdict.why))
    told = {
        "reused": {
            "ok": True,
            "title": KINDS[kind],
            "value": made.isoformat(),
            "wanted": "60 周岁以上免拍免交",
            "words": "",
        }
    }
    with transaction.atomic():
        bundle = bundle_of(visit, actor=actor, now=now)
        piece = add_piece(
            bundle, person_id=person_id, kind="portrait", device=f"复用{KINDS[kind]}", quality=told, good=True,
            actor=actor, now=now,
        )  # fmt: skip
        line(visit, f"采集：复用{KINDS[kind]}，免拍", actor=actor, now=now)
    return piece


def source_in(bundle: Bundle, piece_id: int) -> Piece:
    """The picture as it came, to be marked once more: only the last one taken of that person."""
    taken = bundle.pieces.filter(kind="portrait", quality__has_key="marked").exclude(file_id="")
    found = taken.filter(id=piece_id).first()
    if found is None or taken.filter(person_id=found.person_id, id__gt=found.id).exists():
        raise NoSuchPiece()
    return found


def _pixels(marks: Marks, picture: Image.Image) -> Marks:
    wide, high = picture.width / RULER, picture.height / RULER
    return Marks(marks.crown * high, marks.left * wide, marks.right * wide, marks.eyes * high, marks.chin * high)


def _cut(picture: Image.Image, marks: Marks) -> tuple[Image.Image, dict[str, dict[str, object]]]:
    """A picture of the right size is judged as it is; any other is cut by its marks."""
    if picture.size == (portrait.WIDTH, portrait.HEIGHT):
        return picture, as_kept([*portrait.measured(marks), *portrait.looked_at(picture)])
    crop = portrait.crop_for(marks)
    made = portrait.cut(picture, crop)
    checks = [*portrait.measured(portrait.moved(marks, crop)), *portrait.within(crop, picture.size)]
    return made, as_kept([*checks, *portrait.looked_at(made)])
