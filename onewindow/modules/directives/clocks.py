"""Limits by level.  No public text gives them: all are values of this design, and say so."""

from __future__ import annotations

from onewindow.kernel.handbook import OWN, Deadline, EndRoll, Extension, Role, Start, hours, minutes
from onewindow.modules.directives.vocabulary import (
    CANCELLED,
    CLOSED,
    FED_BACK,
    ISSUED,
    LEVEL,
    SIGNED,
    VERIFIED,
)

SIGN = {"red": minutes(5), "orange": minutes(15), "yellow": minutes(30), "blue": minutes(120)}
FEEDBACK = {"red": minutes(30), "orange": hours(2), "yellow": hours(24), "blue": hours(72)}
VERIFY = {"red": hours(2), "orange": hours(8), "yellow": hours(24), "blue": hours(24)}
FINISH = {"red": hours(24), "orange": hours(72), "yellow": hours(168), "blue": hours(360)}
LONGEST = hours(360)


def deadlines(approver: Role) -> list[Deadline]:
    """Sign, feed back, verify, finish: each stops when the directive is cancelled; only the last may be extended."""
    more = {"law": OWN, "by": LEVEL, "start": Start.AT_ONCE, "roll": EndRoll.NONE}
    return [
        Deadline("sign", "签收", ISSUED >> SIGNED, SIGN, or_stops_in=[CANCELLED], **more),  # type: ignore[arg-type]
        Deadline("feedback", "反馈", SIGNED >> FED_BACK, FEEDBACK, or_stops_in=[CANCELLED], **more),  # type: ignore[arg-type]
        Deadline("verify", "核查", FED_BACK >> VERIFIED, VERIFY, or_stops_in=[SIGNED, CANCELLED], **more),  # type: ignore[arg-type]
        Deadline(
            "finish", "办结", ISSUED >> CLOSED, FINISH, or_stops_in=[CANCELLED],
            extension=Extension(LONGEST, approver, OWN), **more,  # type: ignore[arg-type]
        ),
    ]  # fmt: skip
