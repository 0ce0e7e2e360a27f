"""Identifiers that sort by the time they were made (UUID version 7, RFC 9562)."""

import os
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_last = 0
_COUNTER_BITS = 12


def uuid7() -> UUID:
    """A fresh id, greater than every earlier one of this process, even if the clock steps back.

    48 bits of milliseconds, 12 bits of their fraction or a counter (RFC 9562 §6.2 method 3),
    62 random bits.
    """
    global _last
    # Nanoseconds to 1/4096 ms: the twelve bits of rand_a carry the fraction.
    tick = (time.time_ns() << _COUNTER_BITS) // 1_000_000
    with _lock:
        _last = tick = max(tick, _last + 1)
    millis, fraction = tick >> _COUNTER_BITS, tick & 0xFFF
    random = int.from_bytes(os.urandom(8), "big") & 0x3FFF_FFFF_FFFF_FFFF
    return UUID(int=millis << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | random)


def made_at(ident: UUID) -> float:
    """Seconds since 1970 at which a version 7 id was made; ValueError for another version."""
    if ident.version != 7:
        raise ValueError(f"{ident} carries no time")
    return (ident.int >> 80) / 1000
