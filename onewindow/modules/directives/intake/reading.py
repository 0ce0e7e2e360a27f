"""Rows of a file of pushes, each a dictionary by our names of columns."""

from __future__ import annotations

from collections.abc import Iterator

from onewindow.kernel.files.tables import Unreadable, lines_of
from onewindow.modules.directives.intake.reasons import COLUMNS

MOST_BYTES, MOST_ROWS = 256_000_000, 500_000
NAMES = {title: code for code, title in COLUMNS.items()} | {code: code for code in COLUMNS}


def table(content: bytes, name: str = "") -> Iterator[dict[str, str]]:
    """Every row under the heading; columns that we do not know are left aside."""
    lines = lines_of(content, most=MOST_BYTES)
    heading = [NAMES.get(cell.strip(), "") for cell in next(lines, [])]
    missing = [COLUMNS[code] for code in ("source", "category", "place", "text") if code not in heading]
    if missing:
        raise Unreadable(why=f"缺少列 {'、'.join(missing)}")
    for nth, line in enumerate(lines):
        if nth >= MOST_ROWS:
            raise Unreadable(why=f"超过 {MOST_ROWS} 行")
        if any(cell.strip() for cell in line):
            yield {code: cell.strip() for code, cell in zip(heading, line, strict=False) if code}
