"""The guide page 办事指南 of a matter, drawn from the handbook in the order a person asks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext

from onewindow.kernel.calendar.office_hours import STANDARD
from onewindow.kernel.faces.diagrams import main_way
from onewindow.kernel.faces.papers import HELD
from onewindow.kernel.faces.words import words
from onewindow.kernel.ground.spans import Span, roughly
from onewindow.kernel.handbook.casetype import CaseType
from onewindow.kernel.handbook.deadlines import Dated, Deadline, Length
from onewindow.kernel.handbook.fields import Condition
from onewindow.kernel.handbook.law import Law, Sure
from onewindow.kernel.handbook.papers import Paper

AUDIENCE = {"person": "个人", "organisation": "单位（由授权的经办人办）", "both": "个人和单位"}
DESKS = {
    "home": "您填的地址所在地的派出所",
    "district": "您填的地址所在地的公安分局、县（市）公安局",
    "bureau": "市公安局",
    "about": "办理所反映的那件事的单位",
    "own": "拟办的单位；系统拟的由所在地的单位",
}
CHANNELS = {"phone": "手机或电脑上办", "window": "到窗口办", "kiosk": "自助机上办", "api": "由对接的系统代交"}
# Everyday matters have a picture each; the words decide, so that a room need not be known here.
ICONS = (
    ("边境", "border"),
    ("签注", "calendar"),
    ("居住", "house"),
    ("无犯罪", "shield"),
    ("复查", "refresh"),
    ("印", "seal"),
    ("章", "seal"),
    ("律师", "gavel"),
    ("车", "car"),
    ("证明", "paper"),
    ("身份", "id"),
    ("单位", "building"),
)


def icon_of(entry: CaseType) -> str:
    """The picture of a matter."""
    return next((icon for word, icon in ICONS if word in entry.title), "paper")


def guide(entry: CaseType, today: date, *, held: Iterable[str] = (), known: bool = False) -> dict[str, Any]:
    """The data of `parts/guide.html`; `held` are registers that know this reader, `known` whether one is signed in."""
    limits = [line for deadline in entry.deadlines for line in [limit(deadline, today)] if line]
    return {
        "facts": facts(entry, limits),
        "papers": [paper(entry, one, frozenset(held), known) for one in entry.papers],
        "limits": limits,
        "fee": {"words": words(entry.fee), "law": ""},
        "flow": flow(entry),
        "where": where(entry),
        "remedy": {"words": words(entry.remedy)} if entry.remedy else None,
        "law": bases(entry),
    }


def facts(entry: CaseType, limits: list[dict[str, str]]) -> list[dict[str, str]]:
    """What one wants to know first: for whom, how long, how much, and what one gets."""
    longest = limits[-1] if limits else None
    found = [
        {"title": gettext("谁来办"), "value": words(AUDIENCE.get(entry.audience, ""))},
        {
            "title": gettext("要多久"),
            "value": longest["short"] if longest else gettext("见下面的说明"),
            "note": longest["title"] if longest else "",
        },
        {"title": gettext("多少钱"), "value": re.split(r"（|；| \(|; ", words(entry.fee))[0]},
    ]
    if entry.result:
        return [*found, {"title": gettext("拿到什么"), "value": words(entry.result)}]
    return [*found, {"title": gettext("由谁办"), "value": words(DESKS[entry.handled_at])}]


def conditions(entry: CaseType) -> list[dict[str, str]]:
    """What is checked before a matter is accepted: the words one would be told, with their article."""
    return [{"words": words(rule.words), "law": cited(rule.law)} for rule in entry.conditions]


def cited(law: Law | None) -> str:
    """A citation, marked when its original has not been read."""
    if law is None or not law.title:
        return ""
    if law.sure is Sure.OWN:
        return words(law.note) or gettext("本系统的设定，法律没有写")
    if law.verified:
        return words(law.cited)
    return gettext("{law}（{sure}）").format(law=words(law.cited), sure=words(law.sure.value))


def bases(entry: CaseType) -> list[dict[str, str]]:
    """The laws of the matter, each once, with how sure we are of it."""
    found = {law.cited: law for law in (entry.law, *entry.bases) if law.sure is not Sure.OWN}
    return [
        {
            "title": words(f"《{law.title}》"),
            "article": words(law.article) if law.verified else f"{words(law.article)}（{words(law.sure.value)}）",
            "url": law.url,
        }
        for law in found.values()
    ]


def limit(deadline: Deadline, today: date) -> dict[str, str] | None:
    """One deadline in words: promised and legal, by kind where the kind decides."""
    promised, legal = _length(deadline, deadline.promised, today), _length(deadline, deadline.legal, today)
    first = promised or legal
    if not first:
        return None
    told = (
        gettext("{promised}（法定 {legal}）").format(promised=promised, legal=legal)
        if promised and promised != legal
        else first
    )
    if deadline.extension:
        told += gettext("；经批准最多延长 {most}，会告诉您理由").format(most=span_words(deadline.extension.at_most))
    return {"title": words(deadline.title), "words": told, "short": first, "law": cited(deadline.law)}


def _length(deadline: Deadline, length: Length | None, today: date) -> str:
    if length is None:
        return ""
    if isinstance(length, Span):
        return span_words(length)
    if isinstance(length, Dated):
        return span_words(length.on(today))
    spans = dict(length)
    if len({str(span) for span in spans.values()}) == 1:
        return span_words(next(iter(spans.values())))
    ordered = sorted(spans.values(), key=roughly)
    return gettext("{least}至{most}，看情况").format(least=span_words(ordered[0]), most=span_words(ordered[-1]))


def span_words(span: Span) -> str:
    """A span as a person says it; a natural day is just a day."""
    return (
        gettext("当场")
        if span.value == 0
        else words(str(span)).replace("日（自然日）", "天").replace(" (calendar)", "")
    )


def paper(entry: CaseType, one: Paper, held: frozenset[str], known: bool) -> dict[str, Any]:
    """One paper: whether it is ours already, and when it is needed at all."""
    ours = one.held_by in held
    return {
        "title": words(one.title),
        "why": words(one.why),
        "held": ours,
        "held_from": words(HELD.get(one.held_by, "")) if ours else "",
        "form": gettext("登录后不用交")
        if one.held_by and not ours and not known
        else ("" if one.required else gettext("有就交")),
        "needed_when": needed_when(entry, one.when),
    }


def needed_when(entry: CaseType, when: Condition | None) -> str:
    """The condition of a paper in words; empty when it is always needed."""
    if when is None:
        return ""
    field = entry.fields[when.field]
    titles = [words(one.title) for one in field.choices if one.code in when.values]
    if not titles:
        return gettext("“{title}”勾选时才要").format(title=words(field.title))
    return gettext("“{title}”选“{chosen}”时才要").format(title=words(field.title), chosen=gettext("”或“").join(titles))


def flow(entry: CaseType) -> list[dict[str, str]]:
    """The ordinary way of the matter, step by step, with who does it and what it leads to."""
    found = []
    for step in main_way(entry):
        target = step.arrow.target
        note = words(target.plain) if target and target.plain else ""
        found.append(
            {"title": words(step.title), "who": "、".join(words(role.title) for role in step.by), "note": note}
        )
    return found


def where(entry: CaseType) -> list[dict[str, str]]:
    """The desk that handles it, and when it is open."""
    hours = gettext("工作日 {opens}—{closes}").format(
        opens=f"{STANDARD.opens:%H:%M}", closes=f"{STANDARD.closes:%H:%M}"
    )
    found = [
        {"title": gettext("怎么办"), "value": "、".join(words(CHANNELS.get(one, one)) for one in entry.channels)},
        {"title": gettext("由谁办理"), "value": words(DESKS[entry.handled_at])},
    ]
    if "window" in entry.channels:
        found.append(
            {
                "title": gettext("窗口时间"),
                "value": hours,
                "note": "" if STANDARD.verified else gettext("待核，以窗口公示为准"),
            }
        )
    return found
