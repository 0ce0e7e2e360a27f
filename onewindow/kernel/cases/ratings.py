"""Rating a finished case: once by the applicant, and once more afterwards; never by the one who is rated."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from onewindow.kernel.cases import queries
from onewindow.kernel.cases.models import Rating
from onewindow.kernel.cases.row import CaseRow
from onewindow.kernel.cases.sight import own
from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.journal.actions import Entry, write
from onewindow.kernel.people.actor import Actor

LEVELS = {1: "非常满意", 2: "满意", 3: "基本满意", 4: "不满意", 5: "非常不满意"}


class NotRateable(Refusal):
    """Not finished, or not the applicant."""

    code = "not_rateable"
    status = 409
    words = "只有申请人本人可以在办结以后评价。"


class RatedAlready(Refusal):
    """One matter, one rating (GB/T 39734-2020 一事一评), and one more afterwards."""

    code = "rated_already"
    status = 409
    words = "这件事您已经评价并追评过了，谢谢。有新的意见可以到“办不成事”反映窗口提。"


def rate(
    case_id: int,
    *,
    level: int,
    words: str = "",
    actor: Actor,
    now: datetime,
    channel: str = "phone",
    signed: bool = True,
    device: str = "",
) -> None:
    """Rate a case: 1 very satisfied … 5 very dissatisfied.  The second rating is the follow-up, a third is refused.

    `signed` says whether the person may be called back; `device` is a hash of what it came from, so that many
    people on one device can be told apart later.  It decides nothing here.
    """
    if level not in LEVELS:
        raise BadAnswers({"level": "请选择一个等级"})
    row = queries.case(case_id, actor=actor, now=now)
    if row.ended_at is None or actor.staff or not own(row, actor):
        raise NotRateable()
    with transaction.atomic():
        made = False
        for follow_up in (False, True):
            _, made = Rating.objects.get_or_create(
                case_id=row.id,
                follow_up=follow_up,
                defaults={
                    "level": level,
                    "words": words.replace("\x00", "").strip()[:500],
                    "at": now,
                    "by": actor.id,
                    "channel": channel,
                    "signed": signed,
                    "device": device[:64],
                    "seconds_after": max(0, int((now - row.ended_at).total_seconds())),
                },
            )
            if made:
                break
        if not made:
            raise RatedAlready()
        _tell(row, level, signed, follow_up, actor, now)


def _tell(row: CaseRow, level: int, signed: bool, follow_up: bool, actor: Actor, now: datetime) -> None:
    write(
        Entry(
            at=now,
            about="rating",
            subject_id=row.id,
            act="rate",
            kind=row.case_type,
            event=f"{row.case_type}.rated",
            actor_id=actor.id,
            unit_path=row.unit_path,
            facts={"level": level, "signed": signed, "follow_up": follow_up},
        )
    )


def rating_of(case_id: int) -> dict[str, object] | None:
    """The rating of a case with its follow-up, if there is one (`again`), or None."""
    given = list(Rating.objects.filter(case_id=case_id).order_by("follow_up").values("level", "words", "at", "signed"))
    told = [{**one, "title": LEVELS[one["level"]]} for one in given]
    return {**told[0], "again": told[1] if len(told) > 1 else None} if told else None
