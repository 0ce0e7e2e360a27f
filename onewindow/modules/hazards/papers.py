"""The papers a hazard leaves behind: 隐患告知书, 整改通知书, 复查单, 移送函."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.kernel.cases.effects import Subject
from onewindow.kernel.handbook import Document
from onewindow.modules.hazards.dictionary import BY_CODE, CITY, LEADS, item_of

TOLD = Document("told", "隐患告知书", "letter", CITY)
ORDER = Document("order", "整改通知书", "letter", CITY)
CHECKED = Document("checked", "复查单", "letter", CITY, result=True)
CHECKED_NOT = Document("checked_not", "复查单（未通过）", "letter", CITY)
HANDED = Document("handed", "移送函", "letter", CITY)
LEVELS = {"at_once": "能立即改的", "general": "一般", "grave": "重大"}
WITHIN = {"at_once": "1日内", "general": "15日内", "grave": "7日内，整改前停止使用"}

OPENINGS = {
    "told": "{unit}在检查中发现下列安全隐患（编号{number}），现告知安全责任人。请按镇（街道）的整改通知改好；有不同意见，可以向{unit}说明。",
    "order": "下列安全隐患（编号{number}）请在期限内整改。改好后会有另一名工作人员到场复查，不收任何费用。",
    "checked": "下列安全隐患（编号{number}）经复查已经整改，予以销号。",
    "checked_not": "下列安全隐患（编号{number}）经复查还没有改好，请继续整改。",
    "handed": "下列安全隐患（编号{number}）经督促没有整改，现将有关情况移送，请依法处理，并把结果告知{unit}。",
}


def facts(code: str, subject: Subject, *, now: datetime) -> dict[str, Any]:
    """What these papers print: the hazard in words, and by when; the door stays with the case."""
    answers = subject.answers
    kind, item = BY_CODE.get(str(answers.get("kind"))), item_of(answers)
    level = str(answers.get("level"))
    rows = [
        ["隐患类别", kind.title if kind else ""],
        ["隐患内容", item.title if item else ""],
        ["等级", LEVELS.get(level, "")],
        ["牵头部门", LEADS.get(str(answers.get("lead", "")), "")],
        ["整改期限", WITHIN.get(level, "") if code in ("told", "order") else ""],
        ["依据", item.law.cited if item else ""],
    ]
    return {"words": OPENINGS[code], "rows": [row for row in rows if row[1]]}
