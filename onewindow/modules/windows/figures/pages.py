"""The numbers of a hall on one page: each with what it counts, out of what, and how many."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.hall.own import trail
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.ages import as_day
from onewindow.kernel.ground.local_time import local_date
from onewindow.modules.windows.figures import queries, taken_away
from onewindow.modules.windows.figures.figure import SMALL, Figure
from onewindow.modules.windows.items import BY_CODE, DEPARTMENTS
from onewindow.modules.windows.staffing.reach import NoSuchHall, hall_for, halls_for

ROLES = frozenset({"hall_chief", "chief", "supervisor"})
DAYS, MOST = 7, 400


@staff_only
@require_GET
def home(request: Asked) -> HttpResponse:
    """The numbers of one hall from one day to another; the last seven when nothing is said."""
    halls = halls_for(request.actor, ROLES)
    code = request.GET.get("hall", "")
    if not halls and not code:
        raise NoSuchHall()
    hall = hall_for(code, request.actor, ROLES) if code else halls[0]
    since, until = _days(request)
    found = queries.figures_of(hall.id, since, until, now=request.now)
    if request.GET.get("as") == "csv":
        return taken_away.file_of(hall, since, until, [_row(one) for one in found], request.now)
    return render(
        request,
        "windows/figures/home.html",
        {
            "title": gettext("大厅指标"),
            "crumbs": trail((gettext("工作台"), "desk-home"), (gettext("大厅指标"), "")),
            "spans": _spans(hall.code, since, until, local_date(request.now)),
            "hall": hall,
            "halls": [{"code": one.code, "title": one.name, "chosen": one.id == hall.id} for one in halls],
            "since": since.isoformat(),
            "until": until.isoformat(),
            "small": SMALL,
            "figures": [_row(one) for one in found],
            "trend": _trend(queries.over_days(hall.id, since, until)),
            "charts": [
                _hours(queries.over_hours(hall.id, since, until)),
                _departments(queries.over_items(hall.id, since, until)),
            ],
        },
    )


def _days(request: Asked) -> tuple[date, date]:
    """The days asked for, put in order and kept within reason."""
    today = local_date(request.now)
    until = min(_day(request, "until") or today, today)
    since = _day(request, "since") or until - timedelta(days=DAYS - 1)
    return max(min(since, until), until - timedelta(days=MOST)), until


def _day(request: Asked, name: str) -> date | None:
    """A day of this century; None for anything else."""
    found = as_day(request.GET.get(name))
    return found if found and found.year >= 2000 else None


def _spans(code: str, since: date, until: date, today: date) -> list[dict[str, Any]]:
    """Spans that are asked for most, each a link."""
    named = ((gettext("今天"), 1), (gettext("最近 7 天"), 7), (gettext("最近 30 天"), 30), (gettext("最近 90 天"), 90))
    return [
        {
            "title": title,
            "url": f"?hall={code}&since={(today - timedelta(days=n - 1)).isoformat()}&until={today.isoformat()}",
            "here": (since, until) == (today - timedelta(days=n - 1), today),
        }
        for title, n in named
    ]


def _row(one: Figure) -> dict[str, Any]:
    spread = one.spread
    return {
        "title": words(one.of.title),
        "value": "—" if one.value is None else f"{one.value:.1f}",
        "unit": words(one.of.unit),
        "spread": f"{spread[0]:.0f}–{spread[1]:.0f}%" if spread else "",
        "numerator": "" if one.numerator is None else _plain(one.numerator),
        "denominator": "" if one.denominator is None else _plain(one.denominator),
        "of": words(one.of.numerator),
        "out_of": words(one.of.denominator),
        "n": one.n,
        "counted": words(one.of.counted),
        "small": one.small,
    }


def _plain(number: float) -> str:
    return f"{number:.0f}" if float(number).is_integer() else f"{number:.1f}"


def _trend(days: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The 90th percentile of the wait by day; None when fewer than two days have any."""
    drawn = [row for row in days if row["p90"] is not None]
    if len(drawn) < 2:
        return None
    most = max(row["p90"] for row in drawn) or 1
    step = 100 / (len(drawn) - 1)
    return {
        "id": "waits",
        "title": gettext("等待的 90 分位，按天"),
        "line": " ".join(f"{i * step:.1f},{40 - 38 * row['p90'] / most:.1f}" for i, row in enumerate(drawn)),
        "aim": None,
        "from_zero": True,
        "top": gettext("{n} 分钟").format(n=f"{most:.0f}"),
        "first": f"{drawn[0]['day']:%m-%d}",
        "last": f"{drawn[-1]['day']:%m-%d}",
        "rows": [
            {
                "title": f"{row['day']:%m-%d}",
                "value": f"{row['p90']:.1f}",
                "n": gettext("{n} 张票").format(n=row["called"]),
            }
            for row in drawn
        ],
        "note": gettext("没有叫号的日子不画。"),
    }


def _hours(found: list[dict[str, Any]]) -> dict[str, Any]:
    named = {f"{row['hour']:02d}:00": (row["n"], row["wait"]) for row in found}
    waited = {hour: gettext("平均等 {n} 分钟").format(n=f"{wait:.0f}") for hour, (_, wait) in named.items() if wait}
    return _bars(gettext("取号按钟点"), {hour: n for hour, (n, _) in named.items()}, waited)


def _departments(found: list[dict[str, Any]]) -> dict[str, Any]:
    counted: dict[str, int] = {}
    for row in found:
        item = BY_CODE.get(row["item"])
        title = words(DEPARTMENTS[item.department]) if item else row["item"]
        counted[title] = counted.get(title, 0) + row["n"]
    return _bars(gettext("事项按警种"), dict(sorted(counted.items(), key=lambda one: -one[1])), {})


def _bars(title: str, counted: dict[str, int], notes: dict[str, str]) -> dict[str, Any]:
    most = max(counted.values(), default=0) or 1
    return {
        "title": title,
        "note": "",
        "empty": {"why": gettext("这些天没有。"), "what_to_do": gettext("换一段日子看看。")},
        "rows": [
            {"title": one, "value": n, "words": str(n), "width": round(100 * n / most), "n": notes.get(one, "")}
            for one, n in counted.items()
        ],
    }
