"""Workbooks: shared and inline texts, gaps between cells, days as numbers; and bombs."""

from __future__ import annotations

import io
import zipfile

import pytest

from onewindow.kernel.files.tables import Unreadable
from onewindow.modules.directives.intake.checking import _due
from onewindow.modules.directives.intake.reading import table

HEAD = '<?xml version="1.0"?>'
SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
TITLES = ("来源", "类别", "社区代码", "内容")


def workbook(rows: str, shared: str = "") -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as book:
        book.writestr("xl/worksheets/sheet1.xml", f"{HEAD}<worksheet {SPACE}><sheetData>{rows}</sheetData></worksheet>")
        if shared:
            book.writestr("xl/sharedStrings.xml", f"{HEAD}<sst {SPACE}>{shared}</sst>")
    return kept.getvalue()


def heading() -> str:
    cells = "".join(f'<c r="{"ABCD"[n]}1" t="inlineStr"><is><t>{title}</t></is></c>' for n, title in enumerate(TITLES))
    return f'<row r="1">{cells}</row>'


def test_shared_texts_and_gaps():
    rows = heading() + '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="D2" t="s"><v>1</v></c></row>'
    found = list(table(workbook(rows, "<si><t>模型</t></si><si><r><t>看</t></r><r><t>一看</t></r></si>")))
    assert found == [{"source": "模型", "category": "", "place": "", "text": "看一看"}]


@pytest.mark.parametrize(
    "rows",
    [
        heading() + '<row r="2"><c r="A2" t="s"><v>9</v></c></row>',
        heading() + '<row r="2"><c r="ZZZZ2"><v>9</v></c></row>',
        "<row>",
    ],
)
def test_a_broken_book_is_refused_and_does_not_break_us(rows):
    with pytest.raises(Unreadable):
        list(table(workbook(rows)))


def test_definitions_are_refused():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as book:
        book.writestr("xl/worksheets/sheet1.xml", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>')
    with pytest.raises(Unreadable):
        list(table(kept.getvalue()))


@pytest.mark.parametrize(
    ("said", "wanted"),
    [("46082", "2026-03-01T23:59:59+08:00"), ("2026-03-01", "2026-03-01T23:59:59+08:00"),
     ("2026/03/01", "2026-03-01T23:59:59+08:00"), ("2026-03-01 18:00", "2026-03-01T18:00:00+08:00")],
)  # fmt: skip
def test_days_are_read_as_people_and_workbooks_write_them(said, wanted):
    faults: dict[str, str] = {}
    found = _due(said, faults)
    assert found and found.isoformat() == wanted and not faults
