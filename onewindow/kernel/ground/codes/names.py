"""Names of persons: one spelling for every way of typing them, rare characters welcome."""

import re
import unicodedata

from onewindow.kernel.ground.codes.text import clean
from onewindow.kernel.ground.refusal import Refusal

MOST, LEAST = 50, 2
DOT = "·"
_DOTS = re.compile("[\u2022\u2027\u2219\u22c5\u30fb\uff65\u0387\u16eb\u2e31]|(?<=[^\x00-\x7f])[.\uff0e]")
# GB 18030-2022 reaches CJK Extension F; G to I and the dozen unified characters of the
# compatibility block are let in too, by range: unicodedata is older than the standard.
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_CHINESE = re.compile(f"[{_HAN}]+(?:{DOT}[{_HAN}]+)*")
_LATIN = re.compile(r"[A-Z]+(?:[ '\-.,]+[A-Z]+)*\.?")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_PLACEHOLDER = re.compile("[?？*＊□■〓○●\ufffd_＿]")
_SPACES = re.compile(r"\s+")


class WrongLength(Refusal):
    """Facts: `length`, `least`, `most`."""

    code = "name.wrong_length"
    words = "姓名应为{least}至{most}个字，现在是{length}个字。请填写证件上的全名。"


class PrivateCharacter(Refusal):
    """Facts: `code_point`."""

    code = "name.private_character"
    words = (
        "姓名里有一个造字区字符（{code_point}），换一台设备会显示成别的字。"
        "请用支持GB 18030的输入法重新输入；打不出的生僻字请到窗口由民警代录。"
    )


class Placeholder(Refusal):
    """Facts: `found`."""

    code = "name.placeholder"
    words = "姓名里的“{found}”不是字。生僻字请用手写或拼音输入法输入；打不出的请到窗口由民警代录。"


class WrongCharacters(Refusal):
    """Facts: `found`."""

    code = "name.wrong_characters"
    words = "姓名里不能有“{found}”。中文姓名只填汉字和间隔点“·”，外文姓名只填证件上的拉丁字母。"


def check(text: str) -> str:
    """The name as it is stored and matched.

    Chinese: no spaces, every kind of middle dot as U+00B7. Latin: capitals, single spaces,
    as in the machine-readable zone of a passport.
    """
    name = normalised(text)
    private = _PRIVATE.search(name)
    if private:
        raise PrivateCharacter(code_point=f"U+{ord(private.group()):04X}")
    placeholder = _PLACEHOLDER.search(name)
    if placeholder:
        raise Placeholder(found=placeholder.group())
    if not LEAST <= len(name) <= MOST:
        raise WrongLength(length=len(name), least=LEAST, most=MOST)
    if not (_CHINESE.fullmatch(name) or _LATIN.fullmatch(name)):
        raise WrongCharacters(found=_first_wrong(name))
    return name


def normalised(text: str) -> str:
    """One spelling, unchecked: what two names are compared by."""
    # Kangxi radicals, which copying from a PDF puts in the place of characters, fold too.
    name = _SPACES.sub(" ", unicodedata.normalize("NFKC", clean(text, 200))).strip()
    if not re.search(f"[{_HAN}]", name):
        return name.upper()
    name = _DOTS.sub(DOT, name.replace(" ", ""))
    return re.sub(f"{DOT}+", DOT, name).strip(DOT)


def _first_wrong(name: str) -> str:
    allowed = _HAN + DOT if re.search(f"[{_HAN}]", name) else "A-Z '\\-.,"
    return next(iter(re.findall(f"[^{allowed}]", name)), name)
