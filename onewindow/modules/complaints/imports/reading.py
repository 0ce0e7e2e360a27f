"""A row of a file as the answers of a complaint."""

from __future__ import annotations

from datetime import date
from typing import Any

from onewindow.kernel.handbook.checks import check
from onewindow.kernel.people.places import place_called
from onewindow.modules.complaints.complaint import COMPLAINT
from onewindow.modules.complaints.imports.columns import CODES


def answers_of(row: dict[str, str], today: date) -> tuple[dict[str, Any], dict[str, str]]:
    """The answers of a row, and what is wrong by column; a number of its source is needed to know it again."""
    given: dict[str, Any] = {code: value for code, value in row.items() if value}
    for code, named in CODES.items():
        given[code] = named.get(row.get(code, ""), row.get(code, ""))
    if "came_on" in given:
        given["came_on"] = given["came_on"].replace("/", "-")[:10]
    wanted = row.get("where", "")
    given["where"] = place_called(wanted) or wanted
    clean, errors = check(tuple(COMPLAINT.fields.values()), given, today)
    if not row.get("source_number"):
        errors["source_number"] = "没有来件编号：下次再来认不出是同一件"
    if "where" not in errors and not place_called(wanted):
        errors["where"] = f"找不到“{wanted}”：请写社区全名、代码，或者派出所名称"
    return clean, errors
