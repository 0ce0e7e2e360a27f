"""What the worker does for the notices; each round may come twice and does no harm."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from onewindow.kernel.notices.sending import send_waiting
from onewindow.kernel.notices.warnings import warn_staff


@app.periodic(cron="* * * * * */5")
@app.task(name="notices.send", queueing_lock="notices.send", lock="notices.send")
def send(timestamp: int) -> int:
    """Carry out what is due."""
    return send_waiting(now=timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="notices.warn", queueing_lock="notices.warn", lock="notices.warn")
def warn(timestamp: int) -> int:
    """Tell staff what falls due and what is overdue, in duty hours."""
    return warn_staff(now=timezone.now())
