"""The chief's first board: today against the promise, the map, channels, states; every figure a link."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.faces.gates import staff_only
from onewindow.kernel.faces.shown import when
from onewindow.kernel.faces.words import words
from onewindow.kernel.handbook.shelf import shelf
from onewindow.kernel.indicators import today

CHANNELS = {"phone": "手机", "window": "窗口", "api": "接口", "kiosk": "自助机", "system": "系统"}
LEVELS = 5


@lru_cache(maxsize=1)
def outlines() -> dict[str, Any]:
    """District outlines of this city as SVG paths."""
    path = Path(settings.CITY_MAP)
    return dict(json.loads(path.read_text())) if path.exists() else {"viewbox": "0 0 10 10", "areas": []}


def boards(current: str) -> list[dict[str, Any]]:
    """The boards one may turn to."""
    home = reverse("board-home")
    listed = (
        ("today", gettext("今日"), home),
        ("told", gettext("应告未告"), reverse("board-told")),
        ("wall", gettext("大屏"), f"{home}?wall=1"),
    )
    return [{"title": title, "url": url, "current": code == current} for code, title, url in listed]


@staff_only
@require_GET
def home(request: Asked) -> HttpResponse:
    """The board of the reader's own unit."""
    actor, now = request.actor, request.now
    row = today.first_row(actor=actor, now=now)
    kept = today.kept(actor=actor, now=now)
    return render(
        request,
        "faces/board/home.html",
        {
            "title": gettext("今日看板"),
            "wall": request.GET.get("wall") == "1",
            "boards": boards("today"),
            "as_of": {"at": now.isoformat(), "words": when(now)},
            "stats": _stats(row, kept),
            "map": _map(today.by_district(actor=actor, now=now)),
            "trend": _trend(today.by_day(actor=actor, now=now)),
            "charts": [
                _bars(gettext("近30天受理渠道"), today.by("channel", actor=actor, now=now), _channel),
                _bars(gettext("近30天事项"), today.by("case_type", actor=actor, now=now), _matter),
                _bars(gettext("在办状态"), today.by("state", actor=actor, now=now), _state),
            ],
            "unit": actor.held[0].unit_name,
        },
    )


def _stats(row: dict[str, int], kept: dict[str, int]) -> list[dict[str, Any]]:
    desk = reverse("desk-home")
    share = f"{100 * kept['kept'] / kept['n']:.1f}" if kept["n"] else "—"
    return [
        {
            "title": gettext("今天收件"),
            "value": row["received"],
            "unit": gettext("件"),
            "url": f"{desk}?list=all",
            "note": gettext("今天提交的申请"),
        },
        {"title": gettext("今天受理"), "value": row["accepted"], "unit": gettext("件"), "url": f"{desk}?list=all"},
        {"title": gettext("今天办结"), "value": row["ended"], "unit": gettext("件"), "url": f"{desk}?list=done"},
        {"title": gettext("等我们办"), "value": row["waiting"], "unit": gettext("件"), "url": f"{desk}?list=todo"},
        {
            "title": gettext("将到期"),
            "value": row["soon"],
            "unit": gettext("件"),
            "url": f"{desk}?list=soon",
            "tone": "due_soon" if row["soon"] else "",
        },
        {
            "title": gettext("已超期"),
            "value": row["overdue"],
            "unit": gettext("件"),
            "url": f"{desk}?list=overdue",
            "tone": "overdue" if row["overdue"] else "",
        },
        {
            "title": gettext("近30天按承诺办结"),
            "value": share,
            "unit": "%",
            "url": f"{desk}?list=done",
            "n": gettext("{kept}/{n} 件").format(**kept),
        },
    ]


def _level(n: int, most: int) -> int:
    """The shade of a district: 0 for none, else one of LEVELS."""
    return -(-LEVELS * n // most)


def _map(districts: list[dict[str, Any]]) -> dict[str, Any]:
    by_code = {row["code"]: row for row in districts}
    most = max((row["open"] for row in districts), default=0) or 1
    areas = []
    for area in outlines()["areas"]:
        row = by_code.get(area["code"], {"open": 0, "overdue": 0, "path": ""})
        areas.append(
            {
                "code": area["code"],
                "title": words(area["name"]),
                "path": area["path"],
                "x": area["x"],
                "y": area["y"],
                "level": _level(row["open"], most),
                "n": gettext("其中超期 {n} 件").format(n=row["overdue"]) if row["overdue"] else "",
                "words": str(row["open"]),
                "url": reverse("desk-home") + f"?list=all&unit={row['path']}",
            }
        )
    from_here = {level: most * (level - 1) // LEVELS + 1 for level in range(1, LEVELS + 1)}
    legend = [{"level": level, "words": f"≥{n}"} for level, n in from_here.items() if _level(n, most) == level]
    return {
        "id": "districts",
        "title": gettext("各区在办"),
        "viewbox": outlines()["viewbox"],
        "areas": areas,
        "legend": legend,
        "unit": gettext("件"),
        "note": gettext("颜色深浅是在办件数；数字写在图上和表里。"),
    }


def _trend(days: list[dict[str, Any]]) -> dict[str, Any]:
    most = max((row["received"] for row in days), default=0) or 1
    step = 100 / max(len(days) - 1, 1)
    line = " ".join(f"{i * step:.1f},{40 - 38 * row['received'] / most:.1f}" for i, row in enumerate(days))
    return {
        "id": "received",
        "title": gettext("近14天收件"),
        "value": days[-1]["received"] if days else 0,
        "unit": gettext("件"),
        "line": line,
        "aim": None,
        "aim_words": "",
        "first": f"{days[0]['day']:%m-%d}",
        "last": f"{days[-1]['day']:%m-%d}",
        "rows": [{"title": f"{row['day']:%m-%d}", "value": row["received"], "n": ""} for row in days],
        "note": "",
    }


def _bars(title: str, found: list[dict[str, Any]], naming: Any) -> dict[str, Any]:
    most = max((row["n"] for row in found), default=0) or 1
    return {
        "title": title,
        "unit": gettext("件"),
        "note": "",
        "rows": [
            {
                "title": naming(row["key"]),
                "value": row["n"],
                "words": str(row["n"]),
                "width": round(100 * row["n"] / most),
                "url": "",
                "n": "",
                "tone": "",
            }
            for row in found[:12]
        ],
    }


def _channel(key: str) -> str:
    return words(CHANNELS.get(key, key))


def _matter(key: str) -> str:
    return words(shelf().entry(key).title)


def _state(key: str) -> str:
    code, _, state = key.partition(":")
    entry = shelf().entry(code)
    return f"{words(entry.title)} · {words(entry.state[state].title) if state in entry.state else state}"
