"""The columns of a file of complaints, and a row of it as answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from onewindow.kernel.handbook.checks import check
from onewindow.kernel.people.places import place_called
from onewindow.modules.complaints.complaint import COMPLAINT, KIND, SOURCE

COLUMNS = {
    "source": "来源",
    "source_number": "来件编号",
    "came_on": "来件日期",
    "kind": "投诉类别",
    "content": "内容",
    "where": "社区或派出所",
    "about": "关联办件编号",
    "caller_name": "投诉人姓名",
    "caller_phone": "联系电话",
}
NEEDED = ("source", "source_number", "kind", "content", "where")
CODES = {
    "source": {one.title: one.code for one in SOURCE.choices},
    "kind": {one.title: one.code for one in KIND.choices},
}


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
