"""The desk and the call as the templates want them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from onewindow.kernel.cases import blind
from onewindow.kernel.faces.shown import case_title, due_chip, when
from onewindow.kernel.faces.words import words
from onewindow.modules.revisits.asking import script_of
from onewindow.modules.revisits.models import Revisit
from onewindow.modules.revisits.queries import Waiting
from onewindow.modules.revisits.values import values
from onewindow.modules.revisits.words import HOW, LEVELS, UNRATED, YES_NO

LEVEL_KEYS = "asdfg"


def row(waiting: Waiting, now: datetime) -> dict[str, Any]:
    """One line of the list."""
    one = waiting.revisit
    return {
        "url": reverse("revisits-call", args=[one.pk]),
        "title": case_title(waiting.case.title),
        "unit": waiting.case.unit,
        "number": one.number,
        "ended": when(one.ended_at),
        "due": due_chip(_late_at(one, now), one.due_at, now),
        "why": _why(waiting),
        "tries": ngettext("打过 {n} 次没接通", "打过 {n} 次没接通", waiting.tries).format(n=waiting.tries)
        if waiting.tries
        else "",
    }


def _why(waiting: Waiting) -> str:
    if waiting.why == "own":
        return gettext("您经手过这件事，要由别人来问")
    if waiting.why == "taken":
        return gettext("{who}正在回访").format(who=waiting.revisit.taken_name)
    return ""


def _late_at(one: Revisit, now: datetime) -> datetime | None:
    return one.due_at + timedelta(days=int(values(now)["late.days"])) if one.due_at else None


def outside(one: Revisit, case: blind.Brief) -> list[dict[str, str]]:
    """What the asker may know of the case: nothing of what was written about it."""
    return [
        {"title": gettext("事项"), "value": case_title(case.title)},
        {"title": gettext("编号"), "value": one.number},
        {"title": gettext("办理单位"), "value": case.unit},
        {"title": gettext("收到"), "value": when(case.submitted_at)},
        {"title": gettext("办结"), "value": when(one.ended_at)},
    ]


def script(one: Revisit, given: dict[str, str], errors: dict[str, str]) -> list[dict[str, Any]]:
    """Each question with yes and no, and a key for each."""
    return [
        {
            "code": code,
            "title": words(question),
            "nth": nth + 1,
            "error": words(errors.get(code, "")),
            "choices": [
                {"code": answer, "title": words(title), "on": given.get(f"q-{code}") == answer,
                 "key": str(2 * nth + 1 + (answer == "no")) if nth < 4 else ""}
                for answer, title in YES_NO.items()
            ],
        }
        for nth, (code, question) in enumerate(script_of(one).script)
    ]  # fmt: skip


def levels(given: dict[str, str]) -> list[dict[str, Any]]:
    """The five levels, and the right not to say."""
    every = [(str(level), words(title), key) for (level, title), key in zip(LEVELS.items(), LEVEL_KEYS, strict=True)]
    return [
        {"code": code, "title": title, "key": key, "on": given.get("satisfied", "") == code}
        for code, title, key in [*every, (UNRATED, gettext("不打分"), "h")]
    ]


def how(given: dict[str, str]) -> list[dict[str, Any]]:
    """Why nobody was reached."""
    return [{"code": code, "title": words(title), "on": given.get("how") == code} for code, title in HOW.items()]


def tried(one: Revisit) -> list[str]:
    """The calls so far."""
    return [f"{when(call.at)} · {words(HOW[call.how])} · {call.by_name}" for call in one.tries.order_by("at")]
