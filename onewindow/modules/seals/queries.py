"""Reading licences and the promises they rest on."""

from __future__ import annotations

from onewindow.modules.seals.models import Licence, Promise
from onewindow.modules.seals.promise import EDITIONS, digest


def licence_of(firm_code: str) -> Licence | None:
    """The licence in force of this firm."""
    return Licence.objects.filter(firm_code=firm_code, revoked_on__isnull=True).order_by("-issued").first()


def promise_of(case_id: int) -> Promise | None:
    """The promise a licence case was granted on."""
    return Promise.objects.select_related("licence").filter(case_id=case_id).first()


def is_untouched(promise: Promise, answers: dict[str, object], case_number: str) -> bool:
    """True when text, ticks and signature still give the digest that was signed."""
    text = EDITIONS[promise.edition]
    same = digest(text, answers, case_number=case_number, signed_at=promise.signed_at) == promise.digest
    return same and promise.text == text.as_data()
