"""边境管理区通行证: who must come, for how long, where to.  Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from onewindow.kernel.ground.ages import age_on, as_day, born, months_after, years_after
from onewindow.kernel.handbook import Law, Matter, Sure, rule

GUIDE = Law(
    "国家移民管理局 电子边境管理区通行证办事指南（2026-04-14）",
    "",
    Sure.SECOND,
    "2026-04-15起全国启用电子证、停发纸质证",
    "https://s.nia.gov.cn/mps/bszy/dzbjtxz/blzy/202604/t20260414_1001.html",
)
NOTICE_5 = Law(
    "国家移民管理局公告 2026年第5号", "", Sure.SECOND, "2026-08-28零时起暂停签发前往日喀则市的通行证，恢复时间另行公告"
)
OLD = Law("边境管理区通行证管理办法", "第六条", Sure.SECOND, "公安部令第42号（1999-09-04），据公安部令第132号修正")
OLD_LENGTH = Law("边境管理区通行证管理办法", "第十九条", Sure.SECOND, "公安部令第42号")
GROWN = 16
ONLINE, MAINLAND = "online", frozenset({"online", "children", "year"})
ONLINE_MONTHS, LONG_YEARS = 3, 1

# Areas a pass is asked for most often; codes of GB/T 2260.
AREAS = {
    "540200": "西藏 日喀则市",
    "540400": "西藏 林芝市",
    "540500": "西藏 山南市",
    "542500": "西藏 阿里地区",
    "653100": "新疆 喀什地区",
    "653000": "新疆 克孜勒苏州",
    "652900": "新疆 阿克苏地区",
    "653200": "新疆 和田地区",
    "654000": "新疆 伊犁州直",
    "654200": "新疆 塔城地区",
    "654300": "新疆 阿勒泰地区",
    "652700": "新疆 博尔塔拉州",
    "650500": "新疆 哈密市",
    "652300": "新疆 昌吉州",
    "152900": "内蒙古 阿拉善盟",
    "620900": "甘肃 酒泉市（肃北）",
}


@dataclass(frozen=True, slots=True)
class Closed:
    """A stretch of time in which no pass is issued for an area; `until` None is 另行公告."""

    area: str
    since: date
    until: date | None
    notice: str

    def meets(self, first: date, last: date) -> bool:
        """True when any day of the journey falls inside."""
        return self.since <= last and (self.until is None or first <= self.until)


def closed(switches: Iterable[dict[str, Any]]) -> list[Closed]:
    """Switches as the look-up hands them over."""
    found = []
    for one in switches:
        since = as_day(one["since"])
        if since:
            found.append(Closed(str(one["area"]), since, as_day(one.get("until")), str(one.get("notice", ""))))
    return found


@rule("有一个目的地现在不签发通行证，请去掉它，或改期再来。", law=NOTICE_5)
def destinations_are_open(matter: Matter) -> bool | str:
    chosen = set(matter.answers.get("destinations") or ())
    first, last = as_day(matter.answers.get("from_day")), as_day(matter.answers.get("to_day"))
    for one in closed(matter.facts.get("switch", {}).get("closed", ())):
        if one.area not in chosen:
            continue
        if one.meets(matter.today, matter.today) or (first and last and one.meets(first, last)):
            until = f"{_said(one.until)}恢复" if one.until else "恢复时间另行公告"
            return (
                f"{AREAS.get(one.area, one.area)}自{_said(one.since)}起暂停签发（{one.notice}），{until}。"
                "请去掉这个目的地，其他地方可以照办；手里已有证的，也请暂时不要前往。"
            )
    return True


@rule(
    "三个月以内的电子证由国家移民管理局统一在“移民局12367”办（App、微信或支付宝小程序），三个工作日内决定，免费，不用来窗口。"
    "本系统签不了这种证，也不耽误您：请直接到12367申请。要一年有效、带16岁以下孩子同去，或您是港澳台居民、华侨、外国人的，请改选对应的情况，到现场办。",
    law=GUIDE,
)
def online_goes_to_12367(matter: Matter) -> bool:
    return matter.answers.get("kind") != ONLINE or matter.parameters["border.online_here"] is True


@rule(
    "年满16周岁的才单独申请通行证；未满16周岁的孩子随监护人的证一起去，请由监护人选“带未满16周岁子女”来办。", law=GUIDE
)
def is_sixteen(matter: Matter) -> bool | str:
    if matter.answers.get("kind", "online") not in MAINLAND:
        return True
    birth = born(matter.answers.get("holder_id"))
    return birth is not None and age_on(birth, matter.today) >= GROWN


@rule("出发日不能早于今天，返回日不能早于出发日，请核对。", law=GUIDE)
def days_are_ahead(matter: Matter) -> bool:
    first, last = as_day(matter.answers.get("from_day")), as_day(matter.answers.get("to_day"))
    return first is not None and last is not None and matter.today <= first <= last


def longest(kind: str, first: date) -> date:
    """The last day a pass of this kind may be valid when it begins on `first`."""
    return years_after(first, LONG_YEARS) if kind == "year" else months_after(first, ONLINE_MONTHS)


@rule("时间太长了。", law=GUIDE)
def is_short_enough(matter: Matter) -> bool | str:
    first, last = as_day(matter.answers.get("from_day")), as_day(matter.answers.get("to_day"))
    if first is None or last is None:
        return "请填写出发日和返回日。"
    kind = str(matter.answers.get("kind", ""))
    limit = longest(kind, first)
    if last <= limit:
        return True
    if kind == "year":
        return f"一张证最长一年：从{_said(first)}起，最晚到{_said(limit)}。"
    return f"这种证最长三个月：从{_said(first)}起，最晚到{_said(limit)}。常去的可以改选“一年有效”，到现场办。"


@rule("这种情况要本人到现场，人证一致才能受理。请核对后勾选“本人已到现场”。", law=GUIDE)
def came_in_person(matter: Matter) -> bool:
    return matter.answers.get("kind") == ONLINE or matter.answers.get("in_person") is True


@rule("带孩子同去，请写明每个孩子的姓名和出生日期。", law=GUIDE)
def children_are_named(matter: Matter) -> bool | str:
    if matter.answers.get("kind") != "children":
        return True
    named = children(matter.answers.get("children"))
    if not named:
        return False
    grown = [name for name, birth in named if birth is None or age_on(birth, matter.today) >= GROWN]
    return True if not grown else f"{'、'.join(grown)}：没有写出生日期，或已满16周岁。满16周岁的要自己申请一张。"


def children(text: Any) -> list[tuple[str, date | None]]:
    """Name and birthday of each child: one a line, as `张小明 2015-03-02`."""
    found = []
    for line in str(text or "").splitlines():
        words = line.replace("，", " ").replace(",", " ").split()
        if words:
            found.append((words[0], next((day for day in map(as_day, words[1:]) if day), None)))
    return found


@rule("旧规定下，通行证由户籍地的公安机关签发。您的户籍不在本市，请到户籍地申请。", law=OLD)
def household_is_here(matter: Matter) -> bool:
    return (
        str(matter.facts.get("household", {}).get("area", ""))[:4] == str(matter.answers.get("station_place", ""))[:4]
    )


@rule("旧证有效期不超过三个月；常住或经常出入边境管理区的，最长一年。", law=OLD_LENGTH)
def old_length(matter: Matter) -> bool:
    first, last = as_day(matter.answers.get("from_day")), as_day(matter.answers.get("to_day"))
    if first is None or last is None or last < first:
        return False
    return last <= (years_after(first, 1) if matter.answers.get("frequent") is True else months_after(first, 3))


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
