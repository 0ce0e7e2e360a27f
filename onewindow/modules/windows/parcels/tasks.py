"""What the worker does for the parcels; each round may come twice and does no harm."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from onewindow.modules.windows.parcels import rounds


@app.periodic(cron="7 9-17 * * *")
@app.task(name="windows.parcels.remind", queueing_lock="windows.parcels.remind", lock="windows.parcels")
def remind(timestamp: int) -> int:
    """Remind of what waits."""
    return rounds.remind(now=timezone.now())


@app.periodic(cron="37 9 * * *")
@app.task(name="windows.parcels.set_aside", queueing_lock="windows.parcels.set_aside", lock="windows.parcels")
def set_aside(timestamp: int) -> int:
    """Free the slots of what nobody fetches."""
    return rounds.set_aside(now=timezone.now())
