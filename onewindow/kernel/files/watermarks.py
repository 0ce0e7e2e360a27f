"""Who looked, when and what for, drawn over what is shown."""

from __future__ import annotations

import io
import json
import tempfile
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from onewindow.kernel.files.rendering import folder
from onewindow.kernel.files.typesetting import SANS, compiler
from onewindow.kernel.ground.local_time import local

SLANT = 24
SHADE, STRENGTH = (120, 20, 20), 84
OVER = """#let told = json(bytes(sys.inputs.told))
#set page(width: 595.28pt, height: 841.89pt, margin: 0pt)
#set text(font: "Noto Sans SC", lang: "zh")
#let mark = text(size: 11pt, fill: rgb(120, 20, 20, 62), told.words)
#for n in range(1, told.pages + 1) {
  page(background: image("paper.pdf", page: n, width: 100%, height: 100%),
    foreground: place(top + left, for row in range(0, 9) {
      place(dx: if calc.odd(row) { -110pt } else { 10pt }, dy: 20pt + row * 100pt,
        rotate(-24deg, origin: left, box(width: 1800pt, ((mark,) * 3).join(h(70pt)))))
    }))[]
}
"""


def words(viewer: str, purpose: str, now: datetime) -> str:
    """The line of a watermark."""
    return f"{viewer} {local(now):%Y-%m-%d %H:%M} 仅用于{purpose}"


@lru_cache(maxsize=8)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(SANS), size)


def draw(picture: Image.Image, line: str) -> Image.Image:
    """Draw the line over an RGB picture, again and again, light enough to read through."""
    size = max(14, min(picture.size) // 34)
    font = _font(size)
    _, _, right, bottom = font.getbbox(line)
    tile = Image.new("L", (int(right) + size * 4, int(bottom) + size * 5), 0)
    ImageDraw.Draw(tile).text((size, size * 2), line, font=font, fill=STRENGTH)
    reach = int((picture.width**2 + picture.height**2) ** 0.5) + 1
    sheet = Image.new("L", (reach, reach), 0)
    for row, y in enumerate(range(0, reach, tile.height)):
        for x in range(-(row % 2) * tile.width // 2, reach, tile.width):
            sheet.paste(tile, (x, y))
    sheet = sheet.rotate(SLANT, Image.Resampling.BILINEAR)
    left, top = (reach - picture.width) // 2, (reach - picture.height) // 2
    picture.paste(SHADE, mask=sheet.crop((left, top, left + picture.width, top + picture.height)))
    return picture


def draw_on_pdf(pdf: bytes, pages: int, line: str, now: datetime) -> bytes:
    """A PDF of our own making (A4) with the line over every page."""
    with tempfile.TemporaryDirectory(dir=folder()) as root:
        Path(root, "paper.pdf").write_bytes(pdf)
        Path(root, "over.typ").write_text(OVER, encoding="utf-8")
        drawn = compiler().compile(
            input=f"{root}/over.typ",
            root=root,
            format="pdf",
            timestamp=int(now.timestamp()),
            sys_inputs={"told": json.dumps({"words": line, "pages": pages})},
        )
    assert isinstance(drawn, bytes)
    return drawn


def as_jpeg(picture: Image.Image) -> bytes:
    """JPEG for the screen."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82)
    return out.getvalue()
