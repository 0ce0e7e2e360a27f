"""Choosing what one came for: items by everyday words, and the papers they need together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext

from onewindow.kernel.faces.search import plain, wanted
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.grams import grams
from onewindow.modules.windows.items import BY_CODE, DEPARTMENTS, ITEMS, Item, merged_papers
from onewindow.modules.windows.line.lanes import REASONS

MOST = 8
"""Items of one visit; more is a mistake or a machine."""
LEAST = 0.6  # share of the pieces of the asked words that a name must have
HELD_BY = {
    "population": "人口信息",
    "health": "卫生健康部门的信息",
    "vehicle": "交管信息",
    "business": "市场主体登记信息",
}


def chosen(codes: Iterable[str]) -> list[Item]:
    """The known items among these codes, each once, in the order of the catalogue, no more than MOST."""
    asked = set(codes)
    return [item for item in ITEMS if item.code in asked][:MOST]


def found(text: str) -> list[Item]:
    """Items that these words mean, best first; nothing for an empty text."""
    asked = wanted(text)
    scores = {item.code: max(_score(plain(name), asked) for name in names(item)) for item in ITEMS} if asked else {}
    best = sorted((code for code, score in scores.items() if score >= LEAST), key=lambda code: -scores[code])
    return [BY_CODE[code] for code in best]


def names(item: Item) -> tuple[str, ...]:
    """What the item may be called, in Chinese and in the reader's language."""
    told = (item.title, *item.also)
    return tuple(dict.fromkeys((*told, *(words(one) for one in told))))


def _score(name: str, asked: str) -> float:
    """3 for the name itself, 2 when one holds the other, else the share of the pieces they have in common."""
    if name == asked:
        return 3.0
    if asked in name or (len(name) > 1 and name in asked):
        return 2.0
    pieces = set(grams(asked))
    return len(pieces & set(grams(name))) / len(pieces) if pieces else 0.0


def groups(items: Iterable[Item], picked: Iterable[str]) -> list[dict[str, Any]]:
    """Items by department for the pages, those picked ticked."""
    ticked, there = set(picked), list(items)
    return [
        {"id": code, "title": words(title), "items": [drawn(one, ticked) for one in there if one.department == code]}
        for code, title in DEPARTMENTS.items()
        if any(one.department == code for one in there)
    ]


def drawn(item: Item, ticked: set[str]) -> dict[str, Any]:
    """One item to tick."""
    also = "、".join(words(one) for one in item.also)
    return {
        "code": item.code,
        "title": words(item.title),
        "note": gettext("也叫：{also}").format(also=also) if also else "",
        "chosen": item.code in ticked,
    }


def papers(items: list[Item]) -> list[dict[str, Any]]:
    """One list for all of them: what to bring first, then what nobody brings because we hold it."""
    bring, held = merged_papers([one.code for one in items])
    told: list[dict[str, Any]] = [{"title": words(one.title), "form": gettext("原件")} for one in bring]
    told += [{"title": words(one.title), "held": True, "held_from": words(HELD_BY.get(one.held, ""))} for one in held]
    return told


def needs(items: list[Item]) -> list[str]:
    """What else one should know before coming."""
    told = []
    if any(one.in_person for one in items):
        told.append(gettext("本人到场办理。"))
    if any(one.portrait for one in items):
        told.append(gettext("要照相：在大厅采集一次，几件事共用。"))
    if any(one.fingerprints for one in items):
        told.append(gettext("要采集指纹。"))
    if any(one.proxy for one in items):
        some = "、".join(words(one.title) for one in items if one.proxy)
        told.append(gettext("可以请人代办：{some}。").format(some=some))
    return told


def reasons(picked: str = "") -> list[dict[str, Any]]:
    """Why somebody goes before, for those who ask; none is chosen beforehand."""
    told = [{"code": "", "title": gettext("不需要"), "chosen": not picked}]
    return told + [{"code": code, "title": words(title), "chosen": code == picked} for code, title in REASONS.items()]
