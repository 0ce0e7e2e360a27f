"""Number plates of motor vehicles (GA 36-2018), with the kind each pattern stands for.

The first letters of new-energy plates grow by notice, so they are data here: small vehicles and
large ones share A to K today, D and F being the first of 2016.
"""

import re
from enum import Enum

from onewindow.kernel.ground.codes.text import compact
from onewindow.kernel.ground.refusal import Refusal

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
NEW_ENERGY_LETTERS = "ABCDEFGHJK"
_LETTER, _SIGN = "[A-HJ-NP-Z]", "[A-HJ-NP-Z0-9]"
_PLACE = f"[{PROVINCES}]{_LETTER}"
_DOTS = re.compile("[·•・‧∙.．｡。]")


class Kind(Enum):
    NEW_ENERGY = "新能源汽车"
    ORDINARY = "汽车、摩托车"
    TRAILER = "挂车"
    LEARNER = "教练车"
    POLICE = "警车"
    CROSS_BORDER = "港澳入出境车"
    EMBASSY = "使馆汽车"
    CONSULATE = "领馆汽车"
    ARMED_POLICE = "武警车"
    TEMPORARY = "临时行驶车"


_PATTERNS = {
    Kind.NEW_ENERGY: f"{_PLACE}(?:[{NEW_ENERGY_LETTERS}]{_SIGN}[0-9]{{4}}|[0-9]{{5}}[{NEW_ENERGY_LETTERS}])",
    Kind.ORDINARY: f"{_PLACE}{_SIGN}{{5}}",
    Kind.TRAILER: f"{_PLACE}{_SIGN}{{4}}挂",
    Kind.LEARNER: f"{_PLACE}{_SIGN}{{4}}学",
    Kind.POLICE: f"{_PLACE}{_SIGN}{{4}}警",
    Kind.CROSS_BORDER: f"粤Z{_SIGN}{{4}}[港澳]",
    Kind.EMBASSY: "使[0-9]{6}|[0-9]{6}使",
    Kind.CONSULATE: f"{_PLACE}{_SIGN}{{4}}领|领[0-9]{{6}}",
    Kind.ARMED_POLICE: f"WJ[{PROVINCES}]?{_SIGN}{{4}}{_SIGN}",
    Kind.TEMPORARY: f"{_PLACE}{_SIGN}{{4,5}}临",
}
_COMPILED = {kind: re.compile(pattern) for kind, pattern in _PATTERNS.items()}


class LetterIOrO(Refusal):
    """Facts: `found`, `meant`."""

    code = "plate.letter_i_or_o"
    words = "号牌里没有字母{found}，请看清是否数字{meant}。"


class WrongPlate(Refusal):
    code = "plate.wrong_plate"
    words = "号牌号码不对。请按号牌填写，例如苏D12345，新能源车为苏DD12345；电动自行车号牌请另选车辆类型。"


def check(text: str) -> str:
    """The plate without dots and gaps, letters in capitals; LetterIOrO, WrongPlate."""
    plate = _DOTS.sub("", compact(text))
    # The issuing letter O of old police plates (苏O) is out of use since GA 36-2018.
    for found, meant in (("I", "1"), ("O", "0")):
        if found in plate:
            raise LetterIOrO(found=found, meant=meant)
    if kind(plate) is None:
        raise WrongPlate()
    return plate


def kind(plate: str) -> Kind | None:
    """The kind of a plate written without gaps; None when it is none."""
    return next((kind for kind, made in _COMPILED.items() if made.fullmatch(plate)), None)


def shown(plate: str) -> str:
    """A checked plate with the dot that stands on the metal: 苏D·12345."""
    return f"{plate[:2]}·{plate[2:]}" if plate[0] in PROVINCES else plate
