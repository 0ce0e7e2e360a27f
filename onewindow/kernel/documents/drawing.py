"""Typesetting a document: a template, its data as JSON, and nothing else."""

from __future__ import annotations

import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from PIL import Image

from onewindow.kernel.documents.chinese import breakable
from onewindow.kernel.documents.numbers import in_groups
from onewindow.kernel.files.pictures import on_white
from onewindow.kernel.files.queries import NoSuchFile, open_file
from onewindow.kernel.files.typesetting import compiler

TEMPLATES = Path(__file__).parent / "templates"
QR_MASK = 2  # any mask reads; trying all eight takes as long as setting the page
PRINTED = ("paras", "rows", "blocks", "lists", "after")
PORTRAIT = (358, 441)  # 26 mm × 32 mm at 350 dpi, as on an identity card


def draw(content: dict[str, Any], at: datetime) -> bytes:
    """The PDF (PDF/A-2b) of this content; the same content and instant give the same bytes."""
    drawn = compiler().compile(
        input=_source(content),
        root=str(TEMPLATES),
        format="pdf",
        pdf_standards="a-2b",
        timestamp=int(at.timestamp()),
        sys_inputs=_inputs(content),
    )
    assert isinstance(drawn, bytes)
    return drawn


def look(content: dict[str, Any], at: datetime, ppi: float = 96) -> list[bytes]:
    """PNG pictures of the pages, for tests and for the eye."""
    drawn = compiler().compile(
        input=_source(content),
        root=str(TEMPLATES),
        format="png",
        ppi=ppi,
        timestamp=int(at.timestamp()),
        sys_inputs=_inputs(content),
    )
    return [drawn] if isinstance(drawn, bytes) else list(drawn or [])


def check_url(code: str) -> str:
    """The public address at which a document is checked."""
    return f"{getattr(settings, 'PUBLIC_URL', '').rstrip('/')}/check/{code}"


def _source(content: dict[str, Any]) -> str:
    name = content["template"]
    assert name.isidentifier()
    return str(TEMPLATES / f"{name}.typ")


def _inputs(content: dict[str, Any]) -> dict[str, str]:
    """Text only: nothing of the data is ever read as markup."""
    svg = io.BytesIO()
    segno.make(check_url(content["code"]), error="m", mask=QR_MASK).save(
        svg, kind="svg", border=0, xmldecl=False, dark="#1a1a1a"
    )
    broken = {key: _breakable(content[key]) for key in PRINTED if key in content}
    told = {
        **content,
        **broken,
        "qr": svg.getvalue().decode(),
        "code": in_groups(content["code"]),
        "portrait": _portrait(content.get("portrait", "")),
    }
    return {"d": json.dumps(told, ensure_ascii=False)}


def _breakable(value: Any) -> Any:
    if isinstance(value, list):
        return [_breakable(one) for one in value]
    return breakable(value) if isinstance(value, str) else value


def _portrait(file_id: str) -> list[int]:
    """The bytes of the holder's picture, cut to the shape of a portrait; nothing when it is gone."""
    if not file_id:
        return []
    try:
        kept = open_file(file_id, may=True)
    except NoSuchFile:
        return []
    with Image.open(io.BytesIO(kept.content)) as opened:
        picture = on_white(opened.convert("RGBA") if "A" in opened.getbands() else opened)
    width = min(picture.width, picture.height * PORTRAIT[0] // PORTRAIT[1])
    height = width * PORTRAIT[1] // PORTRAIT[0]
    left, top = (picture.width - width) // 2, (picture.height - height) // 3
    out = io.BytesIO()
    picture.crop((left, top, left + width, top + height)).resize(PORTRAIT).save(out, "JPEG", quality=85)
    return list(out.getvalue())
