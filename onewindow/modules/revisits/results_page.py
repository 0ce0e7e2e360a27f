"""The results and the audit of the draw as pages, and the results as a file."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.hall.own import trail
from onewindow.kernel.faces.shown import when
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.ages import as_day
from onewindow.kernel.ground.local_time import SHANGHAI, local_date
from onewindow.kernel.handbook.shelf import shelf
from onewindow.modules.revisits import results as reckoned
from onewindow.modules.revisits.results import Line, Share

DAYS, MOST, SMALL = 365, 1100, 30


@staff_only
@require_safe
def results(request: Asked) -> HttpResponse:
    """By kind and unit, over the cases that ended in these days."""
    since, until = _days(request)
    start = datetime.combine(since, time(), SHANGHAI)
    end = datetime.combine(until + timedelta(days=1), time(), SHANGHAI)
    found = reckoned.by_kind_and_unit(actor=request.actor, since=start, until=end)
    total = _row(reckoned.whole(found)) if found else None
    kinds = [_row(one) for one in reckoned.by_kind(found)]
    if request.GET.get("as") == "csv":
        return _file([*(_row(one) for one in found), *kinds, *([total] if total else [])], since, until, request.now)
    chosen = [one for one in found if one.case_type == request.GET.get("kind")]
    for kind in kinds:
        kind["url"] = f"?{urlencode({'since': since, 'until': until, 'kind': kind['line'].case_type})}#units"
    return render(
        request,
        "revisits/results.html",
        {
            "title": gettext("回访结果"),
            "crumbs": trail((gettext("工作台"), "desk-home"), (gettext("回访结果"), "")),
            "since": since.isoformat(),
            "until": until.isoformat(),
            "rows": kinds,
            "units": [_row(one) for one in chosen],
            "total": total,
            "small": SMALL,
            "empty": {
                "why": gettext("这段时间没有办结的件要回访。"),
                "what_to_do": gettext("换一段时间看看。哪些事项要回访、抽多少，写在各事项的手册里。"),
                "icon": "chart",
            },
        },
    )


@staff_only
@require_safe
def draws(request: Asked) -> HttpResponse:
    """The draw of each month, reckoned again."""
    found = reckoned.audits(actor=request.actor, now=request.now)
    return render(
        request,
        "revisits/draws.html",
        {
            "title": gettext("抽样核对"),
            "crumbs": trail(
                (gettext("工作台"), "desk-home"), (gettext("回访结果"), "revisits-results"), (gettext("抽样核对"), "")
            ),
            "rows": [
                {
                    "month": one.month, "planned": one.planned, "drawn": one.drawn, "expected": f"{one.expected:.1f}",
                    "wrong": one.wrong, "seed": one.seed,
                }
                for one in found
            ],
            "empty": {"why": gettext("还没有抽过样。"), "what_to_do": gettext("第一件办结后，这里会有当月的一行。")},
        },
    )  # fmt: skip


def _row(one: Line) -> dict[str, Any]:
    entry = shelf().current.get(one.case_type)
    return {
        "kind": words(entry.title) if entry else one.case_type or gettext("合计"),
        "unit": one.unit or gettext("全部单位"),
        "line": one,
        "response": _share(*one.answered),
        "satisfied": _share(*one.satisfied),
        "first": _share(*one.first_satisfied),
        "synthetic": one.synthetic,
    }


def _share(hits: int, n: int) -> dict[str, Any]:
    """Never a figure without what it rests on."""
    share = Share(hits, n)
    spread = share.spread
    return {
        "hits": hits,
        "n": n,
        "value": "" if share.value is None else f"{share.value:.2f}".rstrip("0").rstrip("."),
        "low": f"{spread[0]:.1f}" if spread else "",
        "high": f"{spread[1]:.1f}" if spread else "",
        "small": 0 < n < SMALL,
    }


def _days(request: Asked) -> tuple[date, date]:
    """The days asked for, put in order and kept within reason."""
    today = local_date(request.now)
    until = min(_day(request, "until") or today, today)
    since = _day(request, "since") or until - timedelta(days=DAYS - 1)
    return max(min(since, until), until - timedelta(days=MOST)), until


def _day(request: Asked, name: str) -> date | None:
    found = as_day(request.GET.get(name))
    return found if found and found.year >= 2000 else None


def _file(rows: list[dict[str, Any]], since: date, until: date, now: datetime) -> HttpResponse:
    """The same table; numbers and names of our own, so that no cell begins like a formula."""
    file = io.StringIO()
    lines = csv.writer(file)
    told = gettext("回访结果　办结于 {since} 至 {until}　{when}导出")
    lines.writerow([told.format(since=since.isoformat(), until=until.isoformat(), when=when(now))])
    lines.writerow(
        [
            gettext("事项"), gettext("单位"), gettext("应回访"), gettext("抽中"), gettext("待回访"), gettext("接通"),
            gettext("不愿回答"), gettext("未接通"), gettext("没留电话"), gettext("已重新办理不再问"),
            gettext("应答率%"), gettext("应答率分母"),
            gettext("满意"), gettext("打分人数"), gettext("满意率%"), gettext("95%下限"), gettext("95%上限"),
            gettext("一次回访满意"), gettext("一次回访打分人数"), gettext("一次回访满意率%"),
            gettext("没有解决"), gettext("重新办理"), gettext("其中合成"),
        ]
    )  # fmt: skip
    for row in rows:
        one = row["line"]
        lines.writerow(
            [
                row["kind"], row["unit"], one.planned, one.drawn, one.waiting, one.reached, one.refused,
                one.not_reached, one.nobody, one.dropped, row["response"]["value"], row["response"]["n"],
                one.content, one.rated, row["satisfied"]["value"], row["satisfied"]["low"], row["satisfied"]["high"],
                one.first_content, one.first_rated, row["first"]["value"], one.failed, one.reopened, one.synthetic,
            ]
        )  # fmt: skip
    return HttpResponse(
        "\ufeff" + file.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="revisits-{since:%Y%m%d}-{until:%Y%m%d}.csv"'},
    )
