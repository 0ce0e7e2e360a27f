"""A folder for content that is thrown away after each test, and files to upload."""

from __future__ import annotations

import io
import zlib
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

NOW = datetime(2026, 11, 20, 10, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


def picture(fmt: str = "JPEG", size: tuple[int, int] = (640, 480), mode: str = "RGB", **saved) -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize(size).convert(mode).save(out, fmt, **saved)
    return out.getvalue()


def located_photo() -> bytes:
    """A photo taken sideways, with the place where it was taken, a comment and a camera."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (31.0, 46.0, 12.0)
    return picture(size=(600, 400), exif=exif.tobytes(), comment=b"private words")


def pdf(*objects: bytes, trailer: bytes = b"", page: bytes = b"") -> bytes:
    """A small true PDF with one page, and further objects."""
    body = [
        b"<</Type/Catalog/Pages 2 0 R" + trailer + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R" + page + b">>",
        b"<</Length 33>>stream\n0 0 1 rg 100 100 200 300 re f     \nendstream",
        *objects,
    ]
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(body, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(body) + 1)
    out += b"".join(b"%010d 00000 n \n" % at for at in offsets)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(body) + 1, start)
    return bytes(out)


def packed(inside: bytes, words: bytes = b"/Type/ObjStm/N 1/First 4") -> bytes:
    """An object stream."""
    body = zlib.compress(inside)
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n" % (words, len(body)) + body + b"\nendstream"
