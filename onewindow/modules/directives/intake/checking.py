"""One row checked and hashed: either a tuple for the stage, or the faults that keep it out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from onewindow.kernel.ground.local_time import SHANGHAI, end_of
from onewindow.kernel.store.vault import seal_json, search_hash
from onewindow.modules.directives.intake.reasons import CATEGORIES, LEVELS, SOURCES

MOST = {"door": 100, "target": 100, "text": 500, "basis": 200}
SPACES = re.compile(r"\s+")
SERIAL_ZERO = date(1899, 12, 30)  # what a workbook counts its days from


def checked(
    row: Mapping[str, str], row_no: int, source: str, about: str
) -> tuple[tuple[Any, ...] | None, dict[str, str]]:
    """(row for the stage, {}) or (None, faults by column).  `source` stands in where the row names none."""
    faults: dict[str, str] = {}
    codes = {
        name: _code(name, row.get(name) or default, known, faults)
        for name, default, known in (
            ("source", source, SOURCES), ("category", "", CATEGORIES), ("level", "blue", LEVELS)
        )
    }  # fmt: skip
    if any("\x00" in value for value in row.values()):
        return None, {"text": "含有空字符"}
    said = {name: SPACES.sub(" ", row.get(name) or "").strip() for name in MOST}
    faults |= {name: f"太长，最多 {MOST[name]} 个字" for name in MOST if len(said[name]) > MOST[name]}
    if not said["text"]:
        faults["text"] = "没有写内容"
    place = (row.get("place") or "").strip().removesuffix(".0")
    if not (place.isascii() and place.isdigit() and len(place) == 12):
        faults["place"] = "社区代码应是 12 位数字"
    due_at = _due(row.get("due") or "", faults)
    if faults:
        return None, faults
    matter = bytes.fromhex(search_hash("push", f"{codes['category']}|{place}|{_plain(said)}"))[:16]
    every = (*codes.values(), place, *said.values(), due_at.isoformat() if due_at else "")
    payload = bytes.fromhex(search_hash("pushed", "\x1f".join(every)))[:16]
    detail = {name: said[name] for name in ("door", "target", "text") if said[name]}
    return (
        row_no, codes["source"], codes["category"], codes["level"], place, matter, payload, said["basis"], due_at,
        seal_json(detail, f"{about}:{row_no}"),
    ), {}  # fmt: skip


def _plain(said: dict[str, str]) -> str:
    """What the push is about, without spaces and case; without door and target it is what it says."""
    about = f"{said['door']}|{said['target']}" if said["door"] or said["target"] else said["text"]
    return about.replace(" ", "").casefold()


def _code(name: str, said: str, known: Mapping[str, str], faults: dict[str, str]) -> str:
    found = known.get(said.strip())
    if found is None:
        faults[name] = f"没有这一种：{said[:20]}" if said else "没有填"
        return ""
    return found


def _due(said: str, faults: dict[str, str]) -> datetime | None:
    """A day ends at its last second; a moment is taken as it is, in the city's time when it names no zone."""
    said = said.strip()
    if not said:
        return None
    try:
        if said.replace(".", "", 1).isdigit() and 20_000 <= float(said) < 90_000:
            return end_of(SERIAL_ZERO + timedelta(days=int(float(said))))
        if len(said) <= 10:
            return end_of(date.fromisoformat(said.replace("/", "-")))
        found = datetime.fromisoformat(said)
        return found if found.tzinfo else found.replace(tzinfo=SHANGHAI)
    except (ValueError, OverflowError):
        faults["due"] = "期限应写成 2026-11-21 或 2026-11-21 18:00"
        return None
