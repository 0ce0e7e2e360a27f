"""What disputes are about, how a matter is graded, and where each of these is written.  Pure.

A grade is of the matter: how many people, how much, whether somebody was hurt or threatened, how often it came back.
Nobody is graded, counted or listed.
"""

from __future__ import annotations

from typing import Any

from onewindow.kernel.handbook import OWN, Law, Parameter, Sure

MEDIATION = Law("人民调解法", "")
VOLUNTARY, PREVENT = Law("人民调解法", "第十七条"), Law("人民调解法", "第二十五条")
ENDED, CONTENT, ORAL = Law("人民调解法", "第二十六条"), Law("人民调解法", "第二十九条"), Law("人民调解法", "第三十条")
KEPT, CONFIRMED = Law("人民调解法", "第三十一条"), Law("人民调解法", "第三十三条")
POLICE = Law("治安管理处罚法", "第九条", Sure.SECOND, "2012年文本；2025年修订自2026-01-01施行，条号待核")
VIOLENCE = Law("反家庭暴力法", "第十六条", Sure.COMMON, "没有读到原文，施行前请核对")
NATIONAL = Law("人民调解工作若干规定", "第二十二条", Sure.COMMON, "没有读到原文，施行前请核对")
GRADING = Law("多地纠纷分级做法", "", Sure.COMMON, "红黄蓝或四色，各地不一；本市另有规定的改用本市")
FRONTS = Law("“四前”工作法", "", Sure.SECOND, "常州市公安局公开报道")
TYPES_FROM = Law("综治信息系统矛盾纠纷字典", "", Sure.SECOND, "十九类，取自公开的综治平台字典")

TYPES = {
    "religion": "民族宗教",
    "veterans": "军转复退安置",
    "demolition": "征地拆迁",
    "building": "建筑质量、物业",
    "land": "土地、山林、水利权属",
    "economy": "经济活动",
    "labour": "劳资",
    "restructuring": "企业改制",
    "environment": "环境",
    "judicial": "司法活动",
    "enforcement": "行政执法",
    "campus": "校园",
    "fishery": "海事渔事",
    "conduct": "干部作风",
    "village": "村（社区）事务",
    "contracting": "土地承包、集体资产",
    "family": "婚姻家庭邻里",
    "medical": "医患",
    "other": "其他",
}
GRADES = {"blue": "蓝：一般", "yellow": "黄：较重", "red": "红：突出"}
LADDER = tuple(GRADES)
FORCES = {
    "violence": "家庭暴力",
    "crime": "涉嫌犯罪",
    "injury": "有人受伤（轻伤以上）",
    "minor": "未成年人受害",
    "weapon": "动过刀具、器械",
    "threat": "扬言伤人或轻生",
    "again": "三个月内又起",
}
NEVER_MEDIATED = ("violence", "crime", "injury", "minor")
CHARGES = {"officer": "社区民警", "chief": "所领导", "street": "镇（街道）领导", "district": "区级领导"}
CHARGE_OF = {"blue": 0, "yellow": 1, "red": 2}  # the least rung of CHARGES by grade

PARAMETERS = (
    Parameter("red_people", "多少人起定红", 10, "人", OWN, 3, 1000),
    Parameter("yellow_people", "多少人起定黄", 5, "人", OWN, 2, 1000),
    Parameter("red_amount", "争议多少元起定红", 500_000, "元", OWN, 1000, 100_000_000),
    Parameter("yellow_amount", "争议多少元起定黄", 50_000, "元", OWN, 100, 100_000_000),
)


def least_grade(answers: dict[str, Any], limits: dict[str, Any]) -> tuple[str, str]:
    """The lowest grade this matter may have, and the reason in words; never about a person."""
    force, people = set(answers.get("force") or ()), int(answers.get("people") or 0)
    amount = float(answers.get("amount") or 0)
    for grade, signs in (("red", {"weapon", "threat", "injury", "crime"}), ("yellow", {"violence", "minor", "again"})):
        found = [FORCES[one] for one in FORCES if one in force & signs]
        if found:
            return grade, "、".join(found)
        if people >= limits[f"{grade}_people"]:
            return grade, f"涉及{people}人"
        if amount >= limits[f"{grade}_amount"]:
            return grade, f"争议金额{amount:g}元"
    return ("yellow", "群体性") if answers.get("scale") == "group" else ("blue", "")
