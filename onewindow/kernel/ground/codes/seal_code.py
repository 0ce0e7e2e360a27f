"""印章编码: the thirteen digits on the rim of a stamp, area(6) and sequence(7).

Thirteen is the custom of the trade under GA 241.1-2000; registers in use also hold 3 to 19
digits, so those are read but not made.
"""

from onewindow.kernel.ground.codes.text import compact
from onewindow.kernel.ground.refusal import Refusal

STANDARD_LENGTH, LEAST, MOST = 13, 3, 19


class WrongSealCode(Refusal):
    """Facts: `length`."""

    code = "seal_code.wrong"
    words = "印章编码是章面下沿的一串数字，一般为13位（至少3位、至多19位）。填写的{length}位不是，请对照印文核对。"


def check(text: str) -> str:
    """The digits of a code new or old; WrongSealCode."""
    code = compact(text)
    if not (LEAST <= len(code) <= MOST and code.isascii() and code.isdigit()):
        raise WrongSealCode(length=len(code))
    return code


def is_standard(code: str) -> bool:
    """Whether a checked code has the form made today."""
    return len(code) == STANDARD_LENGTH


def compose(area: str, sequence: int) -> str:
    """A new code; ValueError when the area is not six digits or its sequence is used up."""
    if not (len(area) == 6 and area.isascii() and area.isdigit()) or not 0 < sequence < 10**7:
        raise ValueError(f"no seal code for area {area!r}, sequence {sequence}")
    return f"{area}{sequence:07d}"
