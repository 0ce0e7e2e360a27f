"""What the worker does for sign-in at night."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone
from procrastinate.contrib.django import app

from onewindow.kernel.store.statements import execute

DAY = timedelta(days=1)


@app.periodic(cron="17 3 * * *")
@app.task(name="people.sweep", queueing_lock="people.sweep", lock="people.sweep")
def nightly(timestamp: int) -> int:
    """Forget what has served."""
    return sweep(timezone.now())


def sweep(now: datetime) -> int:
    """Remove codes, tries, kept messages and sessions that are over; how many rows went."""
    gone = execute("delete from people_code where until < %s", (now - DAY,))
    gone += execute("delete from people_hold where since < %s and (until is null or until < %s)", (now - 2 * DAY, now))
    gone += execute("delete from people_sms where at < %s", (now - 7 * DAY,))
    gone += execute("delete from people_totp where confirmed_at is null and since < %s", (now - DAY,))
    return gone + Session.objects.filter(expire_date__lt=now).delete()[0]
