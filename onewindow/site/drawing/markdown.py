"""Markdown pieces: tables and lists that GitHub draws."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

GENERATED = "<!-- 本页由 `make docs` 从手册生成，请勿手改。 -->\n"


def cell(text: object) -> str:
    """A value that may stand in a table."""
    return " ".join(str(text).split()).replace("|", "\\|") or "—"


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table, or a line that says there is nothing to list."""
    lines = ["| " + " | ".join(cell(one) for one in row) + " |" for row in rows]
    if not lines:
        return "没有。\n"
    return "\n".join(["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads), *lines]) + "\n"


def bullets(lines: Iterable[str]) -> str:
    """A list."""
    return "".join(f"- {' '.join(line.split())}\n" for line in lines) or "没有。\n"


def page(title: str, *sections: tuple[str, str]) -> str:
    """A page with a heading; each section a heading with its text, both left out when the text is empty."""
    said = [f"# {title}\n", GENERATED]
    for head, text in sections:
        if text:
            said.append(f"## {head}\n" if head else "")
            said.append(text)
    return "\n".join(one for one in said if one).rstrip() + "\n"
