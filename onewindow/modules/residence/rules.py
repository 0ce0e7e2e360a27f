"""居住证: who may have one, when it is endorsed, what being late costs.  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from onewindow.kernel.ground.ages import age_on, as_day, born, months_after, years_after
from onewindow.kernel.handbook import Law, Matter, Sure, rule

WHO_MAY = Law("居住证暂行条例", "第二条")
WHAT_FOR = Law("居住证暂行条例", "第九条")
YEARLY = Law("居住证暂行条例", "第十条")
HALF_A_YEAR = 6  # months, 第二条
CHILD, OLD = 16, 60


@rule(
    "代办只限未满16周岁的未成年人和行动不便的老年人、残疾人，由监护人或近亲属办。请改选“本人办理”，或补充代办理由。",
    law=WHAT_FOR,
)
def proxy_is_allowed(matter: Matter) -> bool | str:
    answers = matter.answers
    if answers.get("by") != "proxy":
        return True
    if answers.get("proxy_id") == answers.get("holder_id"):
        return "代办人和申领人填成了同一个人，请核对两个身份号码。"
    birth = born(answers.get("holder_id"))
    age = age_on(birth, matter.today) if birth else None
    if answers.get("proxy_reason") == "child" and (age is None or age >= CHILD):
        return "申领人已满16周岁，要由本人申领；行动不便的，请把代办理由改为“行动不便”。"
    if answers.get("proxy_reason") == "old" and (age is None or age < OLD):
        return "按身份号码，申领人还不是老年人。如因残疾不便，请把代办理由改为“残疾人行动不便”。"
    return True


def same_city(one: str, other: str, county_is_apart: bool) -> bool:
    """Whether two county codes lie in one city.

    The districts of a city (last two digits 01–20) are one; a county-level city such as 溧阳 is
    apart when `county_is_apart`.
    """
    if not one or not other or one[:4] != other[:4]:
        return False
    if one == other or not county_is_apart:
        return True
    return one[4:] <= "20" and other[4:] <= "20"


@rule(
    "居住证发给离开户籍地、到别的城市居住的人。您的户籍就在本地，办事用身份证、户口簿就可以，不需要居住证。",
    law=WHO_MAY,
)
def lives_away_from_home(matter: Matter) -> bool | str:
    home = str(matter.facts.get("stay", {}).get("household_area", ""))
    if not home:
        return "还查不到您的户籍地。请带身份证和户口簿到窗口，民警当面核对。"
    here = str(matter.answers.get("home", ""))[:6]
    return not same_city(home, here, matter.parameters["resid.county_city_apart"])


@rule("还没有查到您在这里的居住登记。请先向社区民警申报，当天就能登记；登记满半年后再来申领。", law=WHO_MAY)
def is_registered_here(matter: Matter) -> bool | str:
    stay = matter.facts.get("stay", {})
    if not stay.get("since"):
        return False
    until = as_day(stay.get("valid_until"))
    if until and until < matter.today:
        return "您的居住登记已经到期，请先到社区民警处续报，再申领居住证。"
    if not stay.get("same_place"):
        return "登记的地址和您填的不在同一个社区。搬家了请先变更居住登记；没有搬，请把地址改成登记的那个。"
    return True


def living_here_since(matter: Matter) -> date | None:
    """The earliest day that is proved: by the register, or by papers the clerk has checked."""
    days = [as_day(matter.facts.get("stay", {}).get("since")), as_day(matter.answers.get("proved_since"))]
    return min((day for day in days if day), default=None)


@rule("要在这里居住满半年才能申领。", law=WHO_MAY)
def half_a_year(matter: Matter) -> bool | str:
    since = living_here_since(matter)
    if since is None:
        return False
    full = months_after(since, HALF_A_YEAR)
    if full <= matter.today:
        return True
    return (
        f"您从{_said(since)}起有居住登记，到{_said(full)}满半年，那天起就可以申领。"
        "如果实际来得更早，请带租赁合同、劳动合同或社保记录到窗口核对。"
    )


@rule("合法稳定就业、合法稳定住所、连续就读，三项里符合一项就可以，请选择您符合的那一项。", law=WHO_MAY)
def has_a_ground(matter: Matter) -> bool:
    return matter.answers.get("ground") in ("work", "home", "study")


@rule("您已经有一张有效的居住证，不用再申领。到期请办签注，丢失或损坏请办补领、换领。", law=WHAT_FOR)
def has_no_permit_yet(matter: Matter) -> bool | str:
    number = matter.facts.get("permits", {}).get("number", "")
    return (
        True
        if not number
        else f"您已经有一张居住证（{number}），不用再申领。满一年前的一个月里请办签注；丢失或损坏请办补领、换领。"
    )


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which an endorsement is in time, both counted."""

    opens: date
    closes: date


def window(full_year: date) -> Window:
    """The month before the day a year is full; 31 March opens on the last day of February."""
    return Window(months_after(full_year, -1), full_year)


def suspended(valid_until: date, today: date) -> bool:
    """使用功能中止: from the day after a full year passed without endorsement."""
    return today > valid_until


@dataclass(frozen=True, slots=True)
class Endorsed:
    """What an endorsement makes of a permit."""

    valid_until: date
    counted_from: date
    years_since: date
    restarted: bool


def after_endorsement(
    *, valid_until: date, counted_from: date, years_since: date, today: date, grace_days: int
) -> Endorsed:
    """The permit after an endorsement today.

    In time or within the grace: the next full year counts from the same day, years run on.  Later:
    both start again today (第十条).  A permit of 29 February is full on 28 February in common years
    and on the 29th again in the next leap year, since years are counted from `counted_from`.
    """
    if today <= valid_until + timedelta(days=grace_days):
        n = valid_until.year - counted_from.year + 1
        return Endorsed(years_after(counted_from, n), counted_from, years_since, False)
    return Endorsed(years_after(today, 1), today, today, True)


def held(matter: Matter) -> dict[str, Any]:
    """The permit that the register found, or nothing."""
    found = matter.facts.get("permit", {})
    return found if found.get("number") else {}


@rule("没有找到这张居住证。请核对证号和身份号码；如果是在别的城市领的，请到那里签注，或在本地重新申领。", law=YEARLY)
def has_a_permit(matter: Matter) -> bool:
    return bool(held(matter))


@rule("还没有到签注的时候。", law=YEARLY)
def window_is_open(matter: Matter) -> bool | str:
    full = as_day(held(matter).get("valid_until"))
    if full is None:
        return has_a_permit.words
    opens = window(full).opens
    if matter.today >= opens:
        return True
    return f"还没有到签注的时候：您的居住证{_said(full)}满一年，{_said(opens)}起一个月内来签就可以，早签不了。"


@rule("签注要仍在这里居住，居住登记要在有效期内。", law=YEARLY)
def still_lives_here(matter: Matter) -> bool | str:
    stay = matter.facts.get("stay", {})
    until = as_day(stay.get("valid_until"))
    if not stay.get("since") or (until and until < matter.today):
        return "没有查到有效的居住登记。仍住在这里的，请先到社区民警处登记（当天办好）再签注。"
    if not stay.get("same_place"):
        return "登记的地址和您填的不在同一个社区。搬家了请先变更居住登记，再办签注。"
    return True


def will_restart(matter: Matter) -> bool:
    """True when an endorsement today starts the years of residence again."""
    full = as_day(held(matter).get("valid_until"))
    return full is not None and matter.today > full + timedelta(days=matter.parameters["resid.grace_days"])


@rule("这张证已经逾期，签注后居住年限从今天重新计算。请当面告诉群众，并勾选“已告知居住年限重新计算”。", law=YEARLY)
def told_that_years_restart(matter: Matter) -> bool:
    return not will_restart(matter) or matter.answers.get("told_restart") is True


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


GRACE_LAW = Law(
    "居住证暂行条例",
    "第十条",
    Sure.CONFLICT,
    "条例没有宽限，逾期即中止；南京规定中止之日起30日内补签的年限连续，《江苏省流动人口居住管理办法（试行）》"
    "的转载也有同样说法。原件未读到，常州取0，核实后可改。",
)
COUNTY_LAW = Law(
    "居住证暂行条例",
    "第二条",
    Sure.COMMON,
    "“其他城市”是否含本市所辖县级市，条例未写明；江苏一般以设区市市区、县（市）为界。",
)
