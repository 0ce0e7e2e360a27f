"""What the desk says: outcomes, levels, states.  Pure; walked for the catalogue."""

from __future__ import annotations

HOW = {"no_answer": "没人接", "busy": "占线", "off": "关机或停机", "wrong_number": "号码不对"}
LEVELS = {1: "非常满意", 2: "满意", 3: "基本满意", 4: "不满意", 5: "非常不满意"}
STATES = {
    "passed": "未抽中",
    "open": "待回访",
    "reached": "已回访",
    "refused": "本人不愿回答",
    "not_reached": "多次未接通",
    "nobody": "没有留电话",
    "dropped": "已重新办理，不再问",
}
YES_NO = {"yes": "是", "no": "否"}
PURPOSE = "回访：事情办结后，打电话问您办得怎么样"
UNRATED = "none"  # the person would rather not say how satisfied
CONTENT = 3  # up to this level a person counts as satisfied
