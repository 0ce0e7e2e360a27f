"""公章刻制业许可: which way is open, what a promise needs, how a check goes on.  Pure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from onewindow.kernel.ground.ages import as_day
from onewindow.kernel.handbook import Law, Matter, Sure, rule
from onewindow.modules.seals.promise import CURRENT

PERMIT = Law(
    "国务院对确需保留的行政审批项目设定行政许可的决定",
    "附件",
    Sure.SECOND,
    "国务院令第412号：公章刻制业特种行业许可证核发",
)
JIANGSU = Law(
    "江苏省公章刻制许可备案管理规范（试行）",
    "第五条",
    Sure.SECOND,
    "苏公厅〔2021〕690号：向营业执照住所地县级公安机关申领",
)
BY_PROMISE = Law("优化营商环境条例", "第四十条")
PROMISE_RULES = Law(
    "国务院办公厅关于全面推行证明事项和涉企经营许可事项告知承诺制的指导意见", "", Sure.SECOND, "国办发〔2020〕42号"
)
TWO_OFFICERS, AT_ONCE = (
    Law("行政许可法", "第三十四条", note="第三款：两名以上工作人员核查"),
    Law("行政许可法", "第三十四条"),
)
UNTRUE, CHEATED = Law("行政许可法", "第七十八条"), Law("行政许可法", "第七十九条")
RECORDED, REVOKED = Law("行政许可法", "第六十一条"), Law("行政许可法", "第六十九条")
CUSTOM = Law("本系统设计", "", Sure.COMMON, "多地做法：两个月内首次核查、整改不超过30日；江苏原文未读到")
RECTIFY_DAYS, SPEAK_DAYS = 30, 5


def _standing(matter: Matter) -> dict[str, Any]:
    found = matter.facts.get("standing", {})
    return found if isinstance(found, dict) else {}


@rule("这是一般程序的申请，请先受理、核查，再作决定。", law=BY_PROMISE)
def chose_the_promise(matter: Matter) -> bool:
    return matter.answers.get("way") == "promise"


@rule("申请人选的是告知承诺，承诺齐全的请直接“当场决定”；不能适用的，请告知申请人改选一般程序。", law=BY_PROMISE)
def chose_the_ordinary_way(matter: Matter) -> bool:
    return matter.answers.get("way") == "ordinary"


@rule("承诺书要逐条勾选，并由法定代表人或负责人签名。", law=PROMISE_RULES)
def everything_is_promised(matter: Matter) -> bool | str:
    if matter.answers.get("way") != "promise":
        return True
    missing = [one.words for one in CURRENT.items if matter.answers.get(one.code) is not True]
    if missing:
        return f"还有 {len(missing)} 条承诺没有勾选：{'；'.join(missing)}。做不到的，请改选一般程序。"
    signed, legal = (_plain(matter.answers.get(code)) for code in ("signature", "legal_name"))
    return True if signed and signed == legal else "签名和法定代表人（负责人）姓名不一致，请本人签名。"


def _plain(name: Any) -> str:
    return "".join(str(name or "").split()).replace("•", "·").replace("・", "·")


@rule(
    "按规定，有较严重不良信用记录或作过虚假承诺的，信用修复前不能用告知承诺。请改选一般程序，同样可以取得许可；信用修复后可以再用。",
    law=PROMISE_RULES,
)
def record_is_clean(matter: Matter) -> bool:
    found = _standing(matter)
    return found.get("repaired") is True or not (found.get("bad_record") or found.get("untrue_promise"))


@rule("以前以欺骗等不正当手段取得过许可，三年内不能再次申请。", law=CHEATED)
def is_not_barred(matter: Matter) -> bool | str:
    until = as_day(_standing(matter).get("barred_until"))
    if until is None or until < matter.today:
        return True
    day = f"{until.year}年{until.month}月{until.day}日"
    return f"以前以欺骗等不正当手段取得过许可，{day}后才能再次申请。有异议的可以陈述、申辩。"


@rule("没有查到有效的营业执照。请核对统一社会信用代码；刚领执照的，数据一般次日到，也可以拍照上传执照。", law=JIANGSU)
def licence_is_valid(matter: Matter) -> bool | str:
    found = _standing(matter)
    if found.get("licence") == "valid":
        return True if found.get("same_name") else "单位名称和营业执照登记的不一致，请按执照上的全称填写。"
    if found.get("licence") in ("cancelled", "revoked"):
        return "营业执照已经注销或吊销，不能申请许可。请先到市场监管部门办理。"
    return matter.answers.get("licence_seen") is True or licence_is_valid.words


@rule("经营场所和营业执照住所不在一处，两个县（市、区）都可能管。请核对由哪里受理，并勾选“已核对受理地”。", law=JIANGSU)
def place_is_settled(matter: Matter) -> bool:
    return matter.answers.get("same_place") == "same" or matter.answers.get("place_settled") is True


@rule("现场核查要由两名以上工作人员进行，请填写两个不同的人。", law=TWO_OFFICERS)
def two_officers(matter: Matter) -> bool:
    one, other = (_plain(matter.answers.get(code)) for code in ("officer_one", "officer_two"))
    return bool(one) and bool(other) and one != other


@rule("还没有现场核查记录，请先“现场核查”。", law=TWO_OFFICERS)
def was_inspected(matter: Matter) -> bool | str:
    if matter.facts.get("inspected_fit") is True:
        return True
    return (
        "现场核查的结论是不符合条件，不能准予；整改后请再核查一次，或作出不予许可的决定。"
        if "inspected_fit" in matter.facts
        else False
    )


@rule("整改期限要在30日以内。", law=CUSTOM)
def time_to_rectify(matter: Matter) -> bool | str:
    until = as_day(matter.answers.get("rectify_until"))
    if until is None or until <= matter.today:
        return "请填写一个今后的日期，给对方留出整改的时间。"
    return until <= matter.today + timedelta(days=RECTIFY_DAYS)


def last_day_to_speak(proposed: Any) -> date | None:
    """The last day on which the firm may state its case: `SPEAK_DAYS` natural days after the proposal."""
    day = as_day(proposed)
    return day + timedelta(days=SPEAK_DAYS) if day else None


@rule("撤销前要先听取陈述、申辩。请等对方答复，或等到告知书写明的日子过后再决定。", law=Law("行政许可法", "第七条"))
def was_heard(matter: Matter) -> bool | str:
    if matter.answers.get("heard") in ("spoke", "waived"):
        return True
    last = last_day_to_speak(matter.facts.get("proposed_on"))
    return last is not None and matter.today > last


@rule("请写明为什么撤销，以及有没有考虑许可人的信赖利益和公共利益。", law=REVOKED)
def interests_are_weighed(matter: Matter) -> bool:
    return len(str(matter.answers.get("weighed", "")).strip()) >= 10
