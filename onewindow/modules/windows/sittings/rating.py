"""How the visitor found the visit: once a visit, by the visitor, and counted apart when it may not be their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from onewindow.kernel.ground.refusal import BadAnswers, Refusal
from onewindow.kernel.handbook.law import Law
from onewindow.kernel.journal.actions import Entry, write
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.models import Sitting, Ticket, VisitRating
from onewindow.modules.windows.tickets.queries import by_token

LEVELS = {1: "非常满意", 2: "满意", 3: "基本满意", 4: "不满意", 5: "非常不满意"}
GRADES = Law("GB/T 39734-2020 政务服务评价工作指南", "", note="五个等级，一事一评")
CHANNELS = ("phone", "kiosk", "window_pad")
TOO_SOON = 5
"""Seconds after closing within which nobody reads the question and answers it; our own value."""
FLAGS = {
    "too_soon": f"办结后{TOO_SOON}秒内就评了",
    "window_device": "在窗口工作人员的电脑上评的",
    "same_phone": "同一部手机今天评过别的号",
}


class NotByStaff(Refusal):
    """A member of staff is signed in."""

    code = "rating_not_by_staff"
    status = 403
    words = "评价由来办事的人自己做，工作人员不能代评。请用您自己的手机扫排队票上的码。"


class NotYet(Refusal):
    """The visit is not over."""

    code = "visit_not_over"
    status = 409
    words = "这次办理还没有结束，办完以后再来评价。"


class RatedOnce(Refusal):
    """One visit, one rating."""

    code = "visit_rated"
    status = 409
    words = "这次办理您已经评价过了，谢谢。还有话要说，可以到“办不成事”窗口反映。"


@dataclass(frozen=True, slots=True)
class Device:
    """What the edge knows of the device: a window's own, and how many other visits it has rated today."""

    of_window: bool = False
    others_today: int = 0


def rate(
    token: str, *, level: int, actor: Actor, now: datetime, device: Device, words: str = "", channel: str = "phone"
) -> VisitRating:
    """Rate a visit that is over: 1 very satisfied … 5 very dissatisfied.

    A rating that may not be the visitor's own is kept and flagged; it is counted, separately.
    """
    if actor.staff:
        raise NotByStaff()
    if level not in LEVELS:
        raise BadAnswers({"level": "请选择一个等级"})
    with transaction.atomic():
        ticket = Ticket.objects.select_for_update().select_related("hall").get(id=by_token(token).id)
        if ticket.state != "done" or ticket.ended_at is None:
            raise NotYet()
        seconds = max(0, int((now - ticket.ended_at).total_seconds()))
        made, fresh = VisitRating.objects.get_or_create(
            ticket=ticket,
            defaults={
                "level": level,
                "words": words.replace("\x00", "").strip()[:500],
                "by_account": actor.id if actor.id > 0 else None,
                "channel": channel if channel in CHANNELS else "phone",
                "seconds_after": seconds,
                "flagged": ",".join(flags(seconds, channel, device)),
                "at": now,
            },
        )
        if not fresh:
            raise RatedOnce()
        _told(ticket, made, actor, now)
    return made


def flags(seconds: int, channel: str, device: Device) -> list[str]:
    """Why it may not be the visitor's own; many people share a kiosk or a pad, so there the phone's rule is off."""
    found = {
        "too_soon": seconds < TOO_SOON,
        "window_device": device.of_window,
        "same_phone": channel == "phone" and device.others_today > 0,
    }
    return [code for code, holds in found.items() if holds]


def _told(ticket: Ticket, made: VisitRating, actor: Actor, now: datetime) -> None:
    write(
        Entry(
            at=now,
            about="visit",
            subject_id=ticket.id,
            act="rate",
            kind="windows",
            event="windows.rated",
            unit_path=ticket.hall.unit_path,
            actor_id=actor.id if actor.id > 0 else None,
            facts={
                "title": "评价了这次窗口办理",
                "level": made.level,
                "flagged": made.flagged,
                "ticket": ticket.number,
                "hands": sorted(set(Sitting.objects.filter(ticket=ticket).values_list("account_id", flat=True))),
            },
        )
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """Ratings of a span, by level: those that count, and the flagged ones beside them."""

    by_level: dict[int, int]
    flagged: dict[int, int]
    visits: int

    @property
    def good(self) -> tuple[int, int]:
        """Satisfied at least basically, and all that count."""
        return sum(n for level, n in self.by_level.items() if level <= 3), sum(self.by_level.values())


def counted(hall_id: int, since: datetime, until: datetime) -> Counted:
    """The ratings of visits that ended in this span; `visits` is how many ended, rated or not."""
    ended = Ticket.objects.filter(hall_id=hall_id, state="done", ended_at__gte=since, ended_at__lt=until)
    plain, flagged = dict.fromkeys(LEVELS, 0), dict.fromkeys(LEVELS, 0)
    for level, flag in VisitRating.objects.filter(ticket__in=ended).values_list("level", "flagged"):
        (flagged if flag else plain)[level] += 1
    return Counted(plain, flagged, ended.count())
