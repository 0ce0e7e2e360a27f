"""What is put on record about a booking, and what the person is told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.kernel.ground.local_time import local
from onewindow.kernel.journal.actions import Entry, write
from onewindow.kernel.notices.saying import say
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.models import Booking

TITLES = {"book": "预约", "cancel": "取消预约", "arrive": "预约报到", "miss": "预约没来"}
LINK = "/halls/bookings/"
SAID = {
    "made": (
        "约好了",
        "您约好了{when}到{hall}办事。到了请报预约码（在“我的预约”里）。来不了请提前取消。",
    ),
    "cancelled": ("预约已取消", "您{when}到{hall}的预约已取消。"),
    "tomorrow": ("明天有预约", "您约了{when}到{hall}办事，请带齐材料。来不了请提前取消。"),
    "missed": ("预约过期了", "您{when}到{hall}的预约没有报到，已过期。可以重新预约，也可以直接到大厅取号。"),
    "paused": (
        "暂停网上预约",
        "您有几次约了没来，网上预约暂停到{until}。不影响办事：随时可以到大厅直接取号。",
    ),
}


def write_line(booking: Booking, act: str, *, actor: Actor, now: datetime) -> None:
    """One journal line; no name, no code."""
    write(
        Entry(
            at=now,
            about="booking",
            subject_id=booking.id,
            act=act,
            kind="windows",
            unit_path=booking.hall.unit_path,
            actor_id=actor.id,
            actor_name=actor.name if actor.staff or actor.kind == "system" else "",
            to_state=booking.state,
            facts={"title": TITLES[act], "hall": booking.hall.code, "items": booking.items, "nth": booking.nth},
        )
    )


def told(booking: Booking, what: str, *, now: datetime, **more: Any) -> None:
    """Tell the person once; at night the phone keeps still until the morning."""
    title, words = SAID[what]
    facts = {"when": when_words(booking), "hall": booking.hall.name, **more}
    say(
        f"booking:{booking.id}:{what}",
        person_id=booking.person_id,
        title=title,
        words=words.format_map(facts),
        link=LINK,
        now=now,
    )


def when_words(booking: Booking) -> str:
    """ "3月2日 09:00 至 09:30"."""
    starts, ends = local(booking.starts), local(booking.ends)
    return f"{starts.month}月{starts.day}日 {starts:%H:%M} 至 {ends:%H:%M}"
