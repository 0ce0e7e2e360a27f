"""What a document says, as plain data for the template: composed once, from the case and the handbook."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from onewindow.kernel.documents.bodies import BODIES, of_result
from onewindow.kernel.documents.chinese import formal_day
from onewindow.kernel.documents.making import Making
from onewindow.kernel.ground.local_time import local_date

STAMP = "演示章 · 无法律效力"
BANNER = "演示数据，非真实证件"


def content(made: Making, number: str, code: str) -> dict[str, Any]:
    """Everything the template prints."""
    day = local_date(made.after.at)
    kind = made.document.template
    body = BODIES.get(kind, of_result)(made)
    return {
        "template": kind if kind in BODIES else "result",
        "title": str(made.facts.get("document_title") or made.document.title),
        "number": number,
        "unit": made.issuer.name,
        "bureau": made.issuer.names[0],
        "day": formal_day(day),
        "holder": made.holder,
        "basis": made.basis,
        "remedy": made.document.remedy,
        "code": code,
        "watermark": str(made.facts.get("watermark", "")),
        "banner": BANNER if settings.DEMO else "",
        "stamp": STAMP if settings.DEMO else "",
        "addressed": "",
        "paras": [],
        "rows": [],
        "blocks": [],
        "lists": [],
        "papers": [],
        "notes": [],
        "close": "",
        **body,
    }
