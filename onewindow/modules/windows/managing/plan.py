"""The plan of a hall as a city writes it: one TOML file with the hall, its hours and its windows.  Pure.

`code` is in addresses; hours are lists of "09:00-12:00" under a weekday 1–7 or a span of weekdays "1-5".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from onewindow.modules.windows.line.lanes import FIRST

Hours = dict[str, list[list[str]]]
SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(([01]\d|2[0-3]):([0-5]\d)|24:00)")
DAYS = re.compile(r"([1-7])(?:-([1-7]))?")
WORDS = frozenset({"unit", "code", "name", "prefix", "address", "access", "opens", "after_hours", "windows"})
OF_WINDOW = frozenset({"number", "kind", "name", "low"})


class BadPlan(ValueError):
    """The plan cannot be so; every fault in a sentence."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class WindowPlan:
    """One window."""

    number: int
    kind: str = "combined"
    name: str = ""
    low: bool = False


@dataclass(frozen=True, slots=True)
class HallPlan:
    """One hall; `unit` is the code of the unit it belongs to."""

    unit: str
    code: str
    name: str
    prefix: str
    address: str = ""
    access: str = ""
    opens: Hours = field(default_factory=dict)
    after_hours: Hours = field(default_factory=dict)
    windows: tuple[WindowPlan, ...] = ()


def read(text: str) -> HallPlan:
    """The plan in the file; BadPlan names everything that is wrong with it."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise BadPlan([f"不是 TOML：{wrong}"]) from wrong
    faults = [f"不认识的项：{word}" for word in told.keys() - WORDS]
    texts = {word: told.get(word, "") for word in ("unit", "code", "name", "prefix", "address", "access")}
    faults += [f"{word} 应当是文字" for word, text in texts.items() if not isinstance(text, str)]
    if faults:
        raise BadPlan(sorted(faults))
    texts["code"] = texts["code"] or texts["unit"]
    faults += _named(texts)
    opens, after = (_hours(word, told.get(word, {}), faults) for word in ("opens", "after_hours"))
    faults += [] if opens else ["opens 里一天也没有：至少写一天的开门时间"]
    faults += [f"周{day} 的延时服务和开门时间重叠" for day in opens if _clash([*opens[day], *after.get(day, [])])]
    windows = _windows(told.get("windows", []), faults)
    if faults:
        raise BadPlan(faults)
    return HallPlan(**texts, opens=opens, after_hours=after, windows=windows)


def _named(texts: Mapping[str, str]) -> list[str]:
    faults = [f"缺 {word}" for word in ("unit", "name") if not texts[word].strip()]
    if not re.fullmatch(r"[A-Z]{1,2}", texts["prefix"]):
        faults.append("prefix 是号码前面的一两个大写字母，如 A")
    if texts["code"] and not re.fullmatch(r"[A-Za-z0-9]{1,20}", texts["code"]):
        faults.append("code 要进网址，只能是 20 个以内的字母和数字")
    return faults


def _hours(word: str, told: Any, faults: list[str]) -> Hours:
    found: Hours = {}
    for days, spans in told.items() if isinstance(told, dict) else ():
        known = DAYS.fullmatch(days)
        if not known or not isinstance(spans, list) or not all(SPAN.fullmatch(str(one)) for one in spans):
            faults.append(f'{word} 的 {days}：应当像 "1-5" = ["09:00-12:00", "13:30-17:00"]')
            continue
        for day in range(int(known[1]), int(known[2] or known[1]) + 1):
            found[str(day)] = sorted([*found.get(str(day), []), *(str(one).split("-") for one in spans)])
    faults += [f"{word} 的周{day}：时间倒了，或者重叠" for day, spans in found.items() if _clash(spans)]
    return found


def _clash(spans: list[list[str]]) -> bool:
    ordered = sorted(spans)
    backwards = any(start >= end for start, end in ordered)
    return backwards or any(one[1] > other[0] for one, other in zip(ordered, ordered[1:], strict=False))


def _windows(told: Any, faults: list[str]) -> tuple[WindowPlan, ...]:
    made = []
    for one in told if isinstance(told, list) else []:
        number, kind = one.get("number"), one.get("kind", "combined")
        if not isinstance(number, int) or not 1 <= number <= 99:
            faults.append(f"窗口号 {number}：应当是 1 到 99 的整数")
        elif kind not in FIRST:
            faults.append(f"{number} 号窗口的 kind：应当是 {'、'.join(FIRST)} 之一")
        elif one.keys() - OF_WINDOW:
            faults.append(f"{number} 号窗口有不认识的项：{'、'.join(sorted(one.keys() - OF_WINDOW))}")
        else:
            made.append(WindowPlan(number, kind, str(one.get("name", "")), one.get("low") is True))
    if not told:
        faults.append("一个窗口也没有：至少写一个 [[windows]]")
    if len({one.number for one in made}) < len(made):
        faults.append("有两个窗口同号")
    return tuple(made)
