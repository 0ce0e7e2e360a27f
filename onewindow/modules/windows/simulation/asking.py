"""What a hall's chief may ask of the simulator: few numbers, each within bounds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.modules.windows.simulation.arrivals import Demand
from onewindow.modules.windows.simulation.plans import (
    VEHICLE,
    Arrangement,
    Post,
    also,
    combined,
    specialised,
    with_lunch,
)
from onewindow.modules.windows.simulation.proof import MIXES

MOST_WINDOWS = 20


@dataclass(frozen=True, slots=True)
class Number:
    """One number of the form."""

    code: str
    title: str
    unit: str
    value: int
    least: int
    most: int


DAY = (
    Number("per_day", gettext_noop("平均每天来多少人"), gettext_noop("人"), 140, 10, 500),
    Number("target", gettext_noop("希望九成群众等候不超过"), gettext_noop("分钟"), 15, 3, 60),
)
BEFORE = (
    Number("a_household", gettext_noop("户政专窗"), gettext_noop("个"), 4, 0, 12),
    Number("a_exit_entry", gettext_noop("出入境专窗"), gettext_noop("个"), 3, 0, 12),
    Number("a_vehicle", gettext_noop("车驾管专窗"), gettext_noop("个"), 3, 0, 12),
    Number("a_combined", gettext_noop("综合窗口"), gettext_noop("个"), 0, 0, 12),
)
AFTER = (
    Number("b_household", gettext_noop("户政专窗"), gettext_noop("个"), 0, 0, 12),
    Number("b_exit_entry", gettext_noop("出入境专窗"), gettext_noop("个"), 0, 0, 12),
    Number("b_vehicle", gettext_noop("车驾管专窗"), gettext_noop("个"), 0, 0, 12),
    Number("b_combined", gettext_noop("综合窗口"), gettext_noop("个"), 5, 0, 12),
    Number("b_also", gettext_noop("另给几名专窗民警授权办车驾管"), gettext_noop("名"), 0, 0, 12),
    Number("b_device", gettext_noop("办理时间里有多少由设备缩到三分之一"), "%", 0, 0, 90),
    Number("b_self", gettext_noop("去自助机办的人"), "%", 0, 0, 90),
)
BOTH = (Number("slow", gettext_noop("综合窗口比专窗慢"), "%", 15, 0, 100),)
NUMBERS = (*DAY, *BEFORE, *AFTER, *BOTH)
CHOICES = ("mix", "lunch", "day", "monday", "staffing")
LUNCHES = {
    "none": gettext_noop("中午不休息"),
    "two": gettext_noop("中午分两班，各休1小时"),
    "one": gettext_noop("中午一起休1小时"),
}


@dataclass(frozen=True, slots=True)
class Asking:
    """One question: a day, two arrangements, and a target for the staffing."""

    numbers: Mapping[str, int]
    mix: str = "changzhou"
    monday: bool = False
    lunch: str = "two"
    staffing: bool = False
    day: str = ""

    @property
    def demand(self) -> Demand:
        return Demand(self.numbers["per_day"], MIXES[self.mix])

    @property
    def pace(self) -> float:
        return 1 + self.numbers["slow"] / 100

    def arrangement(self, side: str, title: str) -> Arrangement:
        """The windows of side a or b."""
        count = {code: self.numbers[f"{side}_{code}"] for code in ("household", "exit_entry", "vehicle", "combined")}
        posts = specialised(count["household"], count["exit_entry"], count["vehicle"])
        if side == "b":
            posts = also(posts, self.numbers["b_also"], VEHICLE)
        posts = self._rested((*posts, *_after(len(posts), combined(count["combined"], self.pace))))
        if side == "a":
            return Arrangement(title, posts)
        shares = {"device_share": self.numbers["b_device"] / 100, "self_service": self.numbers["b_self"] / 100}
        return Arrangement(title, posts, **shares)

    def _rested(self, posts: tuple[Post, ...]) -> tuple[Post, ...]:
        return posts if self.lunch == "none" else with_lunch(posts, 60, 2 if self.lunch == "two" else 1)


def _after(many: int, posts: tuple[Post, ...]) -> tuple[Post, ...]:
    return tuple(Post(many + post.window, post.may, post.spans, post.pace) for post in posts)


def defaults() -> Asking:
    """The question the form begins with."""
    return Asking({one.code: one.value for one in NUMBERS})


def title(code: str) -> str:
    """What a field is called, in the reader's language."""
    others = {"mix": gettext("业务构成"), "lunch": gettext("午休"), "day": gettext("来人")}
    side = {"a_": gettext("方案甲"), "b_": gettext("方案乙")}.get(code[:2], "")
    name = others.get(code) or next(gettext(one.title) for one in NUMBERS if one.code == code)
    return f"{side} {name}".strip()


def was_asked(given: Mapping[str, str]) -> bool:
    """Whether an address asks anything at all."""
    return any(code in given for code in (*(one.code for one in NUMBERS), *CHOICES))


def asked(given: Mapping[str, str], days: Collection[str] = ()) -> Asking:
    """The question of a form that was sent; BadAnswers names every field that cannot be so.

    What an address does not mention is as the form begins; `days` are the recorded days that may be asked for.
    """
    numbers, errors = {}, {}
    for one in NUMBERS:
        text = given.get(one.code, str(one.value)).strip()
        found = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None
        if found is None or not one.least <= found <= one.most:
            errors[one.code] = gettext("请填 {least} 到 {most} 的整数").format(least=one.least, most=one.most)
        else:
            numbers[one.code] = found
    for side in ("a", "b"):
        whole = sum(count for code, count in numbers.items() if _is_window(code, side))
        if not errors and not 1 <= whole <= MOST_WINDOWS:
            errors[f"{side}_household"] = gettext("窗口加起来应当是 1 到 {most} 个").format(most=MOST_WINDOWS)
    mix, lunch, day = given.get("mix", "changzhou"), given.get("lunch", "two"), given.get("day", "")
    if mix not in MIXES:
        errors["mix"] = gettext("没有这种构成，请从列表里选")
    if lunch not in LUNCHES:
        errors["lunch"] = gettext("没有这种午休，请从列表里选")
    if day and day not in days:
        errors["day"] = gettext("没有这一天的记录，或者不是您的大厅。请从列表里选")
    if errors:
        raise BadAnswers(errors)
    return Asking(numbers, mix, "monday" in given, lunch, "staffing" in given, day)


def _is_window(code: str, side: str) -> bool:
    return code.startswith(f"{side}_") and code.split("_", 1)[1] in ("household", "exit_entry", "vehicle", "combined")
