"""律师查询人口信息: who may ask, about whom, and what is told.  Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from onewindow.kernel.ground.codes import citizen_id
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.handbook import Law, Matter, Sure, rule

RIGHT = Law(
    "律师法",
    "第三十五条",
    note="第二款：凭律师执业证书和律师事务所证明，向有关单位或者个人调查与承办法律事务有关的情况",
)
MANNER = Law(
    "关于进一步规范律师、基层法律服务工作者查询人口信息工作的通知",
    "",
    Sure.SECOND,
    "鲁公通〔2024〕73号；江苏的规定未查到，参照",
)
NEEDED = Law("个人信息保护法", "第三十四条", note="履行法定职责，不超出必需的范围和限度")
OWN = Law("本系统设计", "", Sure.OWN, "异常查询量的拦截值，上线前由本市核定")
MANY, HOME_PROVINCE = 10, "32"

# 静态信息, and nothing else; 户籍静态8项 after 安徽规范（2022）.
STATIC = ("name", "sex", "nation", "birth", "id_no", "household_address", "household_unit", "household_status")
RESIDENCE = ("name", "id_no", "permit_number", "address", "issued_on", "valid_until")
TITLES = {"household": "案件当事人户籍登记信息查询结果", "residence": "案件当事人居住证信息查询结果"}


@dataclass(frozen=True, slots=True)
class Line:
    """One person asked about: by number, or by name, year of birth and household county."""

    name: str
    id_no: str = ""
    birth_year: str = ""
    area: str = ""

    @property
    def key(self) -> str:
        """How the index of the population register finds a person without a number."""
        return f"{self.name}|{self.birth_year}|{self.area}"


def lines(text: Any, today: date) -> tuple[list[Line], list[str]]:
    """The persons of the list, one a line, and a sentence for each line that cannot be read.

    `张三 320402199003078512`, or `张三 1990 320402` (year of birth, six digits of the household county).
    """
    read: list[Line] = []
    wrong: list[str] = []
    for n, line in enumerate((one for one in str(text or "").splitlines() if one.strip()), 1):
        words = re.split(r"[\s,，、]+", line.strip())
        try:
            read.append(_line(words, today))
        except (Refusal, ValueError) as fault:
            wrong.append(f"第{n}行：{fault.sentence if isinstance(fault, Refusal) else fault}")
    return read, wrong


def _line(words: list[str], today: date) -> Line:
    if len(words) == 2 and words[0]:
        return Line(words[0], citizen_id.check(words[1], today))
    if len(words) != 3 or not re.fullmatch(r"(19|20)\d{2}", words[1]) or not re.fullmatch(r"\d{6}", words[2]):
        raise ValueError("请写“姓名 身份号码”，确实没有号码的写“姓名 出生年份 户籍县（市、区）六位代码”")
    if not words[2].startswith(HOME_PROVINCE):
        raise ValueError("外省户籍的人必须提供身份号码")
    return Line(words[0], birth_year=words[1], area=words[2])


@rule("请写明要查的人，一行一个。", law=MANNER)
def list_is_readable(matter: Matter) -> bool | str:
    read, wrong = lines(matter.answers.get("persons"), matter.today)
    if wrong:
        return "；".join(wrong[:5]) + "。"
    if not read:
        return False
    if len({(one.name, one.id_no or one.key) for one in read}) < len(read):
        return "同一个人写了两次，请删去一行。"
    most = matter.parameters["lawyer.most_persons"]
    return len(read) <= most or f"一件最多查{most}人，请按案件分开申请。"


@rule("案号的年份不能在今后，请按受理通知书填写。", law=MANNER)
def docket_is_past(matter: Matter) -> bool:
    found = re.search(r"(19|20)\d{2}", str(matter.answers.get("docket", "")))
    return found is not None and int(found.group()) <= matter.today.year


@rule("律师执业证号是17位数字，基层法律服务工作者执业证号请照证填写。请核对。", law=RIGHT)
def licence_has_its_form(matter: Matter) -> bool:
    number = str(matter.answers.get("licence_no", ""))
    if matter.answers.get("who") == "legal_worker":
        return 4 <= len(number) <= 30
    return re.fullmatch(r"\d{17}", number) is not None


@rule("请核对执业证年检有效、人证一致，律所证明写明了被查询人，再勾选“已核对执业证和律所证明”。", law=RIGHT)
def papers_were_checked(matter: Matter) -> bool:
    return matter.answers.get("papers_checked") is True


@rule("一个人也不能唯一确定，不予出具。请用“不予出具”，或一次性告知补充身份号码。", law=MANNER)
def somebody_is_unique(matter: Matter) -> bool:
    return int(matter.facts.get("match", {}).get("unique", 0)) > 0


@rule("有能唯一确定的人，请用“出具结果”。", law=MANNER)
def nobody_is_unique(matter: Matter) -> bool:
    return int(matter.facts.get("match", {}).get("unique", 0)) == 0


@rule("不到10人、也没有要核实的，应当场出具，不用先受理。确实要核实的，请写明原因。", law=MANNER)
def has_a_reason_to_wait(matter: Matter) -> bool:
    read, _ = lines(matter.answers.get("persons"), matter.today)
    return len(read) >= MANY or len(str(matter.answers.get("wait_for", "")).strip()) >= 4


@rule("这位律师今天的查询量超过了本市的设定，要由审批民警核对用途后“同意超量”，才能出具。", law=OWN)
def amount_is_usual(matter: Matter) -> bool:
    asked = int(matter.facts.get("match", {}).get("asked_today", 0))
    return matter.facts.get("amount_approved") is True or asked <= matter.parameters["lawyer.daily_most"]


def matches(line: Line, entry: dict[str, Any] | None) -> bool:
    """True when the entry is the person of the line: the name, letter by letter, without spaces."""
    return entry is not None and "".join(str(entry.get("name", "")).split()) == "".join(line.name.split())


def told(entry: dict[str, Any], wants: str) -> dict[str, Any]:
    """What may be told of an entry: the static fields, nothing else however much the register sends."""
    fields = RESIDENCE if wants == "residence" else STATIC
    return {field: entry[field] for field in fields if entry.get(field) not in (None, "")}


NOT_UNIQUE = "提供的信息不能唯一确定一个人，不予出具"
