"""What ties a session to its account: a new password, or an epoch gone up, ends every session."""

from __future__ import annotations

from django.utils.crypto import salted_hmac


def fingerprint(password: str, epoch: int, secret: str | None = None) -> str:
    """The keyed hash that a session carries; `password` is the stored hash, never the password."""
    return salted_hmac("onewindow.people.session", f"{epoch}:{password}", secret=secret, algorithm="sha256").hexdigest()
