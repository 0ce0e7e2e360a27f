"""Telling a person something that is no step of a case: a booking, a call to a window, a parcel that waits."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from onewindow.kernel.notices.audiences import Receiver
from onewindow.kernel.notices.channels import first_channel
from onewindow.kernel.notices.telling import Saying, to_inbox, to_outside


def say(
    cause: str,
    *,
    title: str,
    words: str,
    now: datetime,
    person_id: int | None = None,
    account_id: int | None = None,
    unit_path: str = "",
    case_id: int | None = None,
    link: str = "",
    urgent: bool = False,
    outside: bool = True,
) -> None:
    """One message to the inbox and, for a person, out of the house; said twice under one `cause`, it is told once.

    `cause` names what it follows from ("ticket:81:called:2").  `words` are Chinese and hold nothing that a
    stranger who finds the phone may not read.  `urgent` may ring in the quiet hours: only for what cannot wait.
    """
    audience = "applicant" if person_id else "assignee" if account_id else "unit"
    saying = Saying(cause, case_id, audience, title, None, urgent, link)
    to = Receiver(person_id, account_id, unit_path)
    to_inbox(saying, to, words, now=now)
    if outside and person_id:
        to_outside(saying, to, first_channel(person_id, "progress"), f"【{settings.CITY}】{words}", now=now)
