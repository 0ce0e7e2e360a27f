"""What may be pushed, the columns it comes in, and why the filter stops it.  Pure; values of this design."""

from __future__ import annotations

from onewindow.modules.directives.vocabulary import CATEGORY, LEVEL, SOURCE

REASONS = {
    "no_basis": "没有写依据",
    "beyond_duty": "不是公安机关社区工作的职责",
    "no_such_place": "不在本市辖区",
    "expired": "已经过了期限",
    "again": "同一条推送已经收过",
    "known": "近期核过，用已有结果答复",
}
OUTCOMES = {"issued": "要核的", "merged": "并入已有任务", "stopped": "拦下的"}
OUTSIDE = {"levy": "代收代缴", "clearance": "征迁清场", "debts": "催收欠款"}
ALLOWED = {
    "superior": ("check", "prevent", "mediate", "inspect", "publicise", "assign"),
    "department": ("check", "prevent", "inspect", "publicise", "assign"),
    "call": ("check", "prevent", "mediate"),
    "model": ("check", "prevent", "publicise"),
    "resident": ("check", "mediate"),
}
ALLOWED_WORDS = ("代收代缴", "征迁清场", "催收欠款")
COLUMNS = {
    "source": "来源",
    "category": "类别",
    "level": "级别",
    "place": "社区代码",
    "door": "门牌",
    "target": "对象",
    "text": "内容",
    "basis": "依据",
    "due": "期限",
}
RANK = {"red": 3, "orange": 2, "yellow": 1, "blue": 0}


def _said(field: object) -> dict[str, str]:
    """Codes by what people write in a cell: the code itself, the title, the title without 色."""
    found: dict[str, str] = {}
    for one in field.choices:  # type: ignore[attr-defined]
        found |= {one.code: one.code, one.title: one.code, one.title.removesuffix("色"): one.code}
    return found


SOURCES, LEVELS = _said(SOURCE), _said(LEVEL)
CATEGORIES = _said(CATEGORY) | {key: key for key in OUTSIDE} | {title: key for key, title in OUTSIDE.items()}


def in_duty(source: str, category: str) -> bool:
    """Whether such a source may push such work to us."""
    return category in ALLOWED.get(source, ())
