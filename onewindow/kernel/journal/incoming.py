"""Webhooks that come in: signed, recent, and acted on once."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.journal.envelope import signed_by
from onewindow.kernel.store.statements import execute

WINDOW = timedelta(minutes=5)
KEPT = timedelta(days=30)


class Forged(Refusal):
    """No signature, or not by a secret we share with this sender."""

    code = "forged"
    status = 401
    words = "签名不对，这条消息没有被接收。请核对共享密钥，并按 webhook-id.webhook-timestamp.正文 计算签名。"


class Stale(Refusal):
    """Signed too long ago, or in the future: perhaps somebody plays it back."""

    code = "stale"
    status = 401
    words = "消息的时间与本系统相差超过{minutes}分钟，没有被接收。请校准时钟后重新签名再发。"


class Unreadable(Refusal):
    """Signed, but not a JSON object."""

    code = "unreadable"
    status = 422
    words = "消息正文不是一个 JSON 对象，没有被接收。请按 CloudEvents 1.0 的格式发送。"


def hear(
    headers: Mapping[str, str],
    body: bytes,
    *,
    source: str,
    secrets: tuple[bytes, ...],
    now: datetime,
    act: Callable[[dict[str, Any]], None],
) -> bool:
    """Check a webhook and act on it in one transaction; False when its id was heard before.

    Senders deliver at least once: answer both outcomes with 2xx.  `secrets` are the current one
    and, while it is changed, the one before.
    """
    given = {name.lower(): value for name, value in headers.items()}
    ident, at, signature = (given.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature"))
    if not ident or len(ident) > 200 or "\x00" in ident or not signed_by(ident, at, body, signature, secrets):
        raise Forged()
    if abs(now.timestamp() - _seconds(at)) > WINDOW.total_seconds():
        raise Stale(minutes=int(WINDOW.total_seconds() // 60))
    event = _object(body)
    with transaction.atomic():
        fresh = execute(
            "insert into journal_heard (source, event_id, at) values (%s, %s, %s) on conflict do nothing",
            (source, ident, now),
        )
        if fresh:
            act(event)
    return bool(fresh)


def forget_old(now: datetime) -> int:
    """Drop the ids of events that no sender repeats any more."""
    return execute("delete from journal_heard where at < %s", (now - KEPT,))


def _seconds(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else 0


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise Unreadable() from None
    if not isinstance(found, dict):
        raise Unreadable()
    return found
