"""What the quality page sends, turned into actions; each answers with the sentence that tells it is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from django.http import QueryDict
from django.utils.translation import gettext

from onewindow.kernel.ground.local_time import SHANGHAI
from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.models import Hall
from onewindow.modules.windows.quality import actions, lessons
from onewindow.modules.windows.quality.points import BY_CODE

Send = Callable[[QueryDict, Hall, Actor, datetime], str]
NOBODY = "nobody"
"""Chosen when nobody sat at the window; an empty choice is no choice."""


def check(given: QueryDict, hall: Hall, actor: Actor, now: datetime) -> str:
    """One look at one window."""
    whom = given.get("account", "")
    made = actions.spot_check(
        hall=hall,
        window_id=whole(given.get("window")) or 0,
        account_id=None if whom == NOBODY else whole(whom) or 0,
        how=given.get("how", ""),
        seen_at=moment(given.get("seen_day", ""), given.get("seen_clock", "")),
        points={code: (given.get(f"point-{code}", ""), text(given, f"note-{code}")) for code in BY_CODE},
        note=text(given, "note"),
        rectify_by=day(given.get("rectify_by")),
        actor=actor,
        now=now,
    )
    if made.rectify_by:
        return gettext("检查已记下，{day} 前改好，请另一位来复查。").format(day=made.rectify_by.isoformat())
    return gettext("检查已记下，没有要改的。")


def recheck(given: QueryDict, hall: Hall, actor: Actor, now: datetime) -> str:
    """A second look."""
    if given.get("mended") not in ("yes", "no"):
        raise BadAnswers({"mended": "请选改好了还是没改好"})
    made = actions.recheck(
        hall=hall,
        check_id=whole(given.get("check")) or 0,
        mended=given["mended"] == "yes",
        note=text(given, "note"),
        by_when=day(given.get("by_when")),
        actor=actor,
        now=now,
    )
    return gettext("复查已记下：改好了。") if made.mended else gettext("复查已记下，到期再看一次。")


def study(given: QueryDict, hall: Hall, actor: Actor, now: datetime) -> str:
    """One lesson."""
    made = lessons.study(
        hall=hall,
        day=day(given.get("day")),
        subject=text(given, "subject"),
        minutes=whole(given.get("minutes")),
        there=[whole(one) or 0 for one in given.getlist("there")],
        actor=actor,
        now=now,
    )
    return gettext("学习已记下，{n} 人参加。").format(n=len(made.there))


def test(given: QueryDict, hall: Hall, actor: Actor, now: datetime) -> str:
    """One try of one officer."""
    made = lessons.quarter_test(
        hall=hall,
        account_id=whole(given.get("account")) or 0,
        day=day(given.get("day")),
        score=whole(given.get("score")),
        actor=actor,
        now=now,
    )
    return gettext("测试已记下：合格。") if made.passed else gettext("测试已记下：没有合格，可以再考，取最好的一次。")


SENDS: dict[str, tuple[str, Send]] = {
    "check": ("checks", check),
    "recheck": ("checks", recheck),
    "study": ("study", study),
    "test": ("tests", test),
}
"""What is sent, the section of the page it comes from, and what is done with it."""


def whole(given: str | None) -> int | None:
    """A number of a form; None for anything else."""
    given = (given or "").strip()
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else None


def text(given: QueryDict, name: str) -> str:
    """A text of a form without what no table keeps."""
    return given.get(name, "").replace("\x00", "").strip()


def day(given: str | None) -> date | None:
    """A day as the browser sends it, in this century."""
    try:
        found = date.fromisoformat(given or "")
    except ValueError:
        return None
    return found if 2000 <= found.year < 2099 else None


def moment(on: str, clock: str) -> datetime | None:
    """A day and a clock; None when one of them is missing or makes no sense."""
    there = day(on)
    try:
        return datetime.combine(there, time.fromisoformat(clock[:5]), SHANGHAI) if there else None
    except ValueError:
        return None
