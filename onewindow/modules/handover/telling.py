"""Messages of a handover: to whoever is to sign; to whoever still has everything because nobody has signed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse

from onewindow.kernel.ground.local_time import local_date
from onewindow.kernel.notices.saying import say
from onewindow.kernel.parameters.queries import in_force
from onewindow.modules.handover.definition import MODULE
from onewindow.modules.handover.models import Handover


def tell_offered(one: Handover, *, now: datetime) -> None:
    """To the one who is to sign."""
    say(
        f"handover:{one.pk}:offered", account_id=one.in_id, title="有一班等您签收", now=now,
        words=f"{one.out_name}把值班交给您，请核对清单、签名。签收以前仍由{one.out_name}负责。",
        link=reverse("handover-desk"),
    )  # fmt: skip


def tell_signed(one: Handover, *, now: datetime) -> None:
    """To the one who may go."""
    say(
        f"handover:{one.pk}:signed", account_id=one.out_id, title="已经接班", now=now,
        words=f"{one.in_name}已经签收，从现在起由{one.in_name}负责。", link=reverse("handover-desk"),
    )  # fmt: skip


def tell_unsigned(*, now: datetime) -> int:
    """To both, once, when nobody has signed for a while; how many handovers that is."""
    minutes = in_force(MODULE.policy, local_date(now))["unsigned_minutes"]
    waiting = Handover.objects.filter(in_at=None, withdrawn_at=None, out_at__lte=now - timedelta(minutes=minutes))
    for one in waiting:
        for account in (one.out_id, one.in_id):
            say(
                f"handover:{one.pk}:unsigned:{account}", account_id=account, title="交接还没有签收", now=now,
                words=f"{one.in_name}还没有签收，这一班仍由{one.out_name}负责。", link=reverse("handover-desk"),
            )  # fmt: skip
    return len(waiting)
