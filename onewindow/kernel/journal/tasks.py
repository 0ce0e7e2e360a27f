"""The journal's own rounds, run by the worker: each may come twice and does no harm."""

from __future__ import annotations

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from onewindow.kernel.journal.incoming import forget_old
from onewindow.kernel.journal.seals import seal

STALLED_AFTER = 8
"""Seconds without a heartbeat after which a worker's jobs go to another."""


@app.periodic(cron="* * * * *")
@app.task(name="journal.seal", queueing_lock="journal.seal", lock="journal.seal")
def seal_lines(timestamp: int) -> int:
    """Seal what is finished; after midnight this also gives the day before its root."""
    return seal(timezone.now())


@app.periodic(cron="17 4 * * *")
@app.task(name="journal.forget_old", queueing_lock="journal.forget_old")
def forget_old_events(timestamp: int) -> int:
    """Drop ids of incoming events that nobody repeats any more."""
    return forget_old(timezone.now())


@app.periodic(cron="* * * * * */5")
@app.task(name="journal.retry_stalled", queueing_lock="journal.retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Hand on the jobs of workers that were killed: without this they stay `doing` for ever."""
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        await jobs.retry_job(job)
