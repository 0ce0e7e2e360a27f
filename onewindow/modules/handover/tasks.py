"""What the worker does for the room; a round that comes twice does no harm."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from onewindow.modules.handover.telling import tell_unsigned


@app.periodic(cron="*/5 * * * *")
@app.task(name="handover.unsigned", queueing_lock="handover.unsigned", lock="handover.unsigned", pass_context=False)
def unsigned(timestamp: int) -> int:
    """Say who still has a shift that nobody has signed for."""
    return tell_unsigned(now=timezone.now())
