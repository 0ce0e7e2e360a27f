"""Opening files.  Whether one may is decided above: by the owner, or by who sees the case that holds it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PIL import Image

from onewindow.kernel.files import blobs, pictures, rendering, watermarks
from onewindow.kernel.files.sniffing import PDF
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.store.statements import one, rows
from onewindow.kernel.store.vault import vault

SCREEN = 1600  # pixels on the longer side of a preview
COLUMNS = "id, digest, owner_id, person_id, kind, name, size, type, pages, at"


class NoSuchFile(Refusal):
    """Not there, or not for this person: a stranger cannot tell which."""

    code = "no_such_file"
    status = 404
    words = "没有找到这个文件。它可能已经删除，或者您现在看不到它；请从办件页面重新打开。"


@dataclass(frozen=True, slots=True)
class About:
    """A file without its content; `cases` hold it."""

    id: str
    owner_id: int
    person_id: int | None
    kind: str
    name: str
    size: int
    type: str
    pages: int
    at: datetime
    cases: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A content to send: name for the download, type for the header."""

    name: str
    type: str
    content: bytes


def about(file_id: str) -> About | None:
    """What a file is and which cases hold it; None when there is no such file."""
    found = one(
        f"select {COLUMNS}, (select array_agg(a.case_id order by a.case_id) from ow_files_attachment a "
        "where a.file_id = f.id) as cases from ow_files_file f where id = %s",
        (file_id,),
    )
    if found is None:
        return None
    del found["digest"]
    return About(**{**found, "cases": tuple(found["cases"] or ())})


def named(ids: list[str]) -> dict[str, dict[str, Any]]:
    """Name, size, type and pages of several files, by id, for a page that lists them."""
    found = rows("select id, name, size, type, pages from ow_files_file where id = any(%s)", (ids,))
    return {row["id"]: row for row in found}


def open_file(file_id: str, *, may: bool) -> Opened:
    """The content as it is kept."""
    found = _found(file_id, may)
    return Opened(found["name"], found["type"], blobs.read(found["digest"]))


def thumbnail(file_id: str, *, may: bool) -> Opened:
    """A small WebP; a document of the house has none."""
    found = _found(file_id, may, ", thumb")
    if not found["thumb"]:
        raise NoSuchFile()
    return Opened("thumb.webp", "image/webp", vault().unseal(bytes(found["thumb"]), f"thumb:{file_id}".encode()))


def preview(file_id: str, *, may: bool, viewer: str, purpose: str, now: datetime, page: int = 1) -> Opened:
    """One page for the screen, with viewer, time and purpose drawn over it."""
    found = _found(file_id, may)
    content = blobs.read(found["digest"])
    if found["type"] == PDF:
        drawn = rendering.page_of(content, page, SCREEN * 3 // 4) if 1 <= page <= found["pages"] else None
        if drawn is None:
            raise NoSuchFile()
        content = drawn
    with Image.open(io.BytesIO(content)) as opened:
        opened.draft("RGB", (SCREEN, SCREEN))
        shown = pictures.on_white(opened.convert("RGBA") if "A" in opened.getbands() else opened)
    shown.thumbnail((SCREEN, SCREEN), Image.Resampling.LANCZOS)
    marked = watermarks.draw(shown, watermarks.words(viewer, purpose, now))
    return Opened("preview.jpg", "image/jpeg", watermarks.as_jpeg(marked))


def _found(file_id: str, may: bool, more: str = "") -> dict[str, Any]:
    found = one(f"select {COLUMNS}{more} from ow_files_file where id = %s", (file_id,)) if may else None
    if found is None:
        raise NoSuchFile()
    return found
