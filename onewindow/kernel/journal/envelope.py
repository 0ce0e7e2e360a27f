"""What goes over the wire: a CloudEvents 1.0 envelope without personal data, signed.

Headers follow Standard Webhooks (webhook-id, webhook-timestamp, webhook-signature); the signature
header carries two: `v1` is HMAC-SHA256 as every library knows it, `v1sm3` the same with HMAC-SM3
(GB/T 32905, GB/T 15852.2).  Either may be checked.
"""

from __future__ import annotations

import hmac
import json
from base64 import b64encode
from datetime import datetime
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.hashes import SM3
from cryptography.hazmat.primitives.hmac import HMAC

from onewindow.kernel.ground.local_time import local
from onewindow.kernel.journal.lines import event_id, event_of, subject_of


def envelope(line: Any, source: str, number: str) -> bytes:
    """The event as JSON: ids, numbers and states.  Names, answers and reasons stay in the house."""
    return json.dumps(
        {
            "specversion": "1.0",
            "id": event_id(line),
            "source": source,
            "type": event_of(line),
            "subject": subject_of(line),
            "time": local(line.at).isoformat(),
            "datacontenttype": "application/json",
            "sequence": f"{line.version:08d}",
            "data": {
                "about": line.about,
                "id": line.subject_id,
                "number": number,
                "kind": line.kind,
                "act": line.act,
                "version": line.version,
                "from": line.from_state,
                "to": line.to_state,
                "unit": line.unit_path,
            },
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()


def headers(ident: str, body: bytes, secret: bytes, now: datetime) -> dict[str, str]:
    """The headers of one delivery; the timestamp is that of this attempt."""
    at = str(int(now.timestamp()))
    return {
        "Content-Type": "application/cloudevents+json; charset=utf-8",
        "User-Agent": "onewindow",
        "webhook-id": ident,
        "webhook-timestamp": at,
        "webhook-signature": " ".join(signatures(ident, at, body, secret)),
    }


def signatures(ident: str, at: str, body: bytes, secret: bytes) -> tuple[str, str]:
    """The two signatures over id, timestamp and body."""
    signed = f"{ident}.{at}.".encode() + body
    mac = HMAC(secret, SM3())
    mac.update(signed)
    by_sha = hmac.new(secret, signed, sha256).digest()
    return f"v1,{b64encode(by_sha).decode()}", f"v1sm3,{b64encode(mac.finalize()).decode()}"


def signed_by(ident: str, at: str, body: bytes, signature: str, secrets: tuple[bytes, ...]) -> bool:
    """Whether one of the signatures in the header is by one of these secrets; in constant time."""
    right = [one for secret in secrets for one in signatures(ident, at, body, secret)]
    given = signature.split()[:8]
    return any([hmac.compare_digest(one.encode(), mine.encode()) for one in given for mine in right])
