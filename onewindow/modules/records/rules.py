"""犯罪记录查询: who may ask, what the answer is, what is sealed.  Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from onewindow.kernel.ground.ages import age_on, as_day, born, years_after
from onewindow.kernel.handbook import Law, Matter, Sure, rule
from onewindow.modules.records import grounds

RULES = "公安机关办理犯罪记录查询工作规定"


def article(number: str) -> Law:
    """An article of the ministry's rules, read in reprints."""
    return Law(RULES, number, Sure.SECOND, "2021年12月印发；未见公开原件，多处转载一致")


DEFINED, TRUTH, WHO, WHERE, SEALED = (article(n) for n in ("第二条", "第三条", "第四条", "第五条", "第十条"))
WHOLE = article("")  # reprints do not agree on the number of the article
MINOR, SEALED_MONTHS = 18, 60
CLEAR, RECORDED, UNCLEAR = "clear", "recorded", "unclear"


@rule("代查要由有完全民事行为能力的成年人来办。请换一位年满18周岁的受托人，或请本人自己查。", law=WHO)
def agent_is_of_age(matter: Matter) -> bool | str:
    answers = matter.answers
    if answers.get("who") != "agent":
        return True
    if answers.get("agent_id") == answers.get("subject_id"):
        return "受托人和被查询人填成了同一个人；本人办理请选“本人查自己的”。"
    birth = born(answers.get("agent_id"))
    return birth is not None and age_on(birth, matter.today) >= MINOR


@rule(
    "单位查询要有法律、行政法规的从业禁止条文作依据。没有这样的条文，依法不能由单位来查；确有需要的，可以请本人自己来开《无犯罪记录证明》。",
    law=WHO,
)
def unit_has_a_clause(matter: Matter) -> bool | str:
    answers = matter.answers
    if answers.get("who") not in ("employer", "authority"):
        return True
    if answers.get("clause") == grounds.OTHER and len(str(answers.get("clause_text", "")).strip()) < 6:
        return "请写明是哪部法律或行政法规的第几条，例如《保安服务管理条例》第十七条。"
    return answers.get("clause") not in (None, "", grounds.NOT_ENOUGH)


@rule("单位自己写明的条文，要由窗口核对是不是法律或行政法规、是不是从业禁止。核对后请勾选“已核对条文”。", law=WHO)
def other_clause_is_checked(matter: Matter) -> bool:
    return matter.answers.get("clause") != grounds.OTHER or matter.answers.get("clause_checked") is True


@rule("这是单位查询，结果用《查询告知函》告知单位，不开个人证明。请用“告知单位”。", law=WHOLE)
def asked_by_a_person(matter: Matter) -> bool:
    return matter.answers.get("who") in ("person", "agent")


@rule("这是个人查询，请用“出具证明”。", law=WHOLE)
def asked_by_a_unit(matter: Matter) -> bool:
    return matter.answers.get("who") in ("employer", "authority")


def _said(matter: Matter) -> str:
    return str(matter.facts.get("record", {}).get("verdict", UNCLEAR))


NEEDS_CHECK = "平台信息需要核实后才能答复。请报县级以上公安机关负责人批准后“调查核实”，核实的时间不计入办理时限。"


@rule(NEEDS_CHECK, law=DEFINED)
def may_be_certified(matter: Matter) -> bool | str:
    if _said(matter) == RECORDED:
        return "依规定不能出具证明。请用“不予出具”，通知书上写明怎样申请复查。"
    return _said(matter) == CLEAR


@rule("没有不予出具的依据，请用“出具证明”。", law=DEFINED)
def may_not_be_certified(matter: Matter) -> bool | str:
    if _said(matter) == UNCLEAR:
        return NEEDS_CHECK
    return _said(matter) == RECORDED


@rule(NEEDS_CHECK, law=DEFINED)
def is_certain(matter: Matter) -> bool:
    return _said(matter) in (CLEAR, RECORDED)


@rule("平台结果清楚，不需要核实，可以直接答复。", law=DEFINED)
def is_uncertain(matter: Matter) -> bool:
    return _said(matter) == UNCLEAR


def sealed(conviction: dict[str, Any], birth: date) -> bool | None:
    """Whether a conviction is sealed (第十条; 刑事诉讼法第二百八十六条): under 18, five years or less.

    `until` is the last day of the offence.  In criminal law 周岁 is reached the day after the birthday,
    so the eighteenth birthday itself is still under age.  None: acts on both sides of that day, or
    a day is missing; somebody has to look.
    """
    first, last = (
        as_day(conviction.get("offence_on")),
        as_day(conviction.get("offence_until") or conviction.get("offence_on")),
    )
    months = conviction.get("months")
    if first is None or last is None or not isinstance(months, int):
        return None
    grown = years_after(birth, MINOR)
    if last <= grown:
        return months <= SEALED_MONTHS
    return None if first <= grown else False


def verdict(entry: dict[str, Any] | None, *, number: str, name: str, former_names: Iterable[str] = ()) -> str:
    """One word about a person: `clear`, `recorded` or `unclear`.

    `entry` is what the platform holds under this identity number: `name`, `convictions` (each with
    `final`, `offence_on`, `offence_until`, `months`), `incomplete`, `conflict`.  Only a final
    judgement counts (第二条).  Sealed convictions do not exist for either kind of asker.
    """
    if not entry:
        return CLEAR
    if entry.get("incomplete") or entry.get("conflict"):
        return UNCLEAR
    birth = born(number)
    final = [one for one in entry.get("convictions", ()) if one.get("final")]
    told = [one for one in (sealed(one, birth) if birth else None for one in final) if one is not True]
    if not told:
        return CLEAR
    if None in told or _another_name(entry, name, former_names):
        return UNCLEAR
    return RECORDED


def _another_name(entry: dict[str, Any], name: str, former_names: Iterable[str]) -> bool:
    """True when the platform knows this number under another name, or a former one."""
    held = "".join(str(entry.get("name", "")).split())
    former = {"".join(one.split()) for one in former_names}
    return bool(held) and (held != "".join(name.split()) or held in former)


def former_names(text: Any) -> tuple[str, ...]:
    """The former names a person typed, parted by spaces, commas or 、."""
    for mark in "、，,；;/":
        text = str(text or "").replace(mark, " ")
    return tuple(str(text or "").split())


def old_number(number: str) -> str:
    """The number of 15 digits that a person born in the twentieth century had before; else empty."""
    return number[:6] + number[8:17] if len(number) == 18 and number[6:8] == "19" else ""
