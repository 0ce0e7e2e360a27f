"""统一社会信用代码 (GB 32100-2015), and what can be rescued of a wrong one."""

from dataclasses import dataclass
from enum import Enum

from onewindow.kernel.ground.codes.text import compact
from onewindow.kernel.ground.refusal import Refusal

LENGTH, ORGANISATION_LENGTH = 18, 9
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


class WrongLength(Refusal):
    """Facts: `length`."""

    code = "credit_code.wrong_length"
    words = "统一社会信用代码应为18位，现在是{length}位。请对照营业执照或法人证书逐位核对。"


class OneMissing(Refusal):
    """Facts: `suggestion`, the only complete code that both check digits allow, or empty."""

    code = "credit_code.one_missing"
    words = "统一社会信用代码应为18位，现在是17位，漏了一位。{advice}"

    def __init__(self, suggestion: str) -> None:
        advice = f"很可能是{suggestion}，请与证照核对。" if suggestion else "请对照证照补全。"
        super().__init__(suggestion=suggestion, advice=advice)


class OrganisationOnly(Refusal):
    code = "credit_code.organisation_only"
    words = "这是9位的组织机构代码，已停用。请填营业执照或法人证书上18位的统一社会信用代码。"


class WrongCharacters(Refusal):
    """Facts: `found`."""

    code = "credit_code.wrong_characters"
    words = "统一社会信用代码里不会有“{found}”（字母I、O、S、V、Z不使用）。请看清是否数字1、0、5、2。"


class WrongCheckDigit(Refusal):
    code = "credit_code.wrong_check_digit"
    words = "统一社会信用代码的校验位不符，有一位或几位填错了。请对照证照逐位核对。"


def check(text: str) -> str:
    """The eighteen characters in capitals; lower case and full width are put right silently."""
    code = compact(text)
    if len(code) == LENGTH - 1:
        found = repairs(code)
        raise OneMissing(found[0] if len(found) == 1 else "")
    if len(code) == ORGANISATION_LENGTH and _organisation_holds(code):
        raise OrganisationOnly()
    if len(code) != LENGTH:
        raise WrongLength(length=len(code))
    wrong = next((c for c in code if c not in ALPHABET), None)
    if wrong:
        raise WrongCharacters(found=wrong)
    if check_digit(code[:-1]) != code[-1]:
        raise WrongCheckDigit()
    return code


def check_digit(seventeen: str) -> str:
    """The last place of the code that begins with these seventeen characters."""
    values = (ALPHABET.index(c) for c in seventeen)
    total = sum(value * weight for value, weight in zip(values, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def organisation_check_digit(eight: str) -> str:
    """The last place of an organisation code (GB 11714-1997), places 9 to 17 of ours."""
    values = (int(c, 36) for c in eight)
    total = sum(v * weight for v, weight in zip(values, _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]


def repairs(seventeen: str) -> list[str]:
    """Every complete code from which one place may have been dropped, sorted.

    Both check digits and the digits of the area must hold, which leaves few, often one.
    """
    places = range(LENGTH)
    candidates = {seventeen[:i] + c + seventeen[i:] for i in places for c in ALPHABET}
    return sorted(code for code in candidates if _holds(code) and _organisation_holds(code[8:17]))


def _holds(code: str) -> bool:
    return all(c in ALPHABET for c in code) and code[2:8].isdigit() and check_digit(code[:-1]) == code[-1]


def _organisation_holds(code: str) -> bool:
    plain = all("0" <= c <= "9" or "A" <= c <= "Z" for c in code)
    return plain and organisation_check_digit(code[:-1]) == code[-1]


class Grade(Enum):
    """The four drawers of an import."""

    SOUND = "合格"
    REPAIRABLE = "可修复"
    ORGANISATION_ONLY = "仅机构代码"
    WORTHLESS = "不可用"


@dataclass(frozen=True, slots=True)
class Graded:
    grade: Grade
    code: str
    reason: str


def grade(text: str) -> Graded:
    """Which drawer a code of an import belongs in, with the code to use or to propose."""
    try:
        code = check(text)
    except OneMissing as refusal:
        return Graded(Grade.REPAIRABLE, refusal.facts["suggestion"], refusal.sentence)
    except OrganisationOnly as refusal:
        return Graded(Grade.ORGANISATION_ONLY, compact(text), refusal.sentence)
    except Refusal as refusal:
        return Graded(Grade.WORTHLESS, "", refusal.sentence)
    if code == text:
        return Graded(Grade.SOUND, code, "")
    return Graded(Grade.REPAIRABLE, code, "大小写、全半角或空格不规范，已改正。")
