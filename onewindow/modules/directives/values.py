"""What the city has set for directives, as it is in force on a day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.handbook import Policy
from onewindow.kernel.parameters.queries import in_force
from onewindow.modules.directives.policy import PARAMETERS

POLICY = Policy("directives", "指令", PARAMETERS)


def values(now: datetime) -> dict[str, Any]:
    """Every parameter by its code."""
    return in_force(POLICY, local_date(now))
