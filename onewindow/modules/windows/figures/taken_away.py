"""The numbers of a hall as a file: the same table, with who may compare it and how it was reckoned.  No persons in it."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext

from onewindow.kernel.faces.shown import when
from onewindow.modules.windows.models import Hall

COLUMNS = ("value", "unit", "spread", "numerator", "denominator", "n", "counted", "of", "out_of")


def file_of(hall: Hall, since: date, until: date, rows: list[dict[str, Any]], now: datetime) -> HttpResponse:
    """One line a figure; every number is ours, so that no cell begins like a formula."""
    file = io.StringIO()
    lines = csv.writer(file)
    told = gettext("{hall}　{since} 至 {until}　{when}导出")
    lines.writerow([told.format(hall=hall.name, since=since.isoformat(), until=until.isoformat(), when=when(now))])
    lines.writerow(
        [
            gettext("指标"), gettext("数值"), gettext("单位"), gettext("95% 区间"), gettext("分子"), gettext("分母"),
            gettext("样本"), gettext("样本数的是"), gettext("分子是什么"), gettext("分母是什么"), gettext("提醒"),
        ]
    )  # fmt: skip
    for row in rows:
        note = gettext("样本少") if row["small"] else ""
        lines.writerow([row["title"], *(row[one] for one in COLUMNS), note])
    return HttpResponse(
        "\ufeff" + file.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="hall-{hall.code}-{since:%Y%m%d}-{until:%Y%m%d}.csv"'},
    )
