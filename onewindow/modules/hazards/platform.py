"""The street's platform: told by the house's own deliveries to subscribers; here, a local stand-in that answers.

A real platform is entered as a subscriber of `hazards.hazard.push` (signed CloudEvents, in order, with a report of
what was never delivered) and writes its receipt back over the API as a program: the step `receipt`.
"""

from __future__ import annotations

from typing import Protocol

from django.conf import settings

from onewindow.kernel.cases import actions
from onewindow.kernel.cases.gate import NotNow
from onewindow.kernel.journal.listeners import Told
from onewindow.kernel.people.actor import SYSTEM_ACTOR

PUSHED = "hazards.hazard.push"


class StreetPlatform(Protocol):
    """What a platform does with an event: it gives it a number of its own."""

    title: str

    def take(self, event_id: str) -> str:
        """The receipt; the same event again gets the same one."""
        ...


class StandIn:
    """镇街平台（本地替身）: no system outside, no network; every receipt says that it is synthetic."""

    title = "镇街平台（本地替身，合成）"

    def take(self, event_id: str) -> str:
        """替身 and the number of the event."""
        return f"替身回执-{event_id}"


def answer(told: Told, platform: StreetPlatform | None = None) -> None:
    """In the demo the stand-in answers every push with a receipt; elsewhere nobody answers but the real platform."""
    if not settings.DEMO:
        return
    receipt = (platform or StandIn()).take(told.id)
    try:
        actions.take(
            "receipt", case_id=told.subject_id, actor=SYSTEM_ACTOR, now=told.now, given={"receipt": receipt},
            key=f"receipt:{told.id}", case_type=told.kind,
        )  # fmt: skip
    except NotNow:  # returned or dismissed before the platform came to answer
        return
