"""Telephone numbers of the mainland, one to a field."""

import re

from onewindow.kernel.ground.codes.text import clean, compact
from onewindow.kernel.ground.refusal import Refusal

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
# 010 and 02x have three digits of area and eight of number, the rest four and seven or eight.
_LANDLINE = re.compile(r"(0(?:10|2[0-9]))([2-9][0-9]{7})|(0[3-9][0-9]{2})([2-9][0-9]{6,7})")
_SERVICE = re.compile(r"[48]00[0-9]{7}")
_COUNTRY = re.compile(r"^(?:\+|00)?86(?=1[3-9][0-9]{9}$)")
_BETWEEN = re.compile(r"[,;、/，；|]+|\s+或\s*|\s+和\s*")
SHORT_NUMBERS = frozenset({"110", "119", "120", "122", "12110", "12345", "12367", "12389"})


class WrongNumber(Refusal):
    code = "phone.wrong_number"
    words = "电话号码不对。手机号是1开头的11位数字；固定电话请带区号，例如0519-88888888。"


class WrongMobile(Refusal):
    code = "phone.wrong_mobile"
    words = "这里要填手机号：1开头的11位数字，用来接收短信。没有手机的，请到窗口或请家人代办。"


class SeveralNumbers(Refusal):
    """Facts: `count`."""

    code = "phone.several_numbers"
    words = "这里填了{count}个号码。请只填一个最容易联系到您的号码。"


def check(text: str) -> str:
    """A mobile as eleven digits, or a landline as 0519-88888888; WrongNumber, SeveralNumbers."""
    several = split(text)
    if len(several) > 1:
        raise SeveralNumbers(count=len(several))
    number = _bare(text)
    if _MOBILE.fullmatch(number) or _SERVICE.fullmatch(number):
        return number
    found = _LANDLINE.fullmatch(number)
    if not found:
        raise WrongNumber()
    return "-".join(part for part in found.groups() if part)


def check_mobile(text: str) -> str:
    """Eleven digits that can receive a message; WrongMobile for any other number."""
    number = check(text)
    if not is_mobile(number):
        raise WrongMobile()
    return number


def is_mobile(number: str) -> bool:
    return _MOBILE.fullmatch(number) is not None


def split(text: str) -> list[str]:
    """The numbers of a field of an old register, as written between commas, slashes and 、."""
    return [part for part in _BETWEEN.split(clean(text, 200)) if part.strip()]


def _bare(text: str) -> str:
    number = re.sub(r"[().·]", "", compact(text))
    return _COUNTRY.sub("", number)
