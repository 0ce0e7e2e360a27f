"""Between the first step of signing in and the last: kept in the session, for ten minutes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.http import url_has_allowed_host_and_scheme

from onewindow.kernel.faces.asked import Asked
from onewindow.kernel.store.vault import seal_text, unseal_text

GOOD_FOR = 600  # seconds
KEY = "halfway"
PHONE = "halfway:phone"


def keep(request: Asked, **facts: Any) -> None:
    """Add to what is known so far; the ten minutes begin again."""
    now: datetime = request.now
    request.session[KEY] = {**known(request), **facts, "at": int(now.timestamp())}


def known(request: Asked) -> dict[str, Any]:
    """What is known so far; empty when nothing is, or when it is too old."""
    found: dict[str, Any] = request.session.get(KEY, {})
    now: datetime = request.now
    return found if found and now.timestamp() - found["at"] <= GOOD_FOR else {}


def forget(request: Asked) -> None:
    """Nothing is known any more."""
    request.session.pop(KEY, None)


def keep_phone(request: Asked, phone: str, **facts: Any) -> None:
    """Keep a phone sealed: session rows are readable to whoever reads the database."""
    sealed = seal_text(phone, PHONE)
    assert sealed is not None
    keep(request, phone=sealed.hex(), **facts)


def phone_of(request: Asked) -> str:
    """The phone kept before; empty when there is none."""
    sealed = known(request).get("phone", "")
    return unseal_text(bytes.fromhex(sealed), PHONE) if sealed else ""


def safe_next(request: Asked, wanted: str) -> str:
    """The page to come back to, if it is one of ours; empty otherwise."""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours and wanted.startswith("/") and len(wanted) < 500 else ""
