"""Who sits at a window: sit, away, back, close.  Nobody at two windows, no window with two."""

from __future__ import annotations

from datetime import datetime

from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.models import Seat

WHY = {"lunch": "午休", "meeting": "开会", "system": "系统故障", "other": "有事离开"}
"""Why an officer is away, as the chief's view shows it."""


def sit(*, window_id: int, actor: Actor, now: datetime) -> Seat:
    """Open the window; refused without any authorisation or certificate in force, saying who has one."""
    raise NotImplementedError


def away(*, window_id: int, why: str, actor: Actor, now: datetime) -> Seat:
    """Not calling for a while; `why` is a code of WHY."""
    raise NotImplementedError


def back(*, window_id: int, actor: Actor, now: datetime) -> Seat:
    """Calling again."""
    raise NotImplementedError


def close(*, window_id: int, actor: Actor, now: datetime) -> Seat:
    """The officer goes; tickets passed to this very window go back to everybody.  Also by the hall's chief."""
    raise NotImplementedError
