"""Not telling a person yet who looked: a journaled act with a ground, an end, and a release.

Sources: 个人信息保护法 第三十五条（国家机关的告知义务与例外）、第十八条（应当保密、紧急情况）。
A deferral always ends: then the looks of that time show by themselves.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.journal.actions import By, Entry, write
from onewindow.kernel.store.statements import one, rows

GROUNDS = {
    "secret": "法律、行政法规规定应当保密（个人信息保护法第十八条第一款、第三十五条）",
    "impedes": "告知将妨碍国家机关履行法定职责（个人信息保护法第三十五条）",
    "emergency": "紧急情况下为保护生命健康和财产安全来不及告知（个人信息保护法第十八条第二款）",
}
INSERT = """
insert into journal_deferral (person_id, case_id, hidden_until, ground, reason, at, by)
values (%s, %s, %s, %s, %s, %s, %s) returning id
"""
RELEASE = """
update journal_deferral set released_at = %s, released_by = %s
where id = %s and released_at is null and hidden_until > %s returning person_id, case_id
"""
LONGEST = {"secret": timedelta(days=180), "impedes": timedelta(days=180), "emergency": timedelta(days=7)}


class NoGround(Refusal):
    """The law names no such ground."""

    code = "no_ground"
    status = 422
    words = "暂缓告知必须有法定理由，请从列表里选择：{grounds}。"


class NoReason(Refusal):
    """A ground without the facts of this case."""

    code = "no_reason"
    status = 422
    words = "请写明本案为什么适用这条理由，至少六个字。"


class TooLong(Refusal):
    """It would end too late, or has ended already."""

    code = "deferral_too_long"
    status = 422
    words = "暂缓告知要定一个将来的截止时间，一次最长{days}天；到期仍有必要的，请重新报批。"


class NothingDeferred(Refusal):
    """There is no such running deferral."""

    code = "nothing_deferred"
    status = 404
    words = "没有找到这条暂缓告知，或者它已经解除、到期。"


def defer(
    *, person_id: int, case_id: int | None, until: datetime, ground: str, reason: str, now: datetime, by: By
) -> int:
    """Hide the readings of this person (for one case, or all) until a moment; the deferral's id.

    Who may do so is decided by the caller's gate.
    """
    reason = reason.strip()
    if ground not in GROUNDS:
        raise NoGround(grounds="；".join(GROUNDS.values()))
    if len(reason) < 6:
        raise NoReason()
    if not now < until <= now + LONGEST[ground]:
        raise TooLong(days=LONGEST[ground].days)
    with transaction.atomic():
        made = one(INSERT, (person_id, case_id, until, ground, reason, now, by.actor_id))
        assert made is not None
        facts = {"deferral": made["id"], "case": case_id, "until": until.isoformat(), "ground": ground}
        _line("defer_disclosure", person_id, now, by, {**facts, "law": GROUNDS[ground], "reason": reason})
    return int(made["id"])


def release(deferral_id: int, *, reason: str, now: datetime, by: By) -> None:
    """End a deferral before its time: from now on the person sees every look."""
    with transaction.atomic():
        found = one(RELEASE, (now, by.actor_id, deferral_id, now))
        if found is None:
            raise NothingDeferred()
        facts = {"deferral": deferral_id, "case": found["case_id"], "reason": reason.strip()}
        _line("release_disclosure", found["person_id"], now, by, facts)


def _line(act: str, person_id: int, now: datetime, by: By, facts: dict[str, Any]) -> None:
    write(Entry(now, "person", person_id, act, event=f"person.{act}", facts=facts, **by._asdict()))


def running(now: datetime) -> list[dict[str, Any]]:
    """Every deferral that still hides something, the soonest to end first: for those who supervise."""
    return rows(
        "select id, person_id, case_id, hidden_until, ground, reason, at, by from journal_deferral "
        "where released_at is null and hidden_until > %s order by hidden_until",
        (now,),
    )
