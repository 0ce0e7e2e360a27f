"""What the worker does for the room; a round that comes twice does no harm."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from onewindow.modules.revisits.planning import reckon_missing


@app.periodic(cron="11 4 * * *")
@app.task(name="revisits.reckon", queueing_lock="revisits.reckon", lock="revisits.reckon")
def reckon(timestamp: int) -> int:
    """Due days that waited for a calendar."""
    return reckon_missing(now=timezone.now())
