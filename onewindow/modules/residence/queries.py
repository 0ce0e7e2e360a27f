"""Reading the register of residence permits."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from onewindow.kernel.store.vault import search_hash, unseal_json
from onewindow.modules.residence import rules
from onewindow.modules.residence.models import Permit


def holder_hash(number: str) -> str:
    """The keyed hash of an identity number in this register."""
    return search_hash("id", number)


def permit_of(number: str) -> Permit | None:
    """The permit in force of the holder with this identity number."""
    return Permit.objects.filter(holder_hash=holder_hash(number), void_on__isnull=True).first()


def bound(case_id: int) -> str:
    """What the sealed part of a permit is bound to."""
    return f"residence.permit:{case_id}"


def card_of(case_id: int) -> dict[str, Any]:
    """What the register added to the card of this case: nation, household address."""
    permit = Permit.objects.filter(case_id=case_id).only("card").first()
    return unseal_json(permit.card, bound(case_id)) if permit else {}


def standing(permit: Permit, today: date) -> str:
    """active | due | suspended | void: how a permit stands today; `due` is the endorsement month."""
    if permit.void_on and permit.void_on <= today:
        return "void"
    if rules.suspended(permit.valid_until, today):
        return "suspended"
    return "due" if today >= rules.window(permit.valid_until).opens else "active"


def opening_on(today: date) -> list[Permit]:
    """Permits whose endorsement month opens today: their holders are reminded once."""
    soon = Permit.objects.filter(
        void_on__isnull=True, valid_until__gte=today, valid_until__lte=today + timedelta(days=31)
    )
    return [one for one in soon.order_by("id") if rules.window(one.valid_until).opens == today]
