"""The paper that goes to 12345 with a matter that is not for the police."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.kernel.cases.effects import Subject
from onewindow.modules.incidents.dictionary import TITLES

OPENING = "{unit}接到下列非警务事项（编号{number}），现转请办理。两边用各自的编号互相对应；不归 12345 办的，请在30分钟内退回并说明理由。"


def facts(subject: Subject, *, now: datetime) -> dict[str, Any]:
    """The class and what was told; the caller's phone stays with the case."""
    kind = str(subject.answers.get("final") or subject.answers.get("initial") or "")
    rows = [["类别", TITLES.get(kind, "")], ["内容", str(subject.answers.get("content", ""))]]
    return {"words": OPENING, "rows": [row for row in rows if row[1]]}
