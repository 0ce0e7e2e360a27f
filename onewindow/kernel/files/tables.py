"""Rows of a file of a table: CSV (UTF-8 or GB18030) and XLSX (its first sheet), cells as text."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from onewindow.kernel.ground.refusal import Refusal

MOST_UNPACKED = 64_000_000
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Unreadable(Refusal):
    """Not a table that we know how to read."""

    code = "unreadable_table"
    status = 422
    words = "这个文件读不了：{why}。请用模板另存为 CSV 或 XLSX 再传。"


def lines_of(content: bytes, *, most: int = MOST_UNPACKED) -> Iterator[list[str]]:
    """Every line with its cells; the first is the heading.  `most`: bytes of an XLSX when unpacked."""
    return _xlsx(content, most) if content[:4] == b"PK\x03\x04" else _csv(content)


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
    try:
        yield from csv.reader(io.StringIO(words, newline=""))
    except csv.Error:
        raise Unreadable(why="不是完整的 CSV") from None


def _xlsx(content: bytes, most: int) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            if sum(one.file_size for one in book.infolist()) > most:
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
