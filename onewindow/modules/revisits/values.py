"""What the city has set for its revisits, as it is in force today."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.parameters.queries import in_force
from onewindow.modules.revisits.definition import MODULE


def values(now: datetime) -> dict[str, Any]:
    """Every parameter of `policy` by its code."""
    return in_force(MODULE.policy, local_date(now))
