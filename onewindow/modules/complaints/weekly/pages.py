"""投诉周通报: one week by unit, its replays; a page that prints on paper, and the same as a file."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.hall.own import trail
from onewindow.kernel.faces.shown import when
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.intervals import wilson
from onewindow.kernel.ground.local_time import local, local_date
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.parameters.queries import in_force
from onewindow.kernel.people.units import unit_named
from onewindow.modules.complaints.complaint import COMPLAINT, KIND, RESULT, SOURCE
from onewindow.modules.complaints.definition import MODULE, READERS
from onewindow.modules.complaints.weekly import queries

WEEK = re.compile(r"(20\d\d)-W(0[1-9]|[1-4]\d|5[0-3])")
KINDS = {one.code: one.title for one in KIND.choices}
SOURCES = {one.code: one.title for one in SOURCE.choices}
RESULTS = {one.code: one.title for one in RESULT.choices}


class NotYourNotice(Refusal):
    """The notice goes to who answers for a unit."""

    code = "not_your_notice"
    status = 403
    words = "周通报由指挥室、窗口长、所队长和督察看。"


@staff_only
@require_safe
def home(request: Asked) -> HttpResponse:
    """One week; the last whole one when none is named."""
    if not any(request.actor.holds(role) for role in READERS):
        raise NotYourNotice()
    since = monday_of(request.GET.get("week", ""), request.now)
    until = since + timedelta(days=7)
    days = in_force(MODULE.policy, local_date(request.now))["second_days"]
    rows = queries.week_of(since, until, second_days=days, actor=request.actor)
    whole = queries.Row(None, "")
    for row in rows:
        whole.take(row)
    told = [_row(row) for row in rows]
    if request.GET.get("as") == "csv":
        return _file(since, [*told, _row(whole, gettext("合计"))], request.now)
    context = {
        "title": gettext("投诉周通报"),
        "crumbs": trail((gettext("工作台"), "desk-home"), (gettext("投诉周通报"), "")),
        "week": f"{since:%G-W%V}",
        "first": f"{since:%Y-%m-%d}",
        "last": f"{until - timedelta(days=1):%Y-%m-%d}",
        "before": f"?week={since - timedelta(days=7):%G-W%V}",
        "after": f"?week={until:%G-W%V}" if until <= request.now else "",
        "rows": told,
        "whole": _row(whole, gettext("合计")),
        "second_days": days,
        "printed": when(request.now),
        "replays": [_replay(one) for one in queries.replays(since, until, actor=request.actor)],
        "loop": reverse("desk-loop", args=[COMPLAINT.code]),
        "empty": {"why": gettext("这一周没有投诉。"), "what_to_do": gettext("换一周看看。")},
    }
    return render(request, "complaints/weekly.html", context)


def monday_of(week: str, now: datetime) -> datetime:
    """The Monday of a week written 2026-W47, or of the last whole one."""
    today = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    last = today - timedelta(days=today.weekday() + 7)
    found = WEEK.fullmatch(week)
    if not found:
        return last
    try:
        named = datetime.fromisocalendar(int(found[1]), int(found[2]), 1).replace(tzinfo=today.tzinfo)
    except ValueError:
        return last
    return min(named, last + timedelta(days=7))


def _row(one: queries.Row, name: str = "") -> dict[str, Any]:
    spread = wilson(one.on_time, one.due)
    return {
        "title": name or one.name or gettext("没有单位"),
        "came": one.came,
        "kinds": "、".join(f"{words(KINDS.get(code, code))} {n}" for code, n in one.kinds.most_common()),
        "sources": "、".join(f"{words(SOURCES.get(code, code))} {n}" for code, n in one.sources.most_common()),
        "on_time": f"{one.on_time} / {one.due}",
        "spread": f"{spread[0]:.0f}–{spread[1]:.0f}%" if spread else "",
        "second": one.second,
    }


def _replay(one: dict[str, Any]) -> dict[str, Any]:
    return {
        **one,
        "unit": unit_named(one["unit_id"]),
        "kind": words(KINDS.get(one["kind"], one["kind"])),
        "result": words(RESULTS.get(one["result"], "")),
        "url": reverse("desk-case", args=[one["number"]]),
    }


def _file(since: datetime, rows: list[dict[str, Any]], now: datetime) -> HttpResponse:
    file = io.StringIO()
    lines = csv.writer(file)
    lines.writerow([gettext("投诉周通报 {week}　{when}导出").format(week=f"{since:%G-W%V}", when=when(now))])
    heading = (
        gettext("单位"),
        gettext("件数"),
        gettext("类别"),
        gettext("来源"),
        gettext("按期答复"),
        gettext("二次投诉"),
    )
    lines.writerow(heading)
    for row in rows:
        lines.writerow([row[key] for key in ("title", "came", "kinds", "sources", "on_time", "second")])
    return HttpResponse(
        "\ufeff" + file.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="complaints-{since:%G-W%V}.csv"'},
    )
