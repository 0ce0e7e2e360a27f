"""What each share of ratings means; the page shows these words beside the number."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Definition:
    """What a share means, in Chinese."""

    code: str
    title: str
    numerator: str
    denominator: str


ASKED = Definition("asked", "主动评价率", "本人评了的办结件", "可以评价的办结件（没有评的也在内）")
GOOD = Definition("good", "好评率", "非常满意、满意、基本满意的", "有效的主动评价（标出的、认定不计分的不在内）")
BAD = Definition("bad", "差评率", "不满意、非常不满意的", "有效的主动评价（标出的、认定不计分的不在内）")
ON_TIME = Definition("on_time", "按期整改率", "15 个工作日内整改答复的差评", "登记的差评（还没到期的也在内）")
DEFINITIONS = (ASKED, GOOD, BAD, ON_TIME)
