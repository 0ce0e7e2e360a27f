"""The six digits that open what a visit left to be fetched: one number for all parcels of the visit.

They are made from the key of this installation, so that a reminder can say them again and no table keeps them.
"""

from __future__ import annotations

from collections.abc import Collection
from hmac import compare_digest

from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.store.vault import search_hash

DIGITS = 6
TRIES = 100


class NoCodeLeft(Refusal):
    """So many parcels wait that no number is free: nearly a million of them."""

    code = "no_code_left"
    status = 503
    words = "这个大厅待领的件太多，分不出新的取件码。请先清理逾期未领的件。"


def hash_of(hall_id: int, code: str) -> str:
    """What a parcel keeps of its number: the keyed hash, apart for every hall."""
    return search_hash("parcel", f"{hall_id}:{code.strip()}")


def fresh(hall_id: int, ticket_id: int, used: Collection[str]) -> tuple[str, str]:
    """A number for this visit that no other visit of the hall uses now, and its hash."""
    for nth in range(TRIES):
        code = _number(ticket_id, nth)
        kept = hash_of(hall_id, code)
        if kept not in used:
            return code, kept
    raise NoCodeLeft()


def said_again(hall_id: int, ticket_id: int, kept: str) -> str:
    """The number behind a kept hash; empty when the key of the installation has changed since."""
    numbers = (_number(ticket_id, nth) for nth in range(TRIES))
    return next((code for code in numbers if opens(hall_id, code, kept)), "")


def opens(hall_id: int, code: str, kept: str) -> bool:
    """Whether this number is the one whose hash was kept."""
    return bool(kept) and compare_digest(hash_of(hall_id, code), kept)


def _number(ticket_id: int, nth: int) -> str:
    return f"{int(search_hash('parcel-code', f'{ticket_id}:{nth}')[:15], 16) % 10**DIGITS:0{DIGITS}d}"
