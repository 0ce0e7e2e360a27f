"""What the worker does for the chapter at night."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from onewindow.modules.lawyers import actions


@app.periodic(cron="23 3 * * *")
@app.task(queueing_lock="lawyers.erase_expired", pass_context=False)
def erase_expired_results(timestamp: int) -> None:
    """Erase results whose week is over."""
    actions.erase_expired(now=timezone.now())
