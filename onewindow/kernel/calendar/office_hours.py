"""Duty hours in force where a unit has set none of its own: data with a source, not law.

Opening a window at the weekend changes no limit: working days stay those of the notices.
"""

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class DutyHours:
    """[opens, closes) on working days; the noon break is duty, somebody is on call."""

    opens: time
    closes: time
    source: str
    verified: bool


STANDARD = DutyHours(
    time(9, 0),
    time(17, 0),
    source="常见政务服务窗口工作时间 9:00—17:00，各单位以本单位公示为准",
    verified=False,
)
