"""A ruler of thousandths along the edges of a picture, so that marks can be typed without a script.  Pure."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont

COLOUR = (31, 78, 140)


def ruled(jpeg: bytes) -> bytes:
    """The JPEG with ticks every 50 and numbers every 100, from the left and from the top."""
    with Image.open(io.BytesIO(jpeg)) as opened:
        picture = opened.convert("RGB")
    pen, (wide, high) = ImageDraw.Draw(picture), picture.size
    size = max(10, min(wide, high) // 40)
    font = ImageFont.load_default(size)
    for mark in range(50, 1000, 50):
        long = size * (2 if mark % 100 == 0 else 1) // 2
        x, y = wide * mark // 1000, high * mark // 1000
        pen.line((x, 0, x, long), COLOUR, 2)
        pen.line((0, y, long, y), COLOUR, 2)
        if mark % 100 == 0:
            pen.text((x + 3, 2), str(mark), COLOUR, font)
            pen.text((long + 2, y - size // 2), str(mark), COLOUR, font)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()
