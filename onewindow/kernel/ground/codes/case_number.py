"""办件编号: area(6) date(8) channel(1) sequence(7 or more) check(1).

The check character (ISO 7064 MOD 37,36) lets a number read out on the telephone be refused
before a stranger's case is looked up.
"""

import re
from datetime import date
from typing import NamedTuple

from onewindow.kernel.ground.codes.iso7064 import mod_37_36
from onewindow.kernel.ground.codes.text import compact
from onewindow.kernel.ground.refusal import Refusal

MOST = 50
_SHAPE = re.compile(r"([0-9]{6})([0-9]{8})([0-9A-Z])([0-9]{7,34})([0-9A-Z])")


class WrongShape(Refusal):
    code = "case_number.wrong_shape"
    words = "办件编号不对。请照受理回执填写，至少23位，前14位是数字。"


class WrongCheck(Refusal):
    code = "case_number.wrong_check"
    words = "办件编号有一位填错了。请对照受理回执逐位核对。"


class Parts(NamedTuple):
    area: str
    day: date
    channel: str
    sequence: int


def compose(area: str, day: date, channel: str, sequence: int) -> str:
    """A new number; ValueError for parts that do not fit."""
    body = f"{area}{day:%Y%m%d}{channel}{sequence:07d}"
    number = body + mod_37_36(body)
    if len(number) > MOST or sequence < 0 or not _SHAPE.fullmatch(number):
        raise ValueError(f"no case number for {area!r}, {channel!r}, {sequence}")
    return number


def check(text: str) -> str:
    """The number in capitals without gaps; WrongShape, WrongCheck."""
    number = compact(text)
    if not _SHAPE.fullmatch(number):
        raise WrongShape()
    if mod_37_36(number[:-1]) != number[-1]:
        raise WrongCheck()
    parts(number)
    return number


def parts(number: str) -> Parts:
    """What a number says of itself; WrongShape when its date is no day."""
    found = _SHAPE.fullmatch(number)
    if not found:
        raise WrongShape()
    area, day, channel, sequence, _ = found.groups()
    try:
        return Parts(area, date(int(day[:4]), int(day[4:6]), int(day[6:])), channel, int(sequence))
    except ValueError:
        raise WrongShape() from None
