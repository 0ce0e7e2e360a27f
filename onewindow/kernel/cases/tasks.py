"""What the worker does for cases; a round that comes twice does no harm."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from onewindow.kernel.cases.leavers import let_go_of_leavers
from onewindow.kernel.cases.overdue import take_overdue_steps


@app.periodic(cron="* * * * *")
@app.task(name="cases.overdue", queueing_lock="cases.overdue", lock="cases.overdue", pass_context=False)
def overdue(timestamp: int) -> int:
    """Urge and escalate what runs out or missed its limit; the shortest limits are a few minutes."""
    return take_overdue_steps(now=timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="cases.leavers", queueing_lock="cases.leavers", lock="cases.leavers", pass_context=False)
def leavers(timestamp: int) -> int:
    """What somebody had who works there no more falls back to the unit's list."""
    return let_go_of_leavers(now=timezone.now())
