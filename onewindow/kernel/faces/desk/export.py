"""A list taken away as a file: within reach, masked, with its purpose in the readings ledger."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from onewindow.kernel.cases import queries
from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.desk.lists import TITLES
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.shown import case_title, state_words, when
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.local_time import local
from onewindow.kernel.ground.masks import mask_name
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.handbook.shelf import shelf

MOST = 2000
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@staff_only
@require_POST
def export(request: Asked) -> HttpResponse:
    """The list as CSV, at most 2,000 rows, after a purpose is given; names masked, no numbers of persons."""
    actor, now = request.actor, request.now
    purpose = request.POST.get("purpose", "").replace("\x00", "").strip()[:200]
    if len(purpose) < 4:
        raise BadAnswers({"purpose": "请写明导出做什么用，至少四个字；本人会看到这句话"})
    bucket = request.POST.get("list", "all")
    text = request.POST.get("q", "").replace("\x00", "")[:100]
    page = queries.page(
        actor=actor,
        now=now,
        bucket=bucket if bucket in TITLES else "all",
        text=text,
        limit=MOST,
        how="export",
        purpose=purpose,
    )
    file = io.StringIO()
    lines = csv.writer(file)
    lines.writerow(
        [gettext("导出人：{name}　{when}　用途：{purpose}").format(name=actor.name, when=when(now), purpose=purpose)]
    )
    lines.writerow([words(one) for one in ("办件编号", "事项", "申请人", "状态", "提交时间", "期限")])
    for row in page.rows:
        lines.writerow([_safe(one) for one in _line(row)])
    return HttpResponse(
        "\ufeff" + file.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="onewindow-{local(now):%Y%m%d-%H%M}.csv"'},
    )


def _line(row: dict[str, Any]) -> list[str]:
    entry = shelf().entry(row["case_type"])
    state = state_words(entry, row["state"])["words"]
    times = [f"{local(row[key]):%Y-%m-%d %H:%M}" if row[key] else "" for key in ("submitted_at", "due_at")]
    return [row["number"], case_title(row["title"]), mask_name(row["applicant_name"]), state, *times]


def _safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
