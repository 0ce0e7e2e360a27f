"""What the worker does for the documents; each round may come twice and does no harm."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from onewindow.kernel.documents.actions import draw_waiting, expire_documents


@app.periodic(cron="* * * * * */5")
@app.task(name="documents.draw", queueing_lock="documents.draw", lock="documents.draw")
def draw(timestamp: int) -> int:
    """Draw what was issued since the last round."""
    return draw_waiting(now=timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="documents.expire", queueing_lock="documents.expire", lock="documents.expire")
def expire(timestamp: int) -> int:
    """Erase one-time documents that nobody took in time."""
    return expire_documents(now=timezone.now())
