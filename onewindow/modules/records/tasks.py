"""What the worker does for the chapter at night."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from onewindow.modules.records import actions


@app.periodic(cron="29 3 * * *")
@app.task(queueing_lock="records.erase_served", pass_context=False)
def erase_served_findings(timestamp: int) -> None:
    """Erase what has served."""
    actions.erase_served(now=timezone.now())
