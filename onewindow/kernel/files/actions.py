"""Keeping files: checked, cleaned, sealed; held by cases; swept when nobody holds them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePosixPath

from django.db import transaction
from PIL import Image

from onewindow.kernel.files import blobs, pdfs, pictures, rendering, scanner
from onewindow.kernel.files.sniffing import ENDINGS, PDF, remark, sniff
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.store.statements import execute, one, rows
from onewindow.kernel.store.vault import search_hash, vault

MOST_BYTES = 10 * 1024 * 1024
MOST_LOOSE = 100  # uploads of one account that no case holds yet
ORPHAN_AFTER = timedelta(days=7)
INSERT = """
insert into ow_files_file (id, digest, owner_id, person_id, kind, name, size, type, pages, thumb, at)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
on conflict (id) do update set at = excluded.at, name = excluded.name
"""
HELD = (
    "exists (select 1 from ow_files_attachment a where a.file_id = f.id) "
    "or exists (select 1 from ow_files_paper p where p.file_id = f.id)"
)


class TooLarge(Refusal):
    """More than 10 MB."""

    code = "file_size"
    status = 413
    words = "文件有 {size} MB，最多收 10 MB。图片请缩小或重新拍；PDF 请分成几份，或者扫描时选低一些的清晰度。"


class Empty(Refusal):
    """No bytes."""

    code = "file_empty"
    words = "文件是空的，没有内容。请在您的设备上打开看看，再传一次。"


class TooManyLoose(Refusal):
    """An account heaps up uploads that no case uses."""

    code = "file_too_many"
    status = 429
    words = "您有 {count} 个上传了还没有用到的文件。请先提交正在填的申请，没用到的文件 7 天后自动清除。"


@dataclass(frozen=True, slots=True)
class Stored:
    """A kept file; `remark` is a sentence to show, when its name was not quite right."""

    id: str
    name: str
    type: str
    size: int
    pages: int = 1
    remark: str = ""


def put(
    data: bytes,
    *,
    name: str,
    actor_id: int,
    now: datetime,
    person_id: int | None = None,
    most_loose: int | None = None,
) -> Stored:
    """Keep an upload.  Refuses what is too large, infected, lying, broken, active or not taken at all.

    `most_loose`: uploads of this account that no case holds; a counter that takes papers for everybody has more.
    """
    if not data:
        raise Empty()
    if len(data) > MOST_BYTES:
        raise TooLarge(size=f"{len(data) / 1048576:.1f}")
    scanner.scan(data)
    type_ = sniff(data, name)
    clean = _paper(data) if type_ == PDF else _picture(data, type_)
    plain = _plain_name(name, type_)
    with transaction.atomic():
        _not_too_many(actor_id, most_loose or MOST_LOOSE)
        id_ = _keep(clean, name=plain, type_=type_, kind="upload", owner_id=actor_id, person_id=person_id, now=now)
    return Stored(id_, plain, type_, len(clean.content), clean.pages, remark(name, type_))


@dataclass(frozen=True, slots=True)
class _Clean:
    """What is kept of an upload."""

    content: bytes
    pages: int = 1
    thumb: bytes | None = None


def _paper(data: bytes) -> _Clean:
    pages = pdfs.check(data)
    drawn = rendering.page_of(data, 1, pictures.THUMB_SIDE)
    if drawn is None:
        raise pictures.Unreadable()
    with Image.open(io.BytesIO(drawn)) as first:
        return _Clean(data, pages, pictures.thumb_of(first))


def _picture(data: bytes, type_: str) -> _Clean:
    cleaned = pictures.clean(data, type_)
    return _Clean(cleaned.content, thumb=cleaned.thumb)


def keep(content: bytes, *, name: str, case_id: int, person_id: int | None, pages: int, now: datetime) -> str:
    """Keep a PDF that the house itself has made for a case; its id."""
    made = _Clean(content, pages)
    with transaction.atomic():
        id_ = _keep(made, name=name, type_=PDF, kind="document", owner_id=0, person_id=person_id, now=now)
        attach([id_], case_id=case_id, now=now)
    return id_


def _keep(
    clean: _Clean, *, name: str, type_: str, kind: str, owner_id: int, person_id: int | None, now: datetime
) -> str:
    digest = blobs.digest_of(clean.content)
    id_ = search_hash("file", f"{owner_id}:{digest}")
    _hold(digest)
    blobs.write(clean.content)
    small = vault().seal(clean.thumb, f"thumb:{id_}".encode()) if clean.thumb else None
    size = len(clean.content)
    execute(INSERT, (id_, digest, owner_id, person_id, kind, name, size, type_, clean.pages, small, now))
    return id_


def attach(ids: Iterable[str], *, case_id: int, now: datetime) -> None:
    """The case holds these files from now on."""
    for id_ in ids:
        execute(
            "insert into ow_files_attachment (file_id, case_id, at) select id, %s, %s from ow_files_file "
            "where id = %s on conflict do nothing",
            (case_id, now, id_),
        )


def release(case_id: int, ids: Iterable[str] | None = None) -> None:
    """The draft no longer holds these uploads (all of them when not named); the sweep takes what nobody holds."""
    sql = (
        "delete from ow_files_attachment a using ow_files_file f where f.id = a.file_id and f.kind = 'upload' "
        "and a.case_id = %s"
    )
    if ids is None:
        execute(sql, (case_id,))
    else:
        execute(sql + " and a.file_id = any(%s)", (case_id, list(ids)))


def destroy(file_id: str) -> None:
    """Take a file away for good, whoever holds it; its content goes when no other file has the same."""
    with transaction.atomic():
        found = one("select digest from ow_files_file where id = %s for update", (file_id,))
        if found is None:
            return
        _hold(found["digest"])
        execute("delete from ow_files_attachment where file_id = %s", (file_id,))
        execute("delete from ow_files_paper where file_id = %s", (file_id,))
        execute("delete from ow_files_file where id = %s", (file_id,))
        if not one("select 1 as other from ow_files_file where digest = %s", (found["digest"],)):
            transaction.on_commit(lambda: _remove_unheld(found["digest"]))


def clean_up(*, now: datetime) -> int:
    """Remove uploads that nobody holds after seven days, and content without a file; how many went."""
    before = now - ORPHAN_AFTER
    loose = rows(f"select f.id from ow_files_file f where f.at < %s and not ({HELD})", (before,))
    for row in loose:
        destroy(row["id"])
    strays = 0
    for name in list(blobs.older_than(before)):
        strays += blobs.drop_unfinished(name) or _remove_unheld(name)
    return len(loose) + strays


def _remove_unheld(digest: str) -> bool:
    with transaction.atomic():
        _hold(digest)
        if one("select 1 as held from ow_files_file where digest = %s", (digest,)):
            return False
        blobs.remove(digest)
        return True


def _hold(digest: str) -> None:
    """Only one transaction at a time writes or removes a content."""
    execute("select pg_advisory_xact_lock(hashtextextended(%s, 1))", (digest,))


def _not_too_many(owner_id: int, most: int) -> None:
    found = one(f"select count(*) as n from ow_files_file f where f.owner_id = %s and not ({HELD})", (owner_id,))
    if found and found["n"] >= most:
        raise TooManyLoose(count=found["n"])


def _plain_name(name: str, type_: str) -> str:
    """The last part of the name, without control characters, with the ending of what it is."""
    last = re.split(r"[/\\]", name)[-1]
    stem = "".join(c for c in PurePosixPath(last).stem if c.isprintable()).strip(" .")[:80]
    return f"{stem or '文件'}{ENDINGS[type_]}"
