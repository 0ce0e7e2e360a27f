"""What the worker does for bookings; each round may come twice and does no harm."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from onewindow.modules.windows.booking import pauses


@app.periodic(cron="*/5 * * * *")
@app.task(name="windows.miss_past", queueing_lock="windows.miss_past", lock="windows.miss_past", pass_context=False)
def miss_past(timestamp: int) -> int:
    """Close bookings nobody came to."""
    return pauses.miss_past(now=timezone.now())


@app.periodic(cron="5 17 * * *")
@app.task(name="windows.remind", queueing_lock="windows.remind", lock="windows.remind", pass_context=False)
def remind(timestamp: int) -> int:
    """Tell those who come tomorrow."""
    return pauses.remind(now=timezone.now())
