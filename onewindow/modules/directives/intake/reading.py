"""Rows of a file: CSV (UTF-8 or GB18030) and XLSX, the first sheet; each row a dictionary by our names of columns."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from onewindow.kernel.ground.refusal import Refusal
from onewindow.modules.directives.intake.reasons import COLUMNS

MOST_BYTES, MOST_ROWS = 256_000_000, 500_000
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NAMES = {title: code for code, title in COLUMNS.items()} | {code: code for code in COLUMNS}


class Unreadable(Refusal):
    """Not a table that we know how to read."""

    code = "unreadable_table"
    status = 422
    words = "这个文件读不了：{why}。请用模板另存为 CSV 或 XLSX 再传。"


def table(content: bytes, name: str = "") -> Iterator[dict[str, str]]:
    """Every row under the heading; columns that we do not know are left aside."""
    lines = _xlsx(content) if content[:4] == b"PK\x03\x04" else _csv(content)
    heading = [NAMES.get(cell.strip(), "") for cell in next(lines, [])]
    missing = [COLUMNS[code] for code in ("source", "category", "place", "text") if code not in heading]
    if missing:
        raise Unreadable(why=f"缺少列 {'、'.join(missing)}")
    for nth, line in enumerate(lines):
        if nth >= MOST_ROWS:
            raise Unreadable(why=f"超过 {MOST_ROWS} 行")
        if any(cell.strip() for cell in line):
            yield {code: cell.strip() for code, cell in zip(heading, line, strict=False) if code}


def _csv(content: bytes) -> Iterator[list[str]]:
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            words = content.decode("gb18030")
        except UnicodeDecodeError:
            raise Unreadable(why="不是文字文件") from None
    if "\x00" in words:
        raise Unreadable(why="含有空字符")
    return iter(csv.reader(io.StringIO(words)))


def _xlsx(content: bytes) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            if sum(one.file_size for one in book.infolist()) > MOST_BYTES:
                raise Unreadable(why="展开以后太大")
            names = set(book.namelist())
            shared = _texts(book.read("xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else []
            yield from _sheet(book.read("xl/worksheets/sheet1.xml"), shared)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, ValueError, IndexError):
        raise Unreadable(why="不是完整的 XLSX") from None


def _texts(xml: bytes) -> list[str]:
    return ["".join(part.text or "" for part in one.iter(f"{SPACE}t")) for one in _parsed(xml).iter(f"{SPACE}si")]


def _sheet(xml: bytes, shared: list[str]) -> Iterator[list[str]]:
    for row in _parsed(xml).iter(f"{SPACE}row"):
        cells: dict[int, str] = {}
        for nth, cell in enumerate(row.iter(f"{SPACE}c")):
            cells[_column(cell.get("r", "")) if cell.get("r") else nth] = _cell(cell, shared)
        yield [cells.get(nth, "") for nth in range(max(cells, default=-1) + 1)]


def _cell(cell: ElementTree.Element, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(f"{SPACE}t"))
    value = cell.findtext(f"{SPACE}v") or ""
    return shared[int(value)] if cell.get("t") == "s" and value else value


def _column(reference: str) -> int:
    """The place of column "AB" of a reference like AB12, from 0."""
    at = 0
    for letter in reference.rstrip("0123456789"):
        at = at * 26 + ord(letter) - 64
    if not 0 < at <= 1000:
        raise ValueError(reference)
    return at - 1


def _parsed(xml: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in xml[:2000] or b"<!ENTITY" in xml:
        raise Unreadable(why="含有不允许的定义")
    return ElementTree.fromstring(xml)
