"""SM3 digests, and the chain that makes a changed record show."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def sm3(data: bytes) -> bytes:
    """The SM3 digest (GB/T 32905-2016), 32 bytes."""
    return hashlib.new("sm3", data).digest()


def canonical(value: Any) -> bytes:
    """JSON with sorted keys and no spare spaces, UTF-8: the same value is always the same bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def link(previous: bytes, body: bytes) -> bytes:
    """The digest of a body chained to the digest before it (empty for the first)."""
    return sm3(previous + body)
