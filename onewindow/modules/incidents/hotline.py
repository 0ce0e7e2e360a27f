"""The 12345 platform: a real one takes the order as a subscriber and writes its number back as a program.

In the demo a stand-in in the house answers, and every number it gives says so.
"""

from __future__ import annotations

from typing import Protocol

from django.conf import settings

from onewindow.kernel.cases import actions
from onewindow.kernel.cases.gate import NotNow
from onewindow.kernel.journal.listeners import Told
from onewindow.kernel.people.actor import SYSTEM_ACTOR

SENT = "incidents.call.to_12345"


class Hotline(Protocol):
    """What 12345 does with an order: it gives it a number."""

    title: str

    def take(self, event_id: str) -> str:
        """The number; the same event again gets the same one."""
        ...


class StandIn:
    """12345 平台（本地替身）: no system outside, no network."""

    title = "12345 平台（本地替身，合成）"

    def take(self, event_id: str) -> str:
        """替身 and the number of the event."""
        return f"替身工单-{event_id}"


def answer(told: Told, hotline: Hotline | None = None) -> None:
    """In the demo the stand-in gives a number at once; elsewhere nobody answers but the real platform."""
    if not settings.DEMO:
        return
    receipt = (hotline or StandIn()).take(told.id)
    try:
        actions.take(
            "receipt", case_id=told.subject_id, actor=SYSTEM_ACTOR, now=told.now, given={"receipt": receipt},
            key=f"receipt:{told.id}", case_type=told.kind,
        )  # fmt: skip
    except NotNow:  # sent back, or entered by hand, before the platform came to answer
        return
