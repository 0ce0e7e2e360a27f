"""From the lines of a paper to its fields, and which of them prove themselves.  Pure.

A number whose check digit holds was right in all of 90 synthetic cards (measured on drawn cards: an upper bound);
it is marked, and a person confirms it all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from onewindow.kernel.ground.codes import citizen_id, plate
from onewindow.kernel.ground.refusal import Refusal
from onewindow.modules.windows.capture.ocr import Line

FIELDS = {
    "name": "姓名",
    "sex": "性别",
    "nation": "民族",
    "birth": "出生日期",
    "address": "住址",
    "id_no": "公民身份号码",
    "issuer": "签发机关",
    "valid_until": "有效期至",
    "plate": "号牌号码",
    "owner": "所有人",
    "vin": "车辆识别代号",
}
# A guardian's card is not here: what it says is not the visitor's.
BY_PAPER: dict[str, tuple[str, ...]] = {
    "id_card": ("name", "sex", "nation", "birth", "address", "id_no", "issuer", "valid_until"),
    "household_book": ("name", "sex", "birth", "id_no", "address"),
    "driving_licence": ("name", "sex", "birth", "address", "id_no"),
    "vehicle_licence": ("plate", "owner", "vin"),
}
LABELS = {
    "name": r"^姓名(.+)",
    "sex": r"性[别別]([男女])",
    "nation": r"民族(\w{1,5})$",
    "issuer": r"^签发机关(.+)",
    "valid_until": r"^有效期限[\d.]+[-一—](长期|\d{4}\.\d\d\.\d\d)",
    "plate": r"号牌号码([^\W_]{7,8})",
    "owner": r"^所有人(.+)",
}
ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
DAY = re.compile(r"(\d{4})[年.-](\d{1,2})[月.-](\d{1,2})日?")
VIN = re.compile(r"(?<![A-Z0-9])[A-HJ-NPR-Z0-9]{17}(?![A-Z0-9])")
PORTRAIT_SIDE = 0.66  # lines that begin right of it stand on the photo
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9),
                       strict=True))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """One value, how sure the reader is, and the rule that holds for it (empty: none)."""

    field: str
    value: str
    sure: float
    checked: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Lines that stand beside each other, joined from left to right."""

    text: str
    sure: float
    left: float


def fields_of(paper: str, lines: Sequence[Line], *, today: date) -> list[Found]:
    """What a paper of that code says, as far as the lines tell; an unknown paper says nothing."""
    wanted = BY_PAPER.get(paper, ())
    rows = _rows([line for line in lines if line.box[0] < PORTRAIT_SIDE or ID_NUMBER.search(line.text)])
    found = [one for field in wanted if (one := _one(field, rows)) is not None]
    return [Found(one.field, one.value, one.sure, rule_of(one.field, one.value, today=today)) for one in found]


def rule_of(field: str, value: str, *, today: date) -> str:
    """In words, the rule that this value keeps by itself; empty when there is none or it fails."""
    try:
        if field == "id_no":
            citizen_id.check(value, today)
            return "校验位相符"
        if field == "plate":
            plate.check(value)
            return "号牌规则相符"
    except Refusal:
        return ""
    return "校验位相符" if field == "vin" and vin_holds(value) else ""


def vin_holds(vin: str) -> bool:
    """The check digit of a vehicle's number (GB 16735-2019 附录B): the ninth place."""
    if not VIN.fullmatch(vin):
        return False
    values = (int(c) if c.isdigit() else _VIN_VALUES[c] for c in vin)
    rest = sum(value * weight for value, weight in zip(values, _VIN_WEIGHTS, strict=True)) % 11
    return vin[8] == ("X" if rest == 10 else str(rest))


def _rows(lines: Sequence[Line]) -> list[Row]:
    """Lines of about one height make a row."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: (one.box[1] + one.box[3]) / 2):
        middle = (line.box[1] + line.box[3]) / 2
        if rows and rows[-1][0].box[1] <= middle <= rows[-1][0].box[3]:
            rows[-1].append(line)
        else:
            rows.append([line])
    made = []
    for row in rows:
        row.sort(key=lambda one: one.box[0])
        text = "".join("".join(one.text.split()) for one in row).replace("：", "").replace(":", "")
        made.append(Row(text, min(one.sure for one in row), row[0].box[0]))
    return made


def _one(field: str, rows: list[Row]) -> Found | None:
    special: Callable[[list[Row]], Found | None] | None = {
        "id_no": _id_number, "birth": _birth, "address": _address, "vin": _vin,
    }.get(field)  # fmt: skip
    if special:
        return special(rows)
    for row in rows:
        if hit := re.search(LABELS[field], row.text):
            value = hit.group(1)
            if field == "valid_until":
                value = value.replace(".", "-")
            return Found(field, value, row.sure)
    return None


def _id_number(rows: list[Row]) -> Found | None:
    hits = [(row, hit.group(0).upper()) for row in rows for hit in ID_NUMBER.finditer(row.text)]
    return Found("id_no", hits[0][1], hits[0][0].sure) if hits else None


def _birth(rows: list[Row]) -> Found | None:
    for row in rows:
        if ("出生" in row.text) and (hit := DAY.search(row.text)):
            year, month, day = (int(part) for part in hit.groups())
            try:
                return Found("birth", date(year, month, day).isoformat(), row.sure)
            except ValueError:
                return None
    return None


def _address(rows: list[Row]) -> Found | None:
    """From its label to the next label or number; lines of an address begin under each other."""
    for at, row in enumerate(rows):
        if row.text.startswith("住址"):
            parts = [row]
            for more in rows[at + 1 :]:
                if ID_NUMBER.search(more.text) or re.match(r"公民|身份|签发|有效|初次|出生|国籍|准驾", more.text):
                    break
                parts.append(more)
            text = "".join(part.text for part in parts).removeprefix("住址")
            return Found("address", text, min(part.sure for part in parts)) if text else None
    return None


def _vin(rows: list[Row]) -> Found | None:
    for row in rows:
        for hit in VIN.finditer(row.text.upper()):
            if any(c.isdigit() for c in hit.group(0)) and any(c.isalpha() for c in hit.group(0)):
                return Found("vin", hit.group(0), row.sure)
    return None
