"""Short messages: the narrow door to the bureau's gateway, and a stand-in that keeps them here."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.store.statements import execute, one, rows
from onewindow.kernel.store.vault import seal_text, unseal_text


class NotSent(Refusal):
    """The gateway did not take the message."""

    code = "sms_not_sent"
    status = 503
    words = "短信暂时发不出去。请稍后再试，或者到就近的窗口、拨打咨询电话办理。"


class Sms(Protocol):
    """What a gateway offers; it raises NotSent when the message was not taken."""

    def send(self, phone: str, words: str, purpose: str, *, now: datetime) -> None:
        """Hand over one message for one phone; `purpose` is code, notice or the like."""


class Outbox:
    """本地替身: keeps the message in a table and sends nothing.  The demo shows it on a page."""

    def send(self, phone: str, words: str, purpose: str, *, now: datetime) -> None:
        """Keep the message, sealed."""
        fresh = one("select nextval('people_sms_id_seq') as id")
        assert fresh is not None
        about = f"sms:{fresh['id']}"
        execute(
            "insert into people_sms (id, at, phone_sealed, words_sealed, purpose) values (%s, %s, %s, %s, %s)",
            (fresh["id"], now, seal_text(phone, f"{about}:phone"), seal_text(words, f"{about}:words"), purpose),
        )


class NoGateway:
    """No gateway is connected: says so instead of losing messages."""

    def send(self, phone: str, words: str, purpose: str, *, now: datetime) -> None:
        """Refuse."""
        raise NotSent()


def gateway() -> Sms:
    """The gateway that the settings name; the stand-in in the demo, otherwise none."""
    named = getattr(settings, "SMS_GATEWAY", "")
    if named:
        found: Sms = import_string(named)()
        return found
    return Outbox() if settings.DEMO else NoGateway()


def kept(limit: int = 50) -> list[dict[str, Any]]:
    """What the stand-in kept, newest first."""
    found = rows(
        "select id, at, phone_sealed, words_sealed, purpose from people_sms order by id desc limit %s", (limit,)
    )
    return [
        {
            "at": row["at"],
            "purpose": row["purpose"],
            "phone": unseal_text(row["phone_sealed"], f"sms:{row['id']}:phone"),
            "words": unseal_text(row["words_sealed"], f"sms:{row['id']}:words"),
        }
        for row in found
    ]
