"""The columns of a file of complaints."""

from __future__ import annotations

from onewindow.modules.complaints.complaint import KIND, SOURCE

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
