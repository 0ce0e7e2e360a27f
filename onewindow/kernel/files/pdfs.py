"""PDFs: taken as paper, refused as programs.

A PDF may carry scripts, start programs and hide other files.  The names of such objects are looked
for in the whole file and inside every object stream, with `#xx` escapes undone; an object stream that
cannot be looked into is refused too.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from onewindow.kernel.ground.refusal import Refusal

MOST_INFLATED = 32 * 1024 * 1024
MOST_PAGES = 200
ACTIVE = {
    b"JavaScript": "脚本",
    b"Launch": "启动程序的动作",
    b"EmbeddedFile": "夹带的文件",
    b"EmbeddedFiles": "夹带的文件",
    b"RichMedia": "多媒体",
    b"XFA": "动态表单",
    b"SubmitForm": "向外发送的表单",
    b"ImportData": "导入数据的动作",
    b"GoToE": "夹带的文件",
    b"Rendition": "多媒体",
}
NAMED = re.compile(rb"/(" + b"|".join(sorted(ACTIVE, reverse=True)) + rb")(?=[\s/<>\[\]()%{}]|$)")
ESCAPED = re.compile(rb"#([0-9a-fA-F]{2})")
STREAM = re.compile(rb"stream\r?\n")
PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")


class ActivePdf(Refusal):
    """Facts: `what` was found."""

    code = "pdf_active"
    words = "这份 PDF 里有{what}，为安全起见没有收。请用“打印 → 另存为 PDF”重新生成一份，或者拍照上传。"


class LockedPdf(Refusal):
    """Encrypted: nobody could look into it, the clerk neither."""

    code = "pdf_locked"
    words = "这份 PDF 加了密码，窗口打不开。请去掉密码，或者用“打印 → 另存为 PDF”重新生成一份再传。"


class OpaquePdf(Refusal):
    """Packed in a way that cannot be checked, or a bomb."""

    code = "pdf_opaque"
    words = "这份 PDF 的内部结构检查不了，没有收。请用“打印 → 另存为 PDF”重新生成一份，或者拍照上传。"


class TooManyPages(Refusal):
    """More pages than a paper has."""

    code = "pdf_pages"
    status = 413
    words = "这份 PDF 有 {pages} 页，最多收 200 页。请只传需要的那几页。"


def check(data: bytes) -> int:
    """Refuse active, locked and opaque PDFs; the number of pages."""
    plain = _unescaped(data)
    _refuse_active(plain)
    if re.search(rb"/Encrypt(?=[\s/<\[])", plain):
        raise LockedPdf()
    if b"%%EOF" not in data[-2048:] and b"startxref" not in data[-2048:]:
        raise OpaquePdf()
    pages, left = len(PAGE.findall(plain)), MOST_INFLATED
    for packed in _object_streams(data):
        inside = _unescaped(_inflated(packed, left))
        left -= len(inside)
        _refuse_active(inside)
        pages += len(PAGE.findall(inside))
    if pages > MOST_PAGES:
        raise TooManyPages(pages=pages)
    return max(pages, 1)


def _refuse_active(plain: bytes) -> None:
    found = NAMED.search(plain)
    if found:
        raise ActivePdf(what=ACTIVE[found[1]])


def _unescaped(data: bytes) -> bytes:
    """Names with their escapes undone: `/J#61vaScript` is `/JavaScript`."""
    return ESCAPED.sub(lambda two: bytes([int(two[1], 16)]), data)


def _object_streams(data: bytes) -> Iterator[bytes]:
    """The body of each stream that holds objects.

    What stands between one `stream` keyword and the next counts as the dictionary of the next, so that
    a keyword hidden in a string or comment can only lead to a refusal, never to a stream unseen.
    """
    seen = 0
    for mark in STREAM.finditer(data):
        about = _unescaped(data[seen : mark.start()])
        seen = mark.end()
        end = data.find(b"endstream", seen)
        body = data[seen : end if end > 0 else len(data)]
        if b"ObjStm" in about:
            if b"/Predictor" in about:
                raise OpaquePdf()
            yield body
        elif b"/First" in about and body[:1] == b"x":
            yield body  # some readers ask for /First alone; 0x78 begins every deflate stream


def _inflated(packed: bytes, most: int) -> bytes:
    """The content of an object stream; anything but plain deflate is refused."""
    inflate = zlib.decompressobj()
    try:
        inside = inflate.decompress(packed, max(most, 1))
    except zlib.error:
        raise OpaquePdf() from None
    if inflate.unconsumed_tail or not inflate.eof:
        raise OpaquePdf()
    return inside
