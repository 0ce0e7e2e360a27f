"""Text as it may enter the house: one Unicode form, no control characters, a length."""

import re
import unicodedata

from onewindow.kernel.ground.refusal import Refusal

# What PostgreSQL, XML and PDF cannot hold (NUL, controls, lone surrogates, noncharacters) and
# what makes a text read otherwise than it is stored (bidirectional overrides).
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
_LINE_END = re.compile("\r\n|\r|\u2028|\u2029")
# Left behind by copying from web pages and office files; nobody typed them.
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]")
_GAPS = re.compile(r"[\s\-\u2010-\u2015\u2212]+")


class ForbiddenCharacter(Refusal):
    """Facts: `code_point`, `position` from 1."""

    code = "text.forbidden_character"
    words = "第{position}个字符是看不见的控制字符（{code_point}），不能保存。请删掉它，或重新手工输入。"


class TooLong(Refusal):
    """Facts: `most`, `length` after tidying, in characters."""

    code = "text.too_long"
    words = "最多{most}个字，现在有{length}个字。请删减后再提交。"


def clean(text: str, most: int) -> str:
    """The text in NFC, trimmed, with \\n for every line end; ForbiddenCharacter, TooLong."""
    # A giant is refused by its size before any work is spent on it; NFC never grows a text
    # beyond three times.
    if len(text) > 4 * most + 100:
        raise TooLong(most=most, length=len(text))
    tidy = text.strip()
    if not (tidy.isascii() and tidy.isprintable()):
        tidy = _INVISIBLE.sub("", _LINE_END.sub("\n", tidy)).strip()
        bad = _FORBIDDEN.search(tidy)
        if bad:
            code_point = f"U+{ord(bad.group()):04X}"
            raise ForbiddenCharacter(code_point=code_point, position=bad.start() + 1)
        tidy = unicodedata.normalize("NFC", tidy)
    if len(tidy) > most:
        raise TooLong(most=most, length=len(tidy))
    return tidy


def compact(text: str, most: int = 64) -> str:
    """A code as typed, without gaps and hyphens, in upper-case half-width characters.

    Full-width digits and letters of Chinese input methods become ASCII.
    """
    return _GAPS.sub("", unicodedata.normalize("NFKC", clean(text, most))).upper()
