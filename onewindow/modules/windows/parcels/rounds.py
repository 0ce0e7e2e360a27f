"""What time does to parcels: a reminder every some days, and out of the slot when nobody comes."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models.functions import Coalesce

from onewindow.modules.windows.models import Parcel
from onewindow.modules.windows.parcels.readiness import fetch_words, tell
from onewindow.modules.windows.parcels.state import locked, note
from onewindow.modules.windows.values import values


def remind(*, now: datetime) -> int:
    """Remind of every parcel that has waited so many days since it was ready, or since the last time; how many."""
    before = now - timedelta(days=values(now)["parcel.remind_days"])
    waiting = Parcel.objects.annotate(told_at=Coalesce("reminded_at", "ready_at"))
    due = waiting.filter(state="ready", way="shelf", told_at__lte=before).values_list("id", flat=True)
    return sum(_remind(one, before, now) for one in due)


@transaction.atomic
def _remind(parcel_id: int, before: datetime, now: datetime) -> bool:
    parcel = locked(parcel_id)
    told_at = parcel.reminded_at or parcel.ready_at
    if parcel.state != "ready" or parcel.way != "shelf" or told_at is None or told_at > before:
        return False
    parcel.reminded, parcel.reminded_at = parcel.reminded + 1, now
    parcel.save(update_fields=["reminded", "reminded_at"])
    note(parcel, "reminded", f"第 {parcel.reminded} 次提醒领取", now=now)
    cause = f"remind:{parcel.ready_at:%Y%m%d}:{parcel.reminded}"
    tell(parcel, cause, "您有件还没领", fetch_words(parcel), now=now)
    return True


def set_aside(*, now: datetime) -> int:
    """Take out of its slot what nobody fetched in so many days; it is kept and can still be fetched; how many."""
    before = now - timedelta(days=values(now)["parcel.unclaimed_days"])
    due = Parcel.objects.filter(state="ready", way="shelf", ready_at__lte=before).values_list("id", flat=True)
    return sum(_set_aside(one, before, now) for one in due)


@transaction.atomic
def _set_aside(parcel_id: int, before: datetime, now: datetime) -> bool:
    parcel = locked(parcel_id)
    if parcel.state != "ready" or parcel.way != "shelf" or parcel.ready_at is None or parcel.ready_at > before:
        return False
    slot, parcel.slot, parcel.state = parcel.slot, "", "unclaimed"
    parcel.save(update_fields=["slot", "state"])
    note(parcel, "unclaimed", f"逾期未领，腾出柜格 {slot}，转大厅保管", now=now)
    words = f"您在{parcel.hall.name}办的件一直没有领，已转大厅保管。请带身份证随时来领。"
    tell(parcel, f"unclaimed:{parcel.ready_at:%Y%m%d}", "件已转保管", words, now=now)
    return True
