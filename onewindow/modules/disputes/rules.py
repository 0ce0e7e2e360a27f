"""Rules of disputes: what may be mediated, when it ends, what an agreement has, by when it may be confirmed.  Pure."""

from __future__ import annotations

from datetime import timedelta

from onewindow.kernel.ground.ages import as_day
from onewindow.kernel.handbook import OWN, Matter, rule
from onewindow.modules.disputes.dictionary import (
    CHARGE_OF,
    CHARGES,
    CONFIRMED,
    CONTENT,
    FRONTS,
    GRADES,
    LADDER,
    NATIONAL,
    POLICE,
    VIOLENCE,
    VOLUNTARY,
    least_grade,
)

CONFIRM_DAYS, ENTER_DAYS = 30, 3
FOUR = {
    "source": "源头预防向前",
    "front": "调处阵地向前",
    "law": "依法化解向前",
    "people": "群众参与向前",
}


@rule("定级低了。", law=OWN)
def grade_fits_the_matter(matter: Matter) -> bool | str:
    least, why = least_grade(matter.answers, matter.parameters)
    grade = str(matter.answers.get("grade"))
    if LADDER.index(grade) >= LADDER.index(least):
        return True
    return f"这件事{why}，至少定为“{GRADES[least]}”。请先“重新定级”。定级看的是事，不是人。"


@rule("包案负责人的层级不够。", law=OWN)
def charge_fits_the_grade(matter: Matter) -> bool | str:
    grade, least = str(matter.answers.get("grade")), CHARGE_OF[str(matter.answers.get("grade"))]
    if list(CHARGES).index(str(matter.answers.get("charge_level"))) >= least:
        return True
    return f"“{GRADES[grade]}”要由{list(CHARGES.values())[least]}以上包案，请改选负责人的层级。"


@rule("化解方案要写全“四前”。", law=FRONTS)
def plan_has_all_four(matter: Matter) -> bool | str:
    missing = [words for code, words in FOUR.items() if code not in (matter.answers.get("fronts") or ())]
    return True if not missing else f"化解方案还缺：{'、'.join(missing)}。四项都要想到、勾选，再签收。"


@rule("家庭暴力不调解。请依法处理，保护受害人，需要的出具告诫书。", law=VIOLENCE)
def no_violence_at_home(matter: Matter) -> bool:
    return "violence" not in (matter.answers.get("force") or ())


@rule("未成年人受害的不调解。请依法处理，保护未成年人。", law=NATIONAL)
def no_child_was_harmed(matter: Matter) -> bool:
    return "minor" not in (matter.answers.get("force") or ())


@rule("涉嫌犯罪或者造成轻伤以上的，不调解。请“移交”有权的部门依法处理。", law=POLICE)
def is_no_crime(matter: Matter) -> bool:
    return not {"crime", "injury"} & set(matter.answers.get("force") or ())


@rule("有一方明确拒绝调解，不能再调解。请“终止调解”，告诉双方还可以仲裁、行政处理、起诉。", law=VOLUNTARY)
def nobody_refused(matter: Matter) -> bool:
    return matter.answers.get("refused_by") in (None, "", "nobody")


MAY_BE_MEDIATED = (no_violence_at_home, no_child_was_harmed, is_no_crime, nobody_refused)


@rule("书面协议还没有生效。", law=CONTENT)
def agreement_is_in_force(matter: Matter) -> bool | str:
    if matter.answers.get("form") != "written":
        return True
    needed = {
        "parties": "各方当事人签名、盖章或者按指印",
        "mediator": "人民调解员签名",
        "seal": "加盖人民调解委员会印章",
    }
    missing = [words for code, words in needed.items() if code not in (matter.answers.get("signed_by") or ())]
    return True if not missing else f"书面协议要齐全才生效，还缺：{'、'.join(missing)}。"


@rule("协议要在生效后三日内登记，司法确认的三十日才算得准。请核对协议生效的日期。", law=OWN)
def agreement_is_entered_soon(matter: Matter) -> bool:
    agreed = as_day(matter.answers.get("agreed_on"))
    return agreed is None or agreed >= matter.today - timedelta(days=ENTER_DAYS)


@rule("已经过了三十日，不能再共同申请司法确认。一方不履行的，另一方可以起诉。", law=CONFIRMED)
def confirmed_within_thirty_days(matter: Matter) -> bool:
    agreed, applied = as_day(matter.answers.get("agreed_on")), as_day(matter.answers.get("applied_on"))
    return agreed is None or applied is None or agreed <= applied <= agreed + timedelta(days=CONFIRM_DAYS)


@rule("终止调解时，要把仲裁、行政处理、起诉的途径告诉双方，请勾选告知了哪些。", law=VOLUNTARY)
def other_ways_were_told(matter: Matter) -> bool:
    return bool(matter.answers.get("ways_told"))
