"""The words of a notice, filled for a channel."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings

from onewindow.kernel.cases.afterwards import Afterwards
from onewindow.kernel.ground.local_time import local
from onewindow.kernel.store.statements import one

WEEKDAYS = "一二三四五六日"
NO_DUE, NO_REASON, ELSEWHERE = "规定时限", "见办件详情", "见办件详情"
SENTENCE_ENDS = "。；，,.;！! \n"


def facts_of(after: Afterwards) -> dict[str, str]:
    """What the words of a notice may name."""
    due = after.due()
    reason = str(after.given.get("reason") or "").strip().rstrip(SENTENCE_ENDS)
    return {
        "case": after.row.entry.title,
        "number": after.row.number,
        "unit": unit_name(after.unit_path),
        "due": day_words(due) if due else NO_DUE,
        "reason": reason or NO_REASON,
    }


def for_inbox(words: str, facts: dict[str, str]) -> str:
    """The words with everything in its place."""
    return _filled(words, facts)


def for_sms(words: str, facts: dict[str, str]) -> str:
    """The words for a phone that somebody else may hold: signed, and free text of the file left out."""
    return f"【{settings.CITY}】{_filled(words, {**facts, 'reason': ELSEWHERE})}"


def for_wechat(facts: dict[str, str], state: str, at: datetime) -> dict[str, str]:
    """The fields of a subscription template, within the lengths that WeChat allows (thing 20, phrase 5)."""
    return {
        "thing1": _cut(facts["case"], 20),
        "character_string2": facts["number"][:32],
        "phrase3": state[:5],
        "time4": f"{local(at):%Y-%m-%d %H:%M}",
        "thing5": "请打开“我的办件”查看详情",
    }


def day_words(at: datetime) -> str:
    """3月5日（星期四）."""
    here = local(at)
    return f"{here.month}月{here.day}日（星期{WEEKDAYS[here.weekday()]}）"


def unit_name(path: str) -> str:
    """The name of the unit with this path."""
    found: dict[str, Any] | None = one("select name from people_unit where path = %s and until is null", (path,))
    return str(found["name"]) if found else "受理单位"


def _filled(words: str, facts: dict[str, str]) -> str:
    for name, value in facts.items():
        words = words.replace(f"{{{name}}}", value)
    return words


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
