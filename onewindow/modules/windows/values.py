"""What the city has set for its halls, as it is in force today."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.parameters.queries import in_force
from onewindow.modules.windows.definition import MODULE


def values(now: datetime) -> dict[str, Any]:
    """Every parameter of `policy` by its code, e.g. `values(now)["queue.recall"]`."""
    return in_force(MODULE.policy, local_date(now))
