"""Pictures come out upright, clean and within bounds."""

import io
import struct
import zlib

import pytest
from PIL import Image

from onewindow.kernel.files.pictures import LONGEST_SIDE, THUMB_SIDE, TooManyPixels, Unreadable, clean
from onewindow.kernel.files.sniffing import JPEG, PNG, WEBP
from onewindow.kernel.files.tests.conftest import located_photo, picture


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def png_of_size(width: int, height: int) -> bytes:
    """A header that promises this many pixels, and a few bytes of nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack("!I", len(body)) + kind + body + struct.pack("!I", zlib.crc32(kind + body))

    head = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


def test_the_place_the_camera_and_the_comment_are_gone():
    before = located_photo()
    assert b"SecretCamera" in before and b"private words" in before
    after = clean(before, JPEG).content
    assert b"SecretCamera" not in after and b"private words" not in after and b"Exif" not in after
    assert not opened(after).getexif() and "comment" not in opened(after).info


def test_a_photo_taken_sideways_stands_upright():
    cleaned = clean(located_photo(), JPEG)
    assert (cleaned.width, cleaned.height) == (400, 600)
    assert opened(cleaned.content).size == (400, 600)


@pytest.mark.parametrize(("fmt", "type_"), [("JPEG", JPEG), ("PNG", PNG), ("WEBP", WEBP)])
def test_each_kind_of_picture_stays_its_kind(fmt, type_):
    assert opened(clean(picture(fmt), type_).content).format == fmt


def test_a_transparent_signature_stays_transparent_and_its_thumbnail_is_on_white():
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(out, "PNG")
    cleaned = clean(out.getvalue(), PNG)
    assert opened(cleaned.content).mode == "RGBA"
    assert opened(cleaned.thumb).convert("RGB").getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_scans_in_other_colours_are_taken(mode):
    assert clean(picture(mode=mode), JPEG).width == 640


def test_a_bomb_is_refused_before_it_is_opened():
    bomb = png_of_size(30_000, 30_000)
    assert len(bomb) < 200
    with pytest.raises(TooManyPixels):
        clean(bomb, PNG)


def test_a_picture_just_over_forty_million_pixels_is_told_its_size():
    with pytest.raises(TooManyPixels) as refused:
        clean(png_of_size(8_000, 5_001), PNG)
    assert "8000×5001" in refused.value.sentence


def test_a_large_scan_is_brought_to_a_side_that_loses_nothing():
    cleaned = clean(picture(size=(6000, 3000)), JPEG)
    assert (cleaned.width, cleaned.height) == (LONGEST_SIDE, 2000)


def test_half_a_picture_is_refused():
    with pytest.raises(Unreadable):
        clean(picture(size=(2000, 2000))[:9000], JPEG)


@pytest.mark.parametrize("tail", [b"", b"\0" * 100, b"\xff" * 100])
def test_a_header_without_a_picture_is_refused(tail):
    for start, type_ in ((b"\xff\xd8\xff\xe0", JPEG), (b"\x89PNG\r\n\x1a\n", PNG), (b"RIFF\x10\0\0\0WEBP", WEBP)):
        with pytest.raises(Unreadable):
            clean(start + tail, type_)


def test_what_is_glued_behind_a_picture_does_not_survive():
    assert b"<?php" not in clean(picture() + b"<?php evil()", JPEG).content


def test_the_thumbnail_is_small():
    small = clean(picture(size=(3000, 2000)), JPEG).thumb
    assert max(opened(small).size) == THUMB_SIDE and len(small) < 20_000
