"""案号 of a court (最高人民法院 关于人民法院案件案号的若干规定, in force 2016-01-01).

（year）court, kind, number 号: （2024）苏0402民初123号.
"""

import re
import unicodedata

from onewindow.kernel.ground.codes.text import clean
from onewindow.kernel.ground.refusal import Refusal

COURTS = "最高法京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼军兵"
_SHAPE = re.compile(
    r"\(((?:19|20)[0-9]{2})\)"
    rf"(最高法|[{COURTS[3:]}][0-9]{{0,4}})"
    r"([\u4e00-\u9fff]{1,6}?)([1-9][0-9]{0,7})号(之[一二三四五六七八九十]{1,3}|之[1-9][0-9]?)?"
)
_BRACKETS = str.maketrans("〔[【{〕]】}", "(((())))")


class WrongDocket(Refusal):
    code = "case_docket.wrong"
    words = "案号不对。请照立案通知书填写，例如（2024）苏0402民初123号。"


def check(text: str) -> str:
    """The docket number in full-width brackets, without gaps; WrongDocket."""
    folded = unicodedata.normalize("NFKC", clean(text, 100)).translate(_BRACKETS)
    found = _SHAPE.fullmatch(re.sub(r"\s+", "", folded).upper())
    if not found:
        raise WrongDocket()
    year, court, kind, number, part = found.groups()
    return f"（{year}）{court}{kind}{number}号{part or ''}"


def year(docket: str) -> int:
    """The year of a checked number."""
    return int(docket[1:5])
