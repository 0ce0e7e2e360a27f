"""What the worker does for the files at night."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from onewindow.kernel.files.actions import clean_up


@app.periodic(cron="41 3 * * *")
@app.task(name="files.clean_up", queueing_lock="files.clean_up", lock="files.clean_up")
def sweep(timestamp: int) -> int:
    """Remove uploads that nobody holds and content without a file."""
    return clean_up(now=timezone.now())
