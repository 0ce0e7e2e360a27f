"""What the guide says of one hall today, read from the hall, its people and the declarations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext

from onewindow.kernel.faces.words import words
from onewindow.kernel.handbook.law import Law, Sure
from onewindow.modules.windows.capture.devices import BROWSER_CAMERA, DRAWN_SIGNATURE, ELSEWHERE, TYPED_SIGNATURE
from onewindow.modules.windows.capture.simulated import SimulatedReader
from onewindow.modules.windows.items import DEPARTMENTS, ITEMS
from onewindow.modules.windows.live.kinds import KINDS
from onewindow.modules.windows.models import Certificate, Hall, Shift
from onewindow.modules.windows.policy import PARAMETERS
from onewindow.modules.windows.staffing.queries import AT_WINDOW_ROLES, Officer, may_of, shifts

SOON = 30
"""Days before its end from which a certificate is told of."""
WEEKDAYS = "一二三四五六日"


def hours(told: dict[str, list[list[str]]]) -> list[str]:
    """周一至周五 09:00–12:00、13:30–17:00: days in a row with the same hours together."""
    found: list[tuple[list[str], str]] = []
    for day, spans in sorted(told.items()):
        line = "、".join(f"{start}–{end}" for start, end in spans)
        name = gettext("周{w}").format(w=gettext(WEEKDAYS[int(day) - 1]))
        if found and found[-1][1] == line:
            found[-1][0].append(name)
        else:
            found.append(([name], line))
    return [
        f"{gettext('{a}至{b}').format(a=days[0], b=days[-1]) if len(days) > 1 else days[0]} {line}"
        for days, line in found
        if line
    ]


def windows(hall: Hall) -> list[dict[str, str]]:
    """The windows in use."""
    return [
        {
            "number": gettext("{n} 号").format(n=one.number),
            "kind": words(one.name or KINDS.get(one.kind, one.kind)),
            "low": gettext("低位") if one.low else "",
        }
        for one in hall.windows.filter(active=True).order_by("number")
    ]


def state(hall: Hall, people: Sequence[Officer], items: Sequence[dict[str, Any]], today: date) -> dict[str, Any]:
    """What is ready and what is not: one fact with its tone for each thing of the first day."""
    there = [one for one in people if one.roles & AT_WINDOW_ROLES]
    ids = [one.id for one in there]
    in_force = Certificate.objects.filter(account_id__in=ids, since__lte=today, until__gte=today)
    lasting = set(in_force.filter(until__gt=today + timedelta(days=SOON)).values_list("account_id", flat=True))
    signing = set(in_force.values_list("account_id", flat=True))
    planned = list(shifts(hall.id, today, today))
    nobody = sum(1 for one in items if not one["who"])
    none, soon = len(set(ids) - signing), len(signing - lasting)
    return {
        "windows": _fact(gettext("{n} 个窗口").format(n=len(windows(hall))), bool(windows(hall))),
        "leave": _fact(
            gettext("{n} 项没有人能办").format(n=nobody) if nobody else gettext("每项都有人能办"), nobody == 0
        ),
        "certificates": _fact(
            gettext("{none} 人没有有效证书，{soon} 人的证书{days}天内到期").format(none=none, soon=soon, days=SOON)
            if none + soon
            else gettext("都有有效证书"),
            none + soon == 0,
        ),
        "plan": _fact(_planned(planned), bool(planned)),
    }


def _planned(planned: list[Shift]) -> str:
    rested = sum(1 for one in planned if one.breaks)
    return gettext("今天排了 {n} 人，{rested} 人有午休").format(n=len(planned), rested=rested)


def _fact(said: str, well: bool) -> dict[str, str]:
    return {"words": said, "tone": "done" if well else "due_soon"}


def items(people: Sequence[Officer], today: date) -> list[dict[str, Any]]:
    """Every item a hall handles: department, minutes with their source, and who may today."""
    there = [one for one in people if one.roles & AT_WINDOW_ROLES]
    may = may_of([one.id for one in there], today)
    return [
        {
            "title": words(item.title),
            "department": words(DEPARTMENTS[item.department]),
            "minutes": f"{item.minutes:g}",
            "mark": mark(item.sure),
            "inside": bool(item.case_type),
            "who": [one.name for one in there if item.code in may[one.id]],
        }
        for item in sorted(ITEMS, key=lambda one: list(DEPARTMENTS).index(one.department))
    ]


def rules(values: dict[str, Any]) -> list[dict[str, Any]]:
    """The parameters of the room: the value in force, what it was declared with, and whose it is."""
    return [
        {
            "title": words(one.title),
            "value": f"{values[one.code]:g} {words(one.unit)}",
            "default": f"{one.default:g}" if values[one.code] != one.default else "",
            "source": words(one.law.title),
            "note": words(one.law.note),
            "mark": mark(one.law),
        }
        for one in PARAMETERS
    ]


def mark(law: Law) -> dict[str, str]:
    """How sure the source is, as a chip."""
    tone = {Sure.READ: "done", Sure.OWN: "none"}.get(law.sure, "due_soon")
    return {"words": words(law.sure.value), "tone": tone}


def devices() -> list[dict[str, Any]]:
    """What captures, and what of it is only simulated."""
    ready, simulated, outside = gettext("可用"), gettext("只有模拟的"), gettext("不在本系统里")
    return [
        {"title": gettext("照相、扫描材料"), "what": words(BROWSER_CAMERA), "state": ready, "tone": "done"},
        {
            "title": gettext("签字"),
            "what": gettext("{a}，或者{b}").format(a=words(DRAWN_SIGNATURE), b=words(TYPED_SIGNATURE)),
            "state": ready,
            "tone": "done",
        },
        {
            "title": gettext("读身份证"),
            "what": gettext("{name}；真的读卡器由系统管理员按接口接入").format(name=words(SimulatedReader.name)),
            "state": simulated,
            "tone": "due_soon",
        },
        {"title": gettext("指纹"), "what": words(ELSEWHERE), "state": outside, "tone": "none"},
        {"title": gettext("打印号票"), "what": gettext("浏览器打印到本机打印机"), "state": ready, "tone": "done"},
        {
            "title": gettext("语音叫号"),
            "what": gettext("大屏那台电脑的浏览器朗读，在大屏上打开语音"),
            "state": ready,
            "tone": "done",
        },
    ]
